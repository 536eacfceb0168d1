package io.firewitness.engine.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What all logs of a case tell, before it is joined. Mutable while they are read; all lists are bounded. */
final class CaseFacts {
    private static final int MOST_ENDPOINTS = 5000;
    private static final int MOST_LINES = 256;
    private static final int MOST_FAULTS = 100_000;
    private static final int MOST_FAULTS_OF_A_FILE = 5000;
    private static final int MOST_RUNS = 50_000;
    private static final int MOST_RESTARTS = 10_000;
    private static final int MOST_FILES = 20_000;
    private static final int MOST_OF_A_HOST = 32;
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*(?:%\\w+)?");

    private final List<LogFile> files = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private final List<JobSession> sessions = new ArrayList<>();
    final Map<LogFile, List<Fault>> faults = new LinkedHashMap<>();
    final Map<String, List<EndpointSeen>> endpoints = new LinkedHashMap<>();
    final SignatureHits signatures = new SignatureHits();
    /** Lines that show that a service stops or begins anew. */
    private final List<Where> restarts = new ArrayList<>();

    /** Lines that say that the far side closed the TLS greeting. */
    final List<Where> tlsClosed = new ArrayList<>();

    private final Map<String, Set<String>> addresses = new HashMap<>();
    private int faultCount;

    List<LogFile> files() {
        return files;
    }

    List<Run> runs() {
        return runs;
    }

    List<JobSession> sessions() {
        return sessions;
    }

    List<Where> restarts() {
        return restarts;
    }

    void file(LogFile file) {
        if (files.size() < MOST_FILES) {
            files.add(file);
        }
    }

    void run(LogFile file, Run run) {
        if (runs.size() < MOST_RUNS) {
            runs.add(run);
        } else {
            file.warn("artifact.log.too-many-runs", Map.of("runs", (long) MOST_RUNS));
        }
    }

    void session(JobSession session) {
        if (sessions.size() < MOST_RUNS) {
            sessions.add(session);
        }
    }

    void restart(Where at) {
        if (restarts.size() < MOST_RESTARTS) {
            restarts.add(at);
        }
    }

    void fault(LogFile file, Fault fault) {
        if (faultCount < MOST_FAULTS) {
            List<Fault> ofFile = faults.computeIfAbsent(file, f -> new ArrayList<>());
            if (ofFile.size() < MOST_FAULTS_OF_A_FILE) {
                ofFile.add(fault);
                faultCount++;
            }
        }
    }

    /** Addresses and names of one host, as a line lists them. */
    void addresses(String list) {
        Set<String> ips = new LinkedHashSet<>();
        List<String> names = new ArrayList<>();
        for (String word : list.split("[\\s,;]+", MOST_OF_A_HOST)) {
            if (ADDRESS.matcher(word).matches()) {
                ips.add(word);
            } else {
                names.add(word.toLowerCase(Locale.ROOT));
            }
        }
        for (String name : names) {
            if (addresses.size() < MOST_ENDPOINTS || addresses.containsKey(name)) {
                addresses.computeIfAbsent(name, n -> new LinkedHashSet<>()).addAll(ips);
            }
        }
    }

    /** Addresses of a host that a log names; empty where no line tells them. */
    Set<String> addressesOf(String host) {
        return addresses.getOrDefault(host.toLowerCase(Locale.ROOT), Set.of());
    }

    void endpoint(EndpointSeen seen) {
        String key = seen.kind() + ' ' + seen.host() + ' ' + seen.port();
        if (endpoints.size() < MOST_ENDPOINTS || endpoints.containsKey(key)) {
            List<EndpointSeen> list = endpoints.computeIfAbsent(key, k -> new ArrayList<>());
            if (list.size() < MOST_LINES) {
                list.add(seen);
            }
        }
    }
}
