package io.firewitness.engine.judge;

import java.util.List;
import java.util.Map;

/**
 * A place of a transfer at which attempts died.
 *
 * @param attempts those that ended there
 * @param underWay those that ended elsewhere as far as acknowledgements tell, with this place among the bytes under way
 * @param ends where each attempt ended, in bytes of what was moved: by content, so that resumed attempts count on
 * @param widthBytes how far the ends of {@code attempts} lie apart
 * @param chance probability that they coincide by accident; 1 where nothing coincides
 * @param basis what the place was recognised by
 * @param objection what speaks against content as the reason
 */
record Place(
        List<Subject> attempts,
        List<Subject> underWay,
        Map<Subject, Long> ends,
        long widthBytes,
        double chance,
        Basis basis,
        Objection objection) {
    static final Place NONE = new Place(List.of(), List.of(), Map.of(), 0, 1, Basis.OFFSET, Objection.NONE);

    /** What a place is recognised by. */
    enum Basis {
        /** Bytes counted from the start of the stream. */
        OFFSET,
        /** The bytes themselves. */
        BYTES,
        /** Lengths of TLS records. */
        RECORDS
    }

    /** What speaks against content as the reason. */
    enum Objection {
        NONE,
        /** Attempts ended after the same time rather than at the same place. */
        SAME_TIME,
        /** Attempts ended after the same whole number of seconds, and therefore at the same place. */
        SAME_SECONDS,
        /** Attempts ended at the same stream byte with other contents around it. */
        OTHER_BYTES,
        /** Another attempt carried the same bytes past the place. */
        PASSED
    }

    /** Chance of coincidence from which a common place is worth mentioning. */
    static final double CONVINCING = 0.05;
    /** Chance of coincidence below which it is beyond doubt. */
    static final double SURE = 1e-3;

    boolean isConvincing() {
        return attempts.size() >= 2 && chance <= CONVINCING;
    }

    boolean holds(Subject s) {
        return attempts.contains(s) || underWay.contains(s);
    }
}
