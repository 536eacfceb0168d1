package io.firewitness.engine.capture;

import java.util.ArrayList;
import java.util.List;

/** Notes where a capture's clock was set: its packets lie in the order of their arrival, so time cannot run backwards. */
public final class ClockWatch {
    /** Queues of one card deliver out of order by less. */
    static final long BACKWARDS = 100_000_000L;

    private static final int MOST = 64;

    /**
     * The clock was set back.
     *
     * @param packet first packet with the new time
     * @param time its time, nanoseconds
     * @param nanos by how much, as a positive number
     */
    public record Step(long packet, long time, long nanos) {}

    private final List<Step> steps = new ArrayList<>(0);
    private int interfaceNumber = -1;
    private boolean hasInterfaces;

    void back(Packet p, long before) {
        hasInterfaces |= interfaceNumber >= 0 && interfaceNumber != p.interfaceNumber;
        interfaceNumber = p.interfaceNumber;
        if (steps.size() < MOST) {
            steps.add(new Step(p.number, p.time, before - p.time));
        }
    }

    /** The steps; none where several interfaces were written one after the other, each with a time of its own. */
    List<Step> steps() {
        return hasInterfaces || steps.size() >= MOST ? List.of() : List.copyOf(steps);
    }
}
