package io.firewitness.engine.judge;

/** Distance by TTL, assuming that hosts start at 64, 128 or 255. */
final class Hops {
    private Hops() {}

    /** Routers passed, or -1 for an unknown TTL. */
    static int of(int ttl) {
        if (ttl < 0) {
            return -1;
        }
        return first(ttl) - ttl;
    }

    /** What its host began with. */
    static int first(int ttl) {
        return ttl <= 64 ? 64 : ttl <= 128 ? 128 : 255;
    }
}
