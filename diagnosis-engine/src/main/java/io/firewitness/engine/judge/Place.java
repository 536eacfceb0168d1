package io.firewitness.engine.judge;

import java.util.List;

/**
 * A place of a transfer at which attempts died.
 *
 * @param attempts those that ended there
 * @param underWay those that ended elsewhere as far as acknowledgements tell, with this place among the bytes under way
 * @param widthBytes how far the ends of {@code attempts} lie apart
 * @param chance probability that they coincide by accident; 1 where nothing coincides
 * @param byContent the place was recognised by the bytes themselves
 */
record Place(List<Subject> attempts, List<Subject> underWay, long widthBytes, double chance, boolean byContent) {
    static final Place NONE = new Place(List.of(), List.of(), 0, 1, false);

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
