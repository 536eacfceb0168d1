package io.firewitness.engine.judge;

import java.util.List;

/**
 * Connections of one client to one service: the retries of a transfer.
 *
 * @param members in order of time
 * @param failed those that were killed in bulk data
 * @param clustered how many of the failed ended at the same place
 * @param widthBytes width of that place
 * @param chance probability that they coincide by accident; 1 where nothing coincides
 * @param byContent the place was recognised by the bytes themselves
 * @param inExchange connections that ended within the key exchange
 * @param pastExchange connections that got past it
 */
record Chain(
        List<Subject> members,
        List<Subject> failed,
        List<Subject> clustered,
        long widthBytes,
        double chance,
        boolean byContent,
        int inExchange,
        int pastExchange) {}
