package io.firewitness.engine.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What all logs of a case tell, before it is joined. Mutable while they are read; all lists are bounded. */
final class CaseFacts {
    private static final int MOST_ENDPOINTS = 5000;
    private static final int MOST_LINES = 256;
    private static final int MOST_FAULTS = 100_000;

    final List<LogFile> files = new ArrayList<>();
    final List<Run> runs = new ArrayList<>();
    final List<JobSession> sessions = new ArrayList<>();
    final Map<LogFile, List<Fault>> faults = new LinkedHashMap<>();
    final Map<String, List<EndpointSeen>> endpoints = new LinkedHashMap<>();
    final SignatureHits signatures = new SignatureHits();
    /** Lines that show that a service stops or begins anew. */
    final List<Where> restarts = new ArrayList<>();

    /** Lines that say that the far side closed the TLS greeting. */
    final List<Where> tlsClosed = new ArrayList<>();

    private int faultCount;

    void fault(LogFile file, Fault fault) {
        if (faultCount++ < MOST_FAULTS) {
            faults.computeIfAbsent(file, f -> new ArrayList<>()).add(fault);
        }
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
