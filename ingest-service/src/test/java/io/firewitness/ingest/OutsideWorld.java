package io.firewitness.ingest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.firewitness.platform.test.Persona.Organization;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The remote sides of this service: Keycloak's token and organization endpoints, and whoever takes the events. */
public class OutsideWorld implements QuarkusTestResourceLifecycleManager {
    /** The bodies of all events that were taken. */
    static final List<String> EVENTS = new CopyOnWriteArrayList<>();

    /** How many of the next events are answered with 503. */
    static final AtomicInteger REFUSALS = new AtomicInteger();

    /** How many tokens were given to the service. */
    static final AtomicInteger TOKENS = new AtomicInteger();

    /** Where the service under test keeps its bytes. */
    static Path store;

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
            server.createContext("/realms/firewitness/protocol/openid-connect/token", exchange -> {
                TOKENS.incrementAndGet();
                json(exchange, "{\"access_token\": \"service\", \"token_type\": \"Bearer\", \"expires_in\": 300}");
            });
            server.createContext("/admin/realms/firewitness/organizations", OutsideWorld::organizations);
            server.createContext("/internal/v1/events", OutsideWorld::event);
            server.start();
            store = Files.createTempDirectory("artifacts");
            Map<String, String> settings = new HashMap<>();
            settings.put("quarkus.oidc-client.auth-server-url", realm);
            settings.put("quarkus.oidc-client.client-id", "firewitness-ingest");
            settings.put("quarkus.oidc-client.credentials.secret", "only-for-tests");
            settings.put("firewitness.keycloak.admin-url", realm);
            settings.put("firewitness.analysis.url", base);
            settings.put("firewitness.store.directory", store.toString());
            settings.put("firewitness.store.tenant-limit", "4M");
            settings.put("firewitness.store.file-limit", "3M");
            settings.put("firewitness.work.polling-interval", "100ms");
            settings.put("quarkus.http.read-timeout", "2s");
            return settings;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    /** As Keycloak does, an organization whose attribute merely contains the text is listed too. */
    private static void organizations(HttpExchange exchange) throws IOException {
        StringBuilder list = new StringBuilder();
        for (Organization organization : Organization.values()) {
            String provider = organization.provider() == null
                    ? "{}"
                    : "{\"provider\": [\"" + organization.provider().id() + "\"]}";
            list.append(list.isEmpty() ? "" : ",")
                    .append("{\"id\": \"%s\", \"name\": \"%s\", \"enabled\": true, \"attributes\": %s}"
                            .formatted(organization.id(), organization.title(), provider));
        }
        json(exchange, "[" + list + "]");
    }

    private static void event(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean isRefused = REFUSALS.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        if (!isRefused && "Bearer service".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            EVENTS.add(body);
            exchange.sendResponseHeaders(202, -1);
        } else {
            exchange.sendResponseHeaders(503, -1);
        }
        exchange.close();
    }

    private static void json(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
