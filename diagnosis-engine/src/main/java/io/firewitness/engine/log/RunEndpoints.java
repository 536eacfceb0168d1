package io.firewitness.engine.log;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hosts and ports that lines of a log name, and the run they carried. */
final class RunEndpoints {
    private static final Pattern ADDRESS = Pattern.compile("\\[?([0-9A-Za-z.:-]+?)\\]?:(\\d{1,5})$");
    private static final int MOST_OF_A_LINE = 16;
    private static final int MOST_OF_A_RUN = 32;
    private static final int HIGHEST_PORT = 65_535;

    private final CaseFacts facts;
    private final OpenRuns runs;

    RunEndpoints(CaseFacts facts, OpenRuns runs) {
        this.facts = facts;
        this.runs = runs;
    }

    void agentStart(Matcher m, long thread, Where at) {
        Run run = runs.scope(thread);
        if (run != null && run.agentLogs.size() < MOST_OF_A_RUN) {
            String log = m.group("log");
            run.agentLogs.add(log.substring(Math.max(log.lastIndexOf('/'), log.lastIndexOf('\\')) + 1)
                    .toLowerCase(Locale.ROOT));
            run.moverHosts.add(HostName.of(m.group("host")));
        }
        for (String ip : m.group("ips").split(",", MOST_OF_A_LINE)) {
            seen(run, new EndpointSeen(ip.trim(), 0, "data-mover-host", at));
        }
    }

    void agentSession(Matcher m, long thread, Where at) {
        Run run = runs.scope(thread);
        if (run != null && run.moverHosts.size() < MOST_OF_A_RUN) {
            run.moverHosts.add(HostName.of(m.group("host")));
        }
        for (String end : m.group("eps").split(",", MOST_OF_A_LINE)) {
            Matcher a = ADDRESS.matcher(end.trim());
            if (a.find()) {
                seen(run, new EndpointSeen(a.group(1), Integer.parseInt(a.group(2)), "data-mover", at));
            }
        }
    }

    void endpoint(Matcher m, String kind, long thread, Where at) {
        Run run = runs.scope(thread);
        if (kind.equals("cloud-gateway")) {
            runs.throughTunnel(run);
        }
        seen(run, new EndpointSeen(m.group("host"), Integer.parseInt(m.group("port")), kind, at));
    }

    private void seen(Run run, EndpointSeen end) {
        if (end.host().isEmpty() || end.port() > HIGHEST_PORT) {
            return;
        }
        facts.endpoint(end);
        boolean isOfData = !end.kind().equals("control") && !end.kind().equals("vcenter");
        if (run != null && run.endpoints.size() < MOST_OF_A_RUN && isOfData) {
            run.endpoints.add(end);
        }
    }
}
