package io.firewitness.engine;

import static io.firewitness.engine.document.VerdictClass.FIREWALL_SIGNATURE_RESET;
import static io.firewitness.engine.document.VerdictClass.HOST_ABORT;
import static io.firewitness.engine.document.VerdictClass.MIDDLEBOX_RESET;
import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.document.Clock;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.Evidence;
import io.firewitness.engine.document.Kill;
import io.firewitness.engine.document.Pointer;
import io.firewitness.engine.document.VerdictClass;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Captures of real kernels whose truth is known by construction; {@code src/test/lab} made them. Most are headers only. */
class LabTest {
    private static Diagnosis diagnose(String... names) throws IOException {
        List<Artifact> files = new ArrayList<>();
        for (String name : names) {
            byte[] bytes;
            try (InputStream in = LabTest.class.getResourceAsStream("lab/" + name + ".pcap.gz")) {
                bytes = in.readAllBytes();
            }
            files.add(
                    new Artifact("a" + (files.size() + 1), name, bytes.length, () -> new ByteArrayInputStream(bytes)));
        }
        return Engine.diagnose(files, RulePack.builtIn(), Progress.NONE);
    }

    private static List<VerdictClass> classes(Diagnosis d) {
        return d.connections().stream().map(c -> c.verdict().verdictClass()).toList();
    }

    private static Evidence evidence(Connection c, String rule) {
        return c.evidence().stream()
                .filter(e -> e.rule().equals(rule))
                .findFirst()
                .orElseThrow(() -> new AssertionError(rule + " not among " + c.evidence()));
    }

    /** Everything here fools a rule that looks at one thing only. */
    @ParameterizedTest
    @CsvSource({
        "crash-linux-to-windows-client, HOST_ABORT",
        "abort-same-place-linux-client, HOST_ABORT",
        "abort-same-place-linux-server, HOST_ABORT",
        "reboot-linux-client, HOST_ABORT",
        "zero-window-abort-client, HOST_ABORT",
        "many-routes-abort-client, HOST_ABORT",
        "mirror-abort-client, HOST_ABORT",
        "one-way-abort-client, HOST_ABORT",
        "outage-client, PATH_OUTAGE",
        "pmtu-silent-client, PMTUD_BLACKHOLE",
        "failover-client, MIDDLEBOX_RESET",
        "invalid-state-server, MIDDLEBOX_RESET",
        "invalid-state-client, INSUFFICIENT",
        "lifetime-slow-client, MIDDLEBOX_RESET",
        "balancer-abort-client, MIDDLEBOX_RESET",
        "idle-rst-client, IDLE_TIMEOUT_RESET",
        "sig-linux-once-client, MIDDLEBOX_RESET",
        "half-close-nat-client, HEALTHY",
        "half-close-missing-server, HEALTHY",
        "half-close-outage-server, INSUFFICIENT",
        "fin-lost-server, HEALTHY",
        "fin-route-lost-server, INSUFFICIENT",
        "fin-vanished-server, INSUFFICIENT",
        "fin-overtakes-elsewhere-server, PACKET_LOSS",
        "fin-too-late-server, PACKET_LOSS",
        "fin-balancer-client, HEALTHY",
        "fin-own-ttl-server, INSUFFICIENT",
        "fin-both-once-client, MIDDLEBOX_RESET"
    })
    void lookAlikesAreNotTakenForASignature(String file, VerdictClass expected) throws IOException {
        Diagnosis d = diagnose(file);
        assertThat(d.verdict().verdictClass()).isEqualTo(expected);
        assertThat(classes(d)).noneMatch(VerdictClass::accusesFirewall);
    }

    @ParameterizedTest
    @CsvSource({
        "sig-linux-client, FIREWALL_SIGNATURE_RESET",
        "sig-suricata-near-client, FIREWALL_SIGNATURE_RESET",
        "sig-nat-client, FIREWALL_SIGNATURE_RESET",
        "drop-packet-linux-client, FIREWALL_SILENT_DROP",
        "drop-session-client, FIREWALL_SILENT_DROP",
        "cert-rst-client, KEY_EXCHANGE_BLOCKED",
        "hello-drop-client, KEY_EXCHANGE_BLOCKED",
        "fin-both-client, FIREWALL_SIGNATURE_RESET",
        "fin-both-server, FIREWALL_SIGNATURE_RESET",
        "fin-both-linux-client, FIREWALL_SIGNATURE_RESET",
        "fin-sender-client, FIREWALL_SIGNATURE_RESET",
        "fin-receiver-server, FIREWALL_SIGNATURE_RESET",
        "fin-listens-server, FIREWALL_SIGNATURE_RESET",
        "fin-mirror-client, FIREWALL_SIGNATURE_RESET"
    })
    void devicesAreFound(String file, VerdictClass expected) throws IOException {
        assertThat(diagnose(file).verdict().verdictClass()).isEqualTo(expected);
    }

    /** What shows that another one closed in a host's name: silence behind a foreign TTL, a missing timestamp, data over the end. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fin-both-client | This end of the stream of 10.88.2.20 has TTL 64, its 38 packets before it have 127; afterwards nobody of that"
                        + " address was heard again, though the other side sent the same 5 times",
                "fin-both-linux-client | This end of the stream of 10.88.2.20 lacks the timestamp that all its 39 packets before it carry;"
                        + " afterwards nobody of that address was heard again, though the other side sent the same 5 times",
                "fin-listens-server | 10.77.1.10 sent data at or behind this end of its stream. No host sends anything new behind its FIN:"
                        + " two senders use that address"
            })
    void anEndInAHostsNameIsToldByWhatItsHostWouldNotDo(String file, String statement) throws IOException {
        Connection first = diagnose(file).connections().getFirst();
        assertThat(evidence(first, "injected-segment").statement()).isEqualTo(statement);
        assertThat(first.close().type()).isEqualTo("fin");
        assertThat(first.close().actor()).isEqualTo("device");
    }

    @Test
    void anEndThatItsHostNeverSentIsProvenForged() throws IOException {
        Diagnosis d = diagnose("fin-both-server", "fin-both-client");
        assertThat(classes(d)).containsOnly(FIREWALL_SIGNATURE_RESET);
        assertThat(d.verdict().who().band()).isEqualTo("proven");
        Evidence forged = evidence(d.connections().getFirst(), "two-sided-rst");
        assertThat(forged.statement())
                .isEqualTo(
                        "10.77.1.10 never sent this FIN: fin-both-client, recorded nearer to it, lacks the packet and"
                                + " lost none");
        assertThat(forged.reproduce()).startsWith("tshark -r fin-both-client -Y 'tcp.flags.fin==1 && tcp.seq_raw==");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ports-closed-client | HOST_ABORT | server-host | 10.88.2.20 itself refuses connections to TCP 2500-2502, 2505: nothing"
                        + " listens there, or its own firewall refuses. It answers on TCP 6180.",
                "ports-rejected-client | MIDDLEBOX_RESET | device-in-path | Another device refuses connections to TCP 2500-2502 in the name"
                        + " of 10.88.2.20. It answers on TCP 6180. It is a port rule, a"
                        + " forwarding, or a service that does not run behind one; no signature.",
                "ports-prohibited-client | MIDDLEBOX_RESET | device-in-path | A policy of 10.77.1.1 forbids connections to TCP 2500-2502 of"
                        + " 10.88.2.20. It answers on TCP 6180. It is a port rule, no signature.",
                "ports-silent-client | INSUFFICIENT | unknown | Connections to TCP 2500-2502 of 10.88.2.20 get no answer at all. It answers"
                        + " on TCP 6180. Something drops them: a firewall on the way, or the host's own."
            })
    void portsThatNobodyReachesAreNamedBesideThoseThatAnswer(
            String file, VerdictClass verdictClass, String who, String statement) throws IOException {
        Diagnosis d = diagnose(file);
        assertThat(d.verdict().statement()).isEqualTo(statement);
        assertThat(d.verdict().verdictClass()).isEqualTo(verdictClass);
        assertThat(d.verdict().who().value()).isEqualTo(who);
        assertThat(d.verdict().why().value()).isNotEqualTo("signature");
        assertThat(classes(d)).noneMatch(VerdictClass::accusesFirewall);
    }

    @Test
    void aResetThatItsHostNeverSentIsProvenForgedThroughANat() throws IOException {
        Diagnosis d = diagnose("sig-nat-client", "sig-nat-server");
        assertThat(classes(d)).hasSize(6).containsOnly(FIREWALL_SIGNATURE_RESET);
        assertThat(d.verdict().who().value()).isEqualTo("device-in-path");
        assertThat(d.verdict().who().band()).isEqualTo("proven");
        Connection client = d.connections().getFirst();
        assertThat(evidence(client, "two-sided-rst").statement())
                .isEqualTo(
                        "10.88.2.20 never sent this RST: sig-nat-server, recorded nearer to it, lacks the packet and lost none");
        assertThat(client.matches()).hasSize(1);
        assertThat(client.matches().getFirst().connection()).isEqualTo("a2#1");
        assertThat(client.matches().getFirst().unmatched())
                .containsExactly(client.close().packet());
        Connection server = d.connections().get(3);
        assertThat(server.client().address()).isEqualTo("10.88.2.77");
        assertThat(server.kill()).isEqualTo(new Kill("client-to-server", 91_728L, server.lastPacket(), null));
        assertThat(evidence(server, "cut-elsewhere").pointers())
                .containsExactly(Pointer.packet("a1", client.close().packet()));
    }

    @Test
    void clocksAreComparedByTheHandshakesOfBothCaptures() throws IOException {
        // One machine recorded both: the true offset is zero, and one way took ten milliseconds.
        Diagnosis d = diagnose("sig-nat-client", "sig-nat-server");
        assertThat(d.clocks()).hasSize(1);
        Clock clock = d.clocks().getFirst();
        assertThat(clock.artifact()).isEqualTo("a2");
        assertThat(Math.abs(clock.offsetMs())).isLessThanOrEqualTo(clock.uncertaintyMs());
        assertThat(clock.uncertaintyMs()).isBetween(5.0, 40.0);
    }

    @Test
    void aResetThatItsHostWasSeenToSendClearsEveryBoxInThePath() throws IOException {
        Diagnosis d = diagnose("abort-same-place-linux-client", "abort-same-place-linux-server");
        assertThat(classes(d)).containsOnly(HOST_ABORT);
        assertThat(d.verdict().who().value()).isEqualTo("server-host");
        assertThat(d.verdict().who().band()).isEqualTo("proven");
        Evidence sent = evidence(d.connections().getFirst(), "two-sided-rst");
        assertThat(sent.supports()).isEqualTo(HOST_ABORT);
        assertThat(sent.pointers()).extracting(Pointer::artifact).containsExactly("a1", "a2");
    }

    @Test
    void aHostThatOnlyAnswersAForgedResetIsNotBlamed() throws IOException {
        Diagnosis d = diagnose("invalid-state-client", "invalid-state-server");
        assertThat(d.verdict().verdictClass()).isEqualTo(MIDDLEBOX_RESET);
        assertThat(classes(d)).doesNotContain(HOST_ABORT, FIREWALL_SIGNATURE_RESET);
    }

    @Test
    void oneCaptureAloneSaysWhichFileWouldProveIt() throws IOException {
        assertThat(diagnose("sig-linux-client").notEvaluated())
                .anySatisfy(n -> assertThat(n.rule()).isEqualTo("two-sided-rst"));
        assertThat(diagnose("sig-nat-client", "sig-nat-server").notEvaluated())
                .noneSatisfy(n -> assertThat(n.rule()).isEqualTo("two-sided-rst"));
    }
}
