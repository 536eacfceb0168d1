package io.firewitness.engine.judge;

import io.firewitness.engine.RulePack;
import io.firewitness.engine.capture.Flow;
import io.firewitness.engine.capture.RetiredFlows;
import io.firewitness.engine.capture.TtlTally;
import io.firewitness.engine.document.Clock;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Text;
import io.firewitness.engine.document.Transfer;
import io.firewitness.engine.document.VerdictClass;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Judges all connections of one capture. */
public final class CaptureJudge {
    private final RulePack pack;
    private final Thresholds limits;
    private final Services services;

    /** A judge with the given weights and thresholds. */
    public CaptureJudge(RulePack pack) {
        this.pack = pack;
        this.limits = new Thresholds(pack);
        this.services = new Services(pack);
    }

    /**
     * What one capture comes to.
     *
     * @param connections judged connections, at most the rule pack's limit, in order of their first packet
     * @param omitted connections left out by that limit
     * @param byClass connections by class, those left out included
     * @param transfers retry chains
     * @param vantagePoint where it was taken
     * @param vantageReason why that is assumed
     */
    public record Judged(
            List<Connection> connections,
            long omitted,
            Map<String, Long> byClass,
            List<Transfer> transfers,
            String vantagePoint,
            Text vantageReason) {}

    /**
     * What several captures of one case come to.
     *
     * @param captures one for each input, in their order
     * @param clocks clocks against the first capture, where common handshakes tell them
     */
    public record Together(List<Judged> captures, List<Clock> clocks) {}

    /**
     * Judges captures of one case together: a connection seen in two of them is judged with both.
     *
     * @throws IOException where a second pass fails to read
     */
    public Together judge(List<CaptureInput> inputs) throws IOException {
        List<List<Subject>> subjects = new ArrayList<>();
        for (CaptureInput input : inputs) {
            subjects.add(subjects(input.capture().flows(), input.capture().retired()));
        }
        Witnesses witnesses = new Witnesses();
        witnesses.match(inputs, subjects);
        List<List<Chain>> chains = new ArrayList<>();
        List<ConnectionJudge> judges = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            List<Subject> own = subjects.get(i);
            Long dropped = inputs.get(i).capture().dropped();
            own.forEach(s -> s.isFromLossyCapture = dropped != null && dropped > 0);
            CutPayload.read(own, inputs.get(i), limits);
            chains.add(new Chains(
                            limits,
                            CutPayload.contents(own),
                            inputs.get(i).capture().retired())
                    .link(own));
            ConnectionJudge judge = new ConnectionJudge(
                    new Scorer(pack),
                    limits,
                    own,
                    new StationRule(pack, own),
                    new PortRules(own, inputs.get(i).capture().retired(), limits),
                    inputs.get(i).capture().clockSteps());
            own.stream().filter(s -> !s.counterparts.isEmpty()).forEach(s -> s.judgement = judge.judge(s));
            judges.add(judge);
        }
        SegmentDigests digests = new SegmentDigests(subjects);
        List<Judged> judged = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            judged.add(written(inputs.get(i), subjects.get(i), chains.get(i), judges.get(i), digests));
        }
        return new Together(judged, witnesses.clocks());
    }

    private Judged written(
            CaptureInput input,
            List<Subject> subjects,
            List<Chain> chains,
            ConnectionJudge judge,
            SegmentDigests digests) {
        ConnectionWriter writer = new ConnectionWriter(input, limits, services, digests);
        List<Connection> connections = new ArrayList<>();
        Map<String, Long> byClass = new HashMap<>();
        long omitted = input.capture().retired().count();
        if (omitted > 0) {
            byClass.put(VerdictClass.HEALTHY.wire(), omitted);
        }
        for (Subject s : subjects) {
            Judgement judged = s.judgement == null ? judge.judge(s) : Elsewhere.together(s, judge);
            byClass.merge(judged.verdictClass().wire(), 1L, Long::sum);
            boolean isQuiet =
                    judged.verdictClass() == VerdictClass.HEALTHY || judged.verdictClass() == VerdictClass.INSUFFICIENT;
            if (connections.size() < limits.documentConnections) {
                connections.add(writer.write(s, judged));
            } else if (isQuiet) {
                omitted++;
            } else if (connections.size() < limits.documentConnections * 2) {
                connections.add(writer.write(s, judged));
            } else {
                omitted++;
            }
        }
        Vantage vantage = Vantage.of(subjects);
        return new Judged(
                connections, omitted, byClass, TransferWriter.write(input, chains), vantage.point(), vantage.reason());
    }

    private List<Subject> subjects(List<Flow> flows, RetiredFlows retired) {
        Map<Host, TtlTally> hosts = new HashMap<>();
        List<Host[]> ends = new ArrayList<>();
        retired.pairs().forEach((pair, past) -> {
            hosts.computeIfAbsent(Host.client(pair), h -> new TtlTally()).addAll(past.clientTtls());
            hosts.computeIfAbsent(Host.server(pair), h -> new TtlTally()).addAll(past.serverTtls());
        });
        for (Flow flow : flows) {
            Host client = Host.client(flow.pair());
            Host server = Host.server(flow.pair());
            ends.add(new Host[] {client, server});
            add(hosts, client, flow, true);
            add(hosts, server, flow, false);
        }
        List<Subject> subjects = new ArrayList<>(flows.size());
        for (int i = 0; i < flows.size(); i++) {
            Flow flow = flows.get(i);
            Ending ending = flow.isTcp() ? Ending.of(flow, limits) : new Ending(Ending.Mode.OPEN, null, null, true);
            subjects.add(new Subject(
                    flow,
                    ending,
                    i + 1,
                    hosts.get(ends.get(i)[0]),
                    hosts.get(ends.get(i)[1]),
                    services.isBackup(flow.serverPort())));
        }
        return subjects;
    }

    private record Host(long high, long low, int interfaceNumber) {
        static Host client(Flow.Pair pair) {
            return new Host(pair.clientHigh(), pair.clientLow(), pair.interfaceNumber());
        }

        static Host server(Flow.Pair pair) {
            return new Host(pair.serverHigh(), pair.serverLow(), pair.interfaceNumber());
        }
    }

    private static void add(Map<Host, TtlTally> hosts, Host host, Flow flow, boolean ofClient) {
        TtlTally tally = hosts.computeIfAbsent(host, h -> new TtlTally());
        tally.addAll(flow.direction(ofClient).ttls());
        tally.addOne(flow.direction(ofClient).handshakeTtl());
    }
}
