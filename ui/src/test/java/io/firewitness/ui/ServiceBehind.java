package io.firewitness.ui;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Something that answers where a service is expected: the same document plain, and compressed where it is asked for that. */
final class ServiceBehind implements AutoCloseable {
    static final String BODY = "{\"items\": \"" + "many of them, ".repeat(2000) + "\"}";

    private final HttpServer server;

    ServiceBehind() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/plain", exchange -> answer(exchange, BODY.getBytes(StandardCharsets.UTF_8)));
        server.createContext("/api/compressing", exchange -> {
            boolean isAsked = exchange.getRequestHeaders().containsKey("Accept-Encoding");
            if (isAsked) {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            }
            answer(exchange, isAsked ? packed(BODY) : BODY.getBytes(StandardCharsets.UTF_8));
        });
        server.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
