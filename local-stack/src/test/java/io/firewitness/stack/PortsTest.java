package io.firewitness.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void aPortInUseIsNamedWithItsPurposeAndTheWayOut() throws IOException {
        Ports ports = freePorts();
        assertThatCode(ports::requireFree).doesNotThrowAnyException();
        try (ServerSocket taken = new ServerSocket(ports.keycloak(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(StackException.class)
                    .hasMessage("Port " + taken.getLocalPort()
                            + " (Keycloak) is in use. Stop what listens there, or move the whole stack: ./firewitness up --port "
                            + (ports.base() + 10_000));
        }
        assertThatCode(ports::requireFree).doesNotThrowAnyException();
    }

    @Test
    void noTwoPartsShareAPort() {
        for (int base : new int[] {Options.DEFAULT_PORT, 18_080, 1024, 64_000}) {
            Ports ports = new Ports(base);
            assertThat(List.of(
                            ports.ui(),
                            ports.ingest(),
                            ports.analysis(),
                            ports.knowledge(),
                            ports.keycloak(),
                            ports.keycloakManagement(),
                            ports.postgres(),
                            ports.management(ports.ui()),
                            ports.management(ports.ingest()),
                            ports.management(ports.analysis()),
                            ports.management(ports.knowledge())))
                    .doesNotHaveDuplicates()
                    .allMatch(port -> port <= 65_535);
        }
    }

    /** A base whose ports nobody uses at the moment; below the range from which systems take ports for clients. */
    private static Ports freePorts() {
        return IntStream.iterate(12_000, base -> base < 30_000, base -> base + 37)
                .mapToObj(Ports::new)
                .filter(ports -> {
                    try {
                        ports.requireFree();
                        return true;
                    } catch (StackException inUse) {
                        return false;
                    }
                })
                .findFirst()
                .orElseThrow();
    }
}
