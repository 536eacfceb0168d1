package io.firewitness.engine.judge;

import io.firewitness.engine.capture.ClockWatch;
import io.firewitness.engine.document.Text;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the capturing clock was set near the end of a connection, nothing that rests on its times counts. */
final class ClockRule {
    private static final long NEAR = 5_000_000_000L;
    /** Rules that compare times of packets a moment apart. */
    private static final Set<String> TIMED = Set.of("too-fast", "idle", "busy", "mass-reset", "same-time");

    private final List<ClockWatch.Step> steps;

    ClockRule(List<ClockWatch.Step> steps) {
        this.steps = steps;
    }

    /** Takes away what the clock cannot show, and says so. */
    void apply(Subject s, List<Observation> seen) {
        for (ClockWatch.Step step : steps) {
            if (isNear(s, step) && seen.removeIf(o -> TIMED.contains(o.rule()))) {
                seen.add(new Observation(
                        "clock-step",
                        "clock-step",
                        List.of(step.packet()),
                        new Text("evidence.clock-step", Map.of("seconds", Math.round(step.nanos() / 1e8) / 10.0)),
                        "frame.time_epoch"));
                return;
            }
        }
    }

    private static boolean isNear(Subject s, ClockWatch.Step step) {
        boolean isWithin = step.packet() > s.flow.firstPacket() && step.packet() <= s.flow.lastPacket();
        long end = s.ending.reset() != null
                ? s.ending.reset().time()
                : s.ending.stall() != null ? s.ending.stall().lastSend() : s.flow.lastTime();
        // Times before the step lie in its own past and are told apart by their packets, not by the clock.
        return isWithin && (Math.abs(end - step.time()) < NEAR || Math.abs(end - step.time() - step.nanos()) < NEAR);
    }
}
