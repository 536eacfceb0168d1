package io.firewitness.engine.judge;

import io.firewitness.engine.capture.Direction;
import io.firewitness.engine.capture.Flow;
import io.firewitness.engine.capture.Reset;
import io.firewitness.engine.document.Text;
import io.firewitness.engine.document.VerdictClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lets the other places of a connection speak where this one shows too little, or shows only the answer to what they show. */
final class Elsewhere {
    private static final Set<VerdictClass> BY_A_DEVICE = Set.of(
            VerdictClass.FIREWALL_SIGNATURE_RESET,
            VerdictClass.KEY_EXCHANGE_BLOCKED,
            VerdictClass.IDLE_TIMEOUT_RESET,
            VerdictClass.MIDDLEBOX_RESET);

    /** What no kernel without a socket does. */
    private static final Set<String> HOSTS_OWN_END = Set.of("two-sided-rst.sent", "valid-timestamp", "active-abort");

    private Elsewhere() {}

    /** The verdict of all places together, told from this one. */
    static Judgement together(Subject s, ConnectionJudge judge) {
        Judgement own = s.judgement;
        boolean isAnswer = own.observations().stream().anyMatch(o -> o.feature().equals("two-sided-rst.answer"));
        boolean isOpen = own.verdictClass() == VerdictClass.INSUFFICIENT;
        boolean isHost = own.verdictClass() == VerdictClass.HOST_ABORT;
        if (!isAnswer && !isOpen && !isHost) {
            return own;
        }
        for (Counterpart c : s.counterparts) {
            Judgement there = c.subject().judgement;
            if ((isAnswer || isOpen || isAnswerOfHost(s, c))
                    && BY_A_DEVICE.contains(there.verdictClass())
                    && TwoSidedRules.showsForged(there)) {
                return adopted(c, own, there, "cut-elsewhere", judge);
            }
            if (isSilentDropBefore(s, c, there)) {
                return adopted(c, own, there, "dropped-elsewhere", judge);
            }
            if (isOpen && continues(s, c)) {
                return adopted(c, own, there, "continued", judge);
            }
        }
        return own;
    }

    /**
     * True where the host blamed here for a RST of no proof was reset itself before, as its side shows: the first RST there is a
     * forged one towards it, and a kernel whose socket that has closed answers whatever comes later (RFC 9293, section 3.10.7.1).
     */
    private static boolean isAnswerOfHost(Subject s, Counterpart c) {
        Reset here = s.ending.reset();
        Reset there = c.subject().ending.reset();
        return here != null
                && there != null
                && here.fromClient() != there.fromClient()
                && c.isNearer(here.fromClient())
                && s.judgement.observations().stream().noneMatch(o -> HOSTS_OWN_END.contains(o.feature()));
    }

    /** Nearer to the sender the bytes are seen to be sent again and again; here nobody ever acknowledged them. A RST of the sender then only ends its waiting. */
    private static boolean isSilentDropBefore(Subject s, Counterpart c, Judgement there) {
        if (there.verdictClass() != VerdictClass.FIREWALL_SILENT_DROP
                || c.subject().ending.stall() == null) {
            return false;
        }
        boolean ofClient = c.subject().ending.hitClientData();
        Direction own = s.flow.direction(ofClient);
        Direction stalled = c.subject().flow.direction(ofClient);
        return c.isNearer(ofClient)
                && Witnesses.ahead(
                                own,
                                own.acknowledged(),
                                stalled,
                                c.subject().ending.stall().offset())
                        <= 0;
    }

    /** The same connection went on at another interface of this capture, as after a change of route. */
    private static boolean continues(Subject s, Counterpart c) {
        return s.ending.mode() == Ending.Mode.OPEN
                && !c.subject().flow.fromClient().hasStart()
                && c.clockNanos() == 0
                && c.subject().flow.lastTime() > s.flow.lastTime();
    }

    private static Judgement adopted(
            Counterpart c, Judgement own, Judgement there, String rule, ConnectionJudge judge) {
        List<Observation> seen = new ArrayList<>(own.observations());
        Flow flow = c.subject().flow;
        long packet =
                c.subject().ending.reset() != null ? c.subject().ending.reset().packet() : flow.lastPacket();
        Text text = new Text(
                "evidence." + rule,
                Map.of(
                        "file",
                        c.side().input().part(packet).name(),
                        "interface",
                        (long) flow.interfaceNumber(),
                        "packet",
                        c.side().input().numberInFile(packet)));
        Observation.Elsewhere pointer = c.side().input().pointer(packet);
        seen.add(new Observation(rule, rule, List.of(), text, null, List.of(pointer)));
        Judgement adopted = judge.plain(there.verdictClass(), there.confidence(), seen);
        return rule.equals("continued") ? adopted : adopted.cutAt(c.subject());
    }
}
