package io.firewitness.analysis;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** The remote sides of this service: Keycloak's token endpoint and the address where artifacts are read. */
public class OutsideWorld implements QuarkusTestResourceLifecycleManager {
    /** Artifacts by id. */
    static final Map<String, byte[]> ARTIFACTS = new ConcurrentHashMap<>();

    /** Artifacts whose connection breaks once, after so many bytes. */
    static final Map<String, Integer> BREAKS = new ConcurrentHashMap<>();

    /** Artifacts whose bytes stop in the middle until the latch opens. */
    static final Map<String, CountDownLatch> HELD = new ConcurrentHashMap<>();

    /** Artifacts that stand still in the middle right now. */
    static final Set<String> WAITING = ConcurrentHashMap.newKeySet();

    /** How often an artifact was asked for while it was not there. */
    static final Map<String, Integer> MISSED = new ConcurrentHashMap<>();

    /** The rule pack in use, signed; empty for the built-in one. */
    static final AtomicReference<String> RULE_PACK = new AtomicReference<>("");

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            String base = "http://localhost:" + server.getAddress().getPort();
            String realm = base + "/realms/firewitness";
            server.createContext(
                    "/realms/firewitness/.well-known/openid-configuration",
                    exchange -> json(
                            exchange,
                            "{\"issuer\": \"" + realm + "\", \"token_endpoint\": \"" + realm
                                    + "/protocol/openid-connect/token\"}"));
            server.createContext(
                    "/realms/firewitness/protocol/openid-connect/token",
                    exchange -> json(
                            exchange,
                            "{\"access_token\": \"service\", \"token_type\": \"Bearer\", \"expires_in\": 300}"));
            server.createContext("/internal/v1/providers/", OutsideWorld::artifact);
            server.createContext("/internal/v1/rule-pack", OutsideWorld::rulePack);
            // A held artifact must not hold up the others.
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            Map<String, String> settings = new HashMap<>();
            settings.put("quarkus.oidc-client.auth-server-url", realm);
            settings.put("quarkus.oidc-client.client-id", "firewitness-analysis");
            settings.put("quarkus.oidc-client.credentials.secret", "only-for-tests");
            settings.put("firewitness.ingest.url", base);
            settings.put("firewitness.knowledge.url", base);
            settings.put("firewitness.rule-packs.interval", "0s");
            settings.put("firewitness.work.polling-interval", "100ms");
            return settings;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void artifact(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        String id = path[path.length - 2];
        byte[] bytes = ARTIFACTS.get(id);
        if (bytes == null
                || !"Bearer service".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            MISSED.merge(id, 1, Integer::sum);
            return;
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        byte[] rest = Arrays.copyOfRange(bytes, from, bytes.length);
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, rest.length);
        Integer broken = BREAKS.remove(id);
        CountDownLatch held = HELD.get(id);
        if (held == null) {
            exchange.getResponseBody().write(rest, 0, broken == null ? rest.length : broken);
        } else {
            writeInHalves(exchange, id, rest, held);
        }
        exchange.close();
    }

    private static void rulePack(HttpExchange exchange) throws IOException {
        byte[] document = RULE_PACK.get().getBytes(StandardCharsets.UTF_8);
        String tag = "\"" + Arrays.hashCode(document) + "\"";
        if (document.length == 0) {
            exchange.sendResponseHeaders(204, -1);
        } else if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
        } else {
            exchange.getResponseHeaders().set("ETag", tag);
            exchange.sendResponseHeaders(200, document.length);
            exchange.getResponseBody().write(document);
        }
        exchange.close();
    }

    private static void writeInHalves(HttpExchange exchange, String id, byte[] bytes, CountDownLatch held)
            throws IOException {
        int half = bytes.length / 2;
        exchange.getResponseBody().write(bytes, 0, half);
        exchange.getResponseBody().flush();
        try {
            WAITING.add(id);
            held.await();
            exchange.getResponseBody().write(bytes, half, bytes.length - half);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            WAITING.remove(id);
        }
    }

    private static void json(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
