package io.firewitness.engine.log;

import io.firewitness.engine.log.Grammar.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Known errors found, bounded: what lies beyond the bound is counted. */
final class SignatureHits {
    private static final int KEPT = 20_000;

    private final List<Hit> hits = new ArrayList<>();
    final TreeMap<String, Long> counts = new TreeMap<>();
    long omitted;

    /** One known error in one line; the family may be completed by the line that follows. */
    static final class Hit {
        final String id;
        String family;
        final Where at;
        final String text;
        final String cause;
        final boolean isNetwork;

        private Hit(Match match, Where at, String text) {
            this.id = match.signature().id();
            this.family = match.family();
            this.at = at;
            this.text = text;
            this.cause = match.signature().cause();
            this.isNetwork = match.signature().isNetwork();
        }
    }

    Hit add(Match match, Where at, String text) {
        counts.merge(match.signature().id(), 1L, Long::sum);
        if (hits.size() >= KEPT) {
            omitted++;
            return null;
        }
        Hit hit = new Hit(match, at, text);
        hits.add(hit);
        return hit;
    }

    List<Hit> all() {
        return hits;
    }
}
