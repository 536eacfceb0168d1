package io.firewitness.engine.judge;

import java.util.List;

/**
 * Connections of one client to one service: the attempts of a transfer, or of several that run side by side.
 *
 * @param members in order of time
 * @param failed those that were killed in bulk data
 * @param places where they died, the least accidental first; those after the first are convincing each
 * @param inExchange connections that ended within the key exchange
 * @param pastExchange connections that got past it
 */
record Chain(List<Subject> members, List<Subject> failed, List<Place> places, int inExchange, int pastExchange) {
    /** The least accidental place. */
    Place best() {
        return places.isEmpty() ? Place.NONE : places.getFirst();
    }

    /** The place at which an attempt died, {@link Place#NONE} where it stands alone. */
    Place placeOf(Subject s) {
        for (Place place : places) {
            if (place.holds(s)) {
                return place;
            }
        }
        return Place.NONE;
    }
}
