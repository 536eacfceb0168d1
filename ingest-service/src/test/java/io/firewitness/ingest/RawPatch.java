package io.firewitness.ingest;

import io.firewitness.platform.test.Tokens;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A PATCH whose bytes the test sends one by one: to break off, to stop in the middle, to lie about lengths. */
final class RawPatch implements AutoCloseable {
    private final Socket socket;
    private final OutputStream out;

    /** @param framing {@code Content-Length: n} or {@code Transfer-Encoding: chunked} */
    RawPatch(Client client, String upload, long offset, String framing) throws IOException {
        socket = new Socket("localhost", RestAssured.port);
        socket.setSoTimeout(20_000);
        out = socket.getOutputStream();
        send("""
                PATCH /api/v1/uploads/%s HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Tus-Resumable: 1.0.0\r
                Upload-Offset: %d\r
                Content-Type: application/offset+octet-stream\r
                %s\r
                \r
                """.formatted(upload, Tokens.of(client.persona()), offset, framing).getBytes(StandardCharsets.US_ASCII));
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    void sendChunk(byte[] bytes) throws IOException {
        send((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        send(bytes);
        send("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** The status line's number. */
    int status() throws IOException {
        InputStream in = socket.getInputStream();
        byte[] line = in.readNBytes("HTTP/1.1 204".length());
        return Integer.parseInt(new String(line, StandardCharsets.US_ASCII).substring(9));
    }

    /** Breaks the connection off, as a network that goes away does. */
    @Override
    public void close() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
