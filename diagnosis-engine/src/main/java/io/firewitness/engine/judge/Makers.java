package io.firewitness.engine.judge;

import io.firewitness.engine.RulePack;
import io.firewitness.engine.capture.LinkTally;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makers of network cards by the first half of their addresses, from the rule pack: only makers of firewalls are listed. */
final class Makers {
    private final Map<Integer, String> byPrefix = new HashMap<>();

    Makers(RulePack pack) {
        if (pack.section("makers") instanceof Map<?, ?> makers) {
            makers.forEach((name, prefixes) -> {
                if (prefixes instanceof List<?> list) {
                    list.forEach(p -> byPrefix.put(Integer.parseInt((String) p, 16), (String) name));
                }
            });
        }
    }

    /** The maker, or null where the address is none of theirs. */
    String of(long station) {
        return station == LinkTally.NONE ? null : byPrefix.get((int) (station >>> 24));
    }

    /** As Ethernet addresses are written. */
    static String text(long station) {
        StringBuilder out = new StringBuilder(17);
        for (int shift = 40; shift >= 0; shift -= 8) {
            out.append(out.isEmpty() ? "" : ":").append(String.format(Locale.ROOT, "%02x", station >>> shift & 0xFF));
        }
        return out.toString();
    }
}
