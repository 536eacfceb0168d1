package io.firewitness.engine.judge;

import io.firewitness.engine.RulePack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Service classes by port, from the rule pack. */
final class Services {
    private record Range(String name, long from, long to, boolean isBackup) {}

    private final List<Range> ranges = new ArrayList<>();

    Services(RulePack pack) {
        for (Map<String, Object> entry : pack.objects("services")) {
            ranges.add(new Range(
                    (String) entry.get("class"),
                    ((Number) entry.get("from")).longValue(),
                    ((Number) entry.get("to")).longValue(),
                    Boolean.TRUE.equals(entry.get("backup"))));
        }
    }

    String name(int port) {
        Range range = find(port);
        return range == null ? "other" : range.name;
    }

    /** True for the ports on which backup data itself flows. */
    boolean isBackup(int port) {
        Range range = find(port);
        return range != null && range.isBackup;
    }

    private Range find(int port) {
        for (Range range : ranges) {
            if (port >= range.from && port <= range.to) {
                return range;
            }
        }
        return null;
    }
}
