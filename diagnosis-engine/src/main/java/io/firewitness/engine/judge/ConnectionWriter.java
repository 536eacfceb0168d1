package io.firewitness.engine.judge;

import io.firewitness.engine.Messages;
import io.firewitness.engine.ShellWord;
import io.firewitness.engine.capture.Direction;
import io.firewitness.engine.capture.Flow;
import io.firewitness.engine.capture.Injected;
import io.firewitness.engine.capture.Reset;
import io.firewitness.engine.capture.TtlTally;
import io.firewitness.engine.document.Close;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.DirectionBytes;
import io.firewitness.engine.document.Endpoint;
import io.firewitness.engine.document.Evidence;
import io.firewitness.engine.document.Gap;
import io.firewitness.engine.document.Hops;
import io.firewitness.engine.document.Kill;
import io.firewitness.engine.document.Mark;
import io.firewitness.engine.document.Match;
import io.firewitness.engine.document.Pointer;
import io.firewitness.engine.document.Rtt;
import io.firewitness.engine.document.Text;
import io.firewitness.engine.document.TtlBaseline;
import io.firewitness.engine.document.Ttls;
import io.firewitness.engine.document.VerdictClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Writes a judged connection down as the document wants it. */
final class ConnectionWriter {
    private static final long SECOND = 1_000_000_000L;
    private static final int RULE_VERSION = 1;
    private static final String SOURCE = "docs/rules";

    private final String id;
    private final String name;
    private final Thresholds limits;
    private final Services services;
    private final SegmentDigests digests;

    ConnectionWriter(String id, String name, Thresholds limits, Services services, SegmentDigests digests) {
        this.digests = digests;
        this.id = id;
        this.name = name;
        this.limits = limits;
        this.services = services;
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }

    static String id(String artifact, Subject s) {
        return artifact + "#" + s.number;
    }

    Connection write(Subject s, Judgement j) {
        Flow flow = s.flow;
        List<Evidence> evidence = evidence(s, j);
        Kill kill = kill(s, j);
        return new Connection(
                id(id, s),
                name,
                id,
                flow.interfaceNumber(),
                flow.isTcp() ? "tcp" : "udp",
                new Endpoint(flow.clientAddress(), flow.clientPort()),
                new Endpoint(flow.serverAddress(), flow.serverPort()),
                services.name(flow.serverPort()),
                flow.firstPacket(),
                flow.lastPacket(),
                instant(flow.firstTime()),
                instant(flow.lastTime()),
                new DirectionBytes(
                        flow.fromClient().dataEnd(), flow.fromServer().dataEnd()),
                new Verdicts(limits).write(s, j, evidence),
                kill,
                close(s, j),
                new Ttls(ttl(s, true), ttl(s, false)),
                rtt(flow),
                hops(s),
                gaps(flow),
                marks(s, kill),
                matches(s),
                evidence);
    }

    private List<Evidence> evidence(Subject s, Judgement j) {
        List<Evidence> out = new ArrayList<>();
        for (int i = 0; i < j.observations().size(); i++) {
            Observation o = j.observations().get(i);
            Scorer.Item item = j.items().get(i);
            VerdictClass supports = j.verdictClass();
            double weight = item.weights().getOrDefault(supports, 0.0);
            if (weight == 0) {
                for (Map.Entry<VerdictClass, Double> e : item.weights().entrySet()) {
                    if (Math.abs(e.getValue()) > Math.abs(weight)) {
                        supports = e.getKey();
                        weight = e.getValue();
                    }
                }
            }
            out.add(new Evidence(
                    id(id, s) + "/" + (i + 1),
                    o.rule(),
                    RULE_VERSION,
                    supports,
                    weight,
                    o.packets(),
                    List.of(),
                    Messages.english(o.text()),
                    o.text(),
                    reproduce(o),
                    pointers(o),
                    item.group(),
                    item.counted(),
                    SOURCE + "/" + o.rule() + ".md"));
        }
        return out;
    }

    private List<Pointer> pointers(Observation o) {
        return Stream.concat(
                        o.packets().stream().map(p -> Pointer.packet(id, p)),
                        o.elsewhere().stream().map(e -> Pointer.packet(e.artifact(), e.packet())))
                .toList();
    }

    private static List<Match> matches(Subject s) {
        return s.counterparts.stream()
                .map(c -> new Match(
                        c.side().input().id(),
                        id(c.side().input().id(), c.subject()),
                        c.clockNanos() == Counterpart.UNKNOWN ? null : (Double) (c.clockNanos() / 1e6),
                        TwoSidedRules.unmatched(s, c)))
                .toList();
    }

    private String reproduce(Observation o) {
        if (o.rule().equals("two-sided-rst") && o.text().args().get("file") instanceof String other) {
            // Prints the RST at the place nearer to its claimed sender; nothing where it was never sent.
            return "tshark -r " + ShellWord.of(other) + " -Y '" + o.filter()
                    + "' -T fields -e frame.number -e ip.src -e ip.ttl -e tcp.seq_raw";
        }
        if (o.packets().isEmpty()) {
            return "tshark -r " + ShellWord.of(name) + " -Y '" + (o.filter() == null ? "tcp" : o.filter()) + "'";
        }
        StringBuilder filter = new StringBuilder();
        for (long packet : o.packets()) {
            filter.append(filter.isEmpty() ? "" : " || ")
                    .append("frame.number==")
                    .append(packet);
        }
        String fields = "-e frame.number -e ip.src -e ipv6.src -e "
                + (o.filter() == null || o.filter().startsWith("tcp.analysis") ? "ip.ttl -e ipv6.hlim" : o.filter())
                + " -e tcp.flags.str -e tcp.seq_raw -e tcp.len";
        return "tshark -r " + ShellWord.of(name) + " -Y '" + filter + "' -T fields " + fields;
    }

    private Kill kill(Subject s, Judgement j) {
        boolean isInnocentEnd =
                j.verdictClass() == VerdictClass.HEALTHY || j.verdictClass() == VerdictClass.PACKET_LOSS;
        if (j.elsewhere() != null && !s.isKilled()) {
            return killElsewhere(s, j.elsewhere());
        }
        if (!s.flow.isTcp() || !s.isKilled() || isInnocentEnd) {
            return null;
        }
        long packet = s.ending.reset() != null
                ? s.ending.reset().packet()
                : s.ending.stall().firstPacket();
        // In a key exchange the place is counted in the client's greeting: both ends see that, and not the answer to
        // it.
        boolean ofClient = s.ending.hitClientData() || j.verdictClass() == VerdictClass.KEY_EXCHANGE_BLOCKED;
        Direction hit = s.flow.direction(ofClient);
        long offset = ofClient == s.ending.hitClientData() ? s.killOffset() : hit.acknowledgedPayload();
        return new Kill(
                ofClient ? "client-to-server" : "server-to-client",
                hit.hasStart() ? (Long) offset : null,
                packet,
                ofClient == s.ending.hitClientData() ? digests.of(s) : null);
    }

    /** Streams count alike at all places that saw their start. */
    private static Kill killElsewhere(Subject s, Subject there) {
        boolean ofClient = there.ending.hitClientData();
        boolean isCounted = s.flow.direction(ofClient).hasStart() && there.hit().hasStart() && there.isKilled();
        return new Kill(
                ofClient ? "client-to-server" : "server-to-client",
                isCounted ? (Long) there.killOffset() : null,
                s.flow.lastPacket(),
                null);
    }

    private static Close close(Subject s, Judgement j) {
        Flow flow = s.flow;
        if (!flow.isTcp()) {
            return new Close("open", null, null, null, "unknown");
        }
        return switch (s.ending.mode()) {
            case RESET, REFUSED -> {
                Reset r = s.ending.reset();
                boolean isHost = j.verdictClass() == VerdictClass.HOST_ABORT;
                boolean isDevice = Set.of(
                                VerdictClass.FIREWALL_SIGNATURE_RESET,
                                VerdictClass.KEY_EXCHANGE_BLOCKED,
                                VerdictClass.IDLE_TIMEOUT_RESET,
                                VerdictClass.MIDDLEBOX_RESET)
                        .contains(j.verdictClass());
                yield new Close(
                        s.isInjected() && flow.injected().kind() == Injected.Kind.FIN ? "fin" : "reset",
                        r.packet(),
                        instant(r.time()),
                        r.fromClient() ? flow.clientAddress() : flow.serverAddress(),
                        isHost ? (r.fromClient() ? "client" : "server") : isDevice ? "device" : "unknown");
            }
            case STALL ->
                new Close(
                        "timeout",
                        s.ending.stall().firstPacket(),
                        instant(s.ending.stall().lastSend()),
                        null,
                        "unknown");
            case CLOSED -> {
                boolean isClient = flow.fromClient().hasFin()
                        && (!flow.fromServer().hasFin()
                                || flow.fromClient().finTime()
                                        <= flow.fromServer().finTime());
                Direction closer = flow.direction(isClient);
                yield closer.hasFin()
                        ? new Close(
                                "fin",
                                closer.finPacket(),
                                instant(closer.finTime()),
                                isClient ? flow.clientAddress() : flow.serverAddress(),
                                isClient ? "client" : "server")
                        : new Close("open", null, null, null, "unknown");
            }
            case UNANSWERED, OPEN -> new Close("open", null, null, null, "unknown");
        };
    }

    private static TtlBaseline ttl(Subject s, boolean ofClient) {
        Flow flow = s.flow;
        TtlTally tally = flow.direction(ofClient).ttls();
        int mode = tally.mode();
        List<TtlBaseline.Outlier> outliers = new ArrayList<>();
        List<Reset> foreign = new ArrayList<>(flow.resets());
        if (s.isInjected()) {
            foreign.addFirst(s.ending.reset());
        }
        for (Reset r : foreign) {
            if (r.fromClient() == ofClient && r.ttl() != mode) {
                outliers.add(new TtlBaseline.Outlier(r.packet(), r.ttl()));
            }
        }
        double share = tally.total() == 0 ? 0 : (double) tally.count(mode) / tally.total();
        return new TtlBaseline(mode < 0 ? null : (Integer) mode, share, tally.total(), outliers);
    }

    private static Rtt rtt(Flow flow) {
        Direction best = flow.fromClient().rttSamples() >= flow.fromServer().rttSamples()
                ? flow.fromClient()
                : flow.fromServer();
        return best.rttSamples() == 0 ? null : new Rtt(best.rttMin() / 1e6, best.rttMedian() / 1e6);
    }

    private static Hops hops(Subject s) {
        int client = io.firewitness.engine.judge.Hops.of(s.baseline(true, 1).mode());
        int server = io.firewitness.engine.judge.Hops.of(s.baseline(false, 1).mode());
        return new Hops(client < 0 ? null : (Integer) client, server < 0 ? null : (Integer) server);
    }

    private static List<Gap> gaps(Flow flow) {
        return flow.idles().stream()
                .map(i -> new Gap(instant(i.start()), i.nanos() / (double) SECOND, i.packetAfter()))
                .toList();
    }

    private static List<Mark> marks(Subject s, Kill kill) {
        if (kill == null || !s.isKilled()) {
            return List.of();
        }
        boolean isReset = s.ending.reset() != null;
        long time = isReset ? s.ending.reset().time() : s.ending.stall().firstSend();
        return List.of(new Mark(
                isReset ? "reset" : "stall",
                kill.packet(),
                instant(time),
                Text.of(isReset ? "mark.reset" : "mark.stall")));
    }
}
