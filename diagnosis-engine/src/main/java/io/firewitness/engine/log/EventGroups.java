package io.firewitness.engine.log;

import java.util.List;
import java.util.Map;

/** The named groups that the pattern of an event must have: what the engine reads from a line of that kind. */
final class EventGroups {
    private static final Map<String, List<String>> NEEDED = Map.ofEntries(
            Map.entry("machine", List.of("host")),
            Map.entry("culture", List.of("culture")),
            Map.entry("product", List.of("exe", "version")),
            Map.entry("command", List.of("job", "session")),
            Map.entry("utc-offset", List.of("hours")),
            Map.entry("job-field", List.of("key", "value")),
            Map.entry("job-stopped", List.of("job", "name")),
            Map.entry("addresses", List.of("list")),
            Map.entry("block-size", List.of("kib")),
            Map.entry("session", List.of("id", "state")),
            Map.entry("retry", List.of("will")),
            Map.entry("job-end", List.of("id", "status", "done", "total", "ok", "bad")),
            Map.entry("task-start", List.of("id", "object")),
            Map.entry("task-end", List.of("id", "status", "done", "total")),
            Map.entry("progress", List.of("pct", "total")),
            Map.entry("task-run", List.of("id", "object")),
            Map.entry("disk", List.of("disk", "capacity")),
            Map.entry("disk-of", List.of("disk", "digest")),
            Map.entry("upload", List.of("disk")),
            Map.entry("pex", List.of("digest", "pct", "total")),
            Map.entry("blocks", List.of("blocks")),
            Map.entry("pointer", List.of("pos")),
            Map.entry("agent-start", List.of("host", "log", "ips")),
            Map.entry("agent-session", List.of("host", "eps")),
            Map.entry("endpoint", List.of("host", "port")),
            Map.entry("run-start", List.of("id", "job")),
            Map.entry("object-start", List.of("object")),
            Map.entry("object-end", List.of("status")),
            Map.entry("object-job", List.of("job")),
            Map.entry("vddk", List.of("ts")));

    private EventGroups() {}

    /** Names of groups; none for events that need none or that this engine does not know. */
    static List<String> of(String event) {
        return NEEDED.getOrDefault(event, List.of());
    }
}
