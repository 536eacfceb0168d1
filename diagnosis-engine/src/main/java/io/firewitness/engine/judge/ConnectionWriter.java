package io.firewitness.engine.judge;

import io.firewitness.engine.Messages;
import io.firewitness.engine.capture.Direction;
import io.firewitness.engine.capture.Flow;
import io.firewitness.engine.capture.Injected;
import io.firewitness.engine.capture.Reset;
import io.firewitness.engine.capture.TtlTally;
import io.firewitness.engine.document.Close;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.ConnectionPart;
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

    private final CaptureInput input;
    private final Thresholds limits;
    private final Services services;
    private final SegmentDigests digests;

    ConnectionWriter(CaptureInput input, Thresholds limits, Services services, SegmentDigests digests) {
        this.digests = digests;
        this.input = input;
        this.limits = limits;
        this.services = services;
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }

    static String id(CaptureInput input, Subject s) {
        return input.id() + "#" + s.number;
    }

    Connection write(Subject s, Judgement j) {
        Flow flow = s.flow;
        List<Evidence> evidence = evidence(s, j);
        Kill kill = kill(s, j);
        CaptureInput.Part file = input.part(s.namedBy());
        List<ConnectionPart> parts = parts(flow);
        ConnectionPart own = parts.stream()
                .filter(p -> p.artifactId().equals(file.id()))
                .findFirst()
                .orElseThrow();
        return new Connection(
                id(input, s),
                file.name(),
                file.id(),
                flow.interfaceNumber(),
                flow.isTcp() ? "tcp" : "udp",
                new Endpoint(flow.clientAddress(), flow.clientPort()),
                new Endpoint(flow.serverAddress(), flow.serverPort()),
                services.name(flow.serverPort()),
                own.firstPacket(),
                own.lastPacket(),
                parts.size() == 1 ? List.of() : parts,
                instant(flow.firstTime()),
                instant(flow.lastTime()),
                new DirectionBytes(
                        flow.fromClient().dataEnd(), flow.fromServer().dataEnd()),
                new Verdicts(limits).write(s, j, evidence),
                kill,
                close(s, j, file),
                new Ttls(ttl(s, true, file), ttl(s, false, file)),
                rtt(flow),
                hops(s),
                gaps(flow, file),
                marks(s, kill),
                matches(s),
                evidence);
    }

    private List<ConnectionPart> parts(Flow flow) {
        return input.stretches(flow).stream()
                .map(s -> new ConnectionPart(
                        s.part().name(), s.part().id(), input.numberInFile(s.first()), input.numberInFile(s.last())))
                .toList();
    }

    /** The file of a packet where it is another one than the connection is named by; null where it is that one. */
    private String otherFile(CaptureInput.Part file, long packet) {
        String id = input.part(packet).id();
        return id.equals(file.id()) ? null : id;
    }

    private List<Evidence> evidence(Subject s, Judgement j) {
        CaptureInput.Part file = input.part(s.namedBy());
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
                    id(input, s) + "/" + (i + 1),
                    o.rule(),
                    RULE_VERSION,
                    supports,
                    weight,
                    numbersIn(file, o.packets()),
                    List.of(),
                    Messages.english(o.text()),
                    o.text(),
                    new Reproduction(input, s).command(o),
                    pointers(Stream.concat(o.packets().stream().map(input::pointer), o.elsewhere().stream())),
                    item.group(),
                    item.counted(),
                    SOURCE + "/" + o.rule() + ".md"));
        }
        return out;
    }

    private static List<Pointer> pointers(Stream<Observation.Elsewhere> places) {
        return places.map(e -> Pointer.packet(e.artifact(), e.packet())).toList();
    }

    private List<Match> matches(Subject s) {
        return s.counterparts.stream().map(c -> match(s, c)).toList();
    }

    private Match match(Subject s, Counterpart c) {
        CaptureInput.Part file = input.part(s.namedBy());
        List<Long> unmatched = TwoSidedRules.unmatched(s, c);
        return new Match(
                c.side().input().part(c.subject().namedBy()).id(),
                id(c.side().input(), c.subject()),
                c.clockNanos() == Counterpart.UNKNOWN ? null : (Double) (c.clockNanos() / 1e6),
                numbersIn(file, unmatched),
                pointers(unmatched.stream().map(input::pointer)));
    }

    /** Packets that this file holds, counted in it. */
    private List<Long> numbersIn(CaptureInput.Part file, List<Long> packets) {
        return packets.stream()
                .filter(p -> otherFile(file, p) == null)
                .map(input::numberInFile)
                .toList();
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
        // In a key exchange the place is counted in the client's greeting: both ends see that, and not the answer to
        // it.
        boolean ofClient = s.ending.hitClientData() || j.verdictClass() == VerdictClass.KEY_EXCHANGE_BLOCKED;
        Direction hit = s.flow.direction(ofClient);
        long offset = ofClient == s.ending.hitClientData() ? s.killOffset() : hit.acknowledgedPayload();
        return new Kill(
                ofClient ? "client-to-server" : "server-to-client",
                hit.hasStart() ? (Long) offset : null,
                input.numberInFile(s.namedBy()),
                ofClient == s.ending.hitClientData() ? digests.of(s) : null);
    }

    /** Streams count alike at all places that saw their start. */
    private Kill killElsewhere(Subject s, Subject there) {
        boolean ofClient = there.ending.hitClientData();
        boolean isCounted = s.flow.direction(ofClient).hasStart() && there.hit().hasStart() && there.isKilled();
        return new Kill(
                ofClient ? "client-to-server" : "server-to-client",
                isCounted ? (Long) there.killOffset() : null,
                input.numberInFile(s.namedBy()),
                null);
    }

    private Close close(Subject s, Judgement j, CaptureInput.Part file) {
        Flow flow = s.flow;
        if (!flow.isTcp()) {
            return new Close("open", null, null, null, null, "unknown");
        }
        return switch (s.ending.mode()) {
            case RESET, REFUSED, ABANDONED -> {
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
                        input.numberInFile(r.packet()),
                        otherFile(file, r.packet()),
                        instant(r.time()),
                        r.fromClient() ? flow.clientAddress() : flow.serverAddress(),
                        isHost ? (r.fromClient() ? "client" : "server") : isDevice ? "device" : "unknown");
            }
            case STALL ->
                new Close(
                        "timeout",
                        input.numberInFile(s.ending.stall().firstPacket()),
                        otherFile(file, s.ending.stall().firstPacket()),
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
                                input.numberInFile(closer.finPacket()),
                                otherFile(file, closer.finPacket()),
                                instant(closer.finTime()),
                                isClient ? flow.clientAddress() : flow.serverAddress(),
                                isClient ? "client" : "server")
                        : new Close("open", null, null, null, null, "unknown");
            }
            case UNANSWERED, OPEN -> new Close("open", null, null, null, null, "unknown");
        };
    }

    private TtlBaseline ttl(Subject s, boolean ofClient, CaptureInput.Part file) {
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
                outliers.add(
                        new TtlBaseline.Outlier(input.numberInFile(r.packet()), otherFile(file, r.packet()), r.ttl()));
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

    private List<Gap> gaps(Flow flow, CaptureInput.Part file) {
        return flow.idles().stream()
                .map(i -> new Gap(
                        instant(i.start()),
                        i.nanos() / (double) SECOND,
                        input.numberInFile(i.packetAfter()),
                        otherFile(file, i.packetAfter())))
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
