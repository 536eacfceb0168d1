package io.firewitness.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ports of one stack. With the portal on 8080: services 8081 to 8083, Keycloak 8180, PostgreSQL 5442, management
 * 9080 to 9083. With another base all move by the same distance, so several stacks can run beside each other.
 */
record Ports(int base) {
    int ui() {
        return base;
    }

    int ingest() {
        return base + 1;
    }

    int analysis() {
        return base + 2;
    }

    int knowledge() {
        return base + 3;
    }

    int keycloak() {
        return base + 100;
    }

    int keycloakManagement() {
        return base + 920;
    }

    int postgres() {
        return base == Options.DEFAULT_PORT ? 5442 : base + 200;
    }

    /** Health and metrics of the service on {@code port}. */
    int management(int port) {
        return port + 1000;
    }

    /**
     * Fails where somebody else listens on one of the ports.
     *
     * @throws StackException naming the port, its purpose and the way out
     */
    void requireFree() {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        wanted.put("the portal", ui());
        wanted.put("ingest-service", ingest());
        wanted.put("analysis-service", analysis());
        wanted.put("knowledge-service", knowledge());
        wanted.put("Keycloak", keycloak());
        wanted.put("Keycloak's management", keycloakManagement());
        wanted.put("PostgreSQL", postgres());
        for (int port = ui(); port <= knowledge(); port++) {
            wanted.put("health of the service on " + port, management(port));
        }
        wanted.forEach((purpose, port) -> {
            if (!isFree(port)) {
                throw new StackException("Port " + port + " (" + purpose
                        + ") is in use. Stop what listens there, or move" + " the whole stack: ./firewitness up --port "
                        + (base + 1000 > 60_000 ? 18_080 : base + 10_000));
            }
        });
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }
}
