package io.firewitness.analysis.diagnosis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/** Earlier diagnoses of a case and what the last one changed. Works in the running transaction and its scope. */
@ApplicationScoped
class DiagnosisHistory {
    private static final int LISTED = 100;
    private static final int SHOWN_CONNECTIONS = 200;

    private final EntityManager entities;
    private final ObjectMapper json;

    DiagnosisHistory(EntityManager entities, ObjectMapper json) {
        this.entities = entities;
        this.json = json;
    }

    /**
     * One judgement of the case.
     *
     * @param verdictClass null where it was stored before this was kept
     * @param confidence likewise
     */
    record Judgement(UUID id, Instant at, String rulePack, String verdictClass, Double confidence, boolean isCurrent) {}

    record Listed(List<Judgement> items) {}

    /** A class and how sure it is; of one connection, or of the case. */
    record Opinion(String verdictClass, double confidence) {}

    /** A connection that is judged otherwise than before; null on the side where it is not in the document. */
    record ChangedConnection(String id, String client, String server, Opinion before, Opinion after) {}

    /** How often a rule spoke before and now. */
    record ChangedRule(String rule, int before, int after) {}

    /**
     * The difference between the current diagnosis and the one before.
     *
     * @param before null where there is none
     * @param after null where the case has no diagnosis now
     * @param connections at most 200 of the {@code changedConnections}
     */
    record Changes(
            Judgement before,
            Judgement after,
            int changedConnections,
            List<ChangedConnection> connections,
            List<ChangedRule> rules) {}

    /** The last hundred judgements, newest first. */
    Listed list(UUID caseId) {
        return new Listed(rows(caseId, "", LISTED).stream()
                .map(DiagnosisHistory::judgement)
                .toList());
    }

    Changes changes(UUID caseId) {
        List<Object[]> rows = rows(caseId, ", document", 2);
        boolean isJudged = !rows.isEmpty() && (Boolean) rows.getFirst()[5];
        Object[] after = isJudged ? rows.getFirst() : null;
        Object[] before = isJudged ? (rows.size() > 1 ? rows.get(1) : null) : (rows.isEmpty() ? null : rows.getFirst());
        if (before == null || after == null) {
            return new Changes(
                    before == null ? null : judgement(before),
                    after == null ? null : judgement(after),
                    0,
                    List.of(),
                    List.of());
        }
        JsonNode earlier = tree(before);
        JsonNode later = tree(after);
        List<ChangedConnection> changed = connections(earlier, later);
        return new Changes(
                judgement(before),
                judgement(after),
                changed.size(),
                changed.subList(0, Math.min(SHOWN_CONNECTIONS, changed.size())),
                rules(earlier, later));
    }

    private List<Object[]> rows(UUID caseId, String more, int limit) {
        List<?> rows = entities.createNativeQuery(
                        "select id, created_at, rule_pack, verdict_class, confidence, is_current" + more
                                + " from diagnosis where case_id = :case order by created_at desc, id")
                .setParameter("case", caseId)
                .setMaxResults(limit)
                .getResultList();
        return rows.stream().map(Object[].class::cast).toList();
    }

    private static Judgement judgement(Object[] row) {
        return new Judgement(
                (UUID) row[0], (Instant) row[1], (String) row[2], (String) row[3], (Double) row[4], (Boolean) row[5]);
    }

    private static List<ChangedConnection> connections(JsonNode earlier, JsonNode later) {
        Map<String, JsonNode> before = byId(earlier);
        Map<String, JsonNode> after = byId(later);
        List<ChangedConnection> changed = new ArrayList<>();
        after.forEach((id, now) -> {
            Opinion was = opinion(before.get(id));
            Opinion is = opinion(now);
            if (was == null || !was.verdictClass.equals(is.verdictClass)) {
                changed.add(change(id, now, was, is));
            }
        });
        before.forEach((id, then) -> {
            if (!after.containsKey(id)) {
                changed.add(change(id, then, opinion(then), null));
            }
        });
        return changed;
    }

    private static ChangedConnection change(String id, JsonNode connection, Opinion before, Opinion after) {
        return new ChangedConnection(
                id, endpoint(connection.path("client")), endpoint(connection.path("server")), before, after);
    }

    private static Map<String, JsonNode> byId(JsonNode document) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        document.path("connections").forEach(entry -> found.put(entry.path("id").asText(), entry));
        return found;
    }

    private static Opinion opinion(JsonNode connection) {
        if (connection == null) {
            return null;
        }
        JsonNode verdict = connection.path("verdict");
        return new Opinion(
                verdict.path("class").asText(), verdict.path("confidence").asDouble());
    }

    private static String endpoint(JsonNode endpoint) {
        String address = endpoint.path("address").asText();
        return (address.contains(":") ? "[" + address + "]" : address) + ":"
                + endpoint.path("port").asInt();
    }

    private static List<ChangedRule> rules(JsonNode earlier, JsonNode later) {
        Map<String, Integer> before = spoken(earlier);
        Map<String, Integer> after = spoken(later);
        Map<String, ChangedRule> changed = new TreeMap<>();
        for (Map<String, Integer> side : List.of(before, after)) {
            for (String rule : side.keySet()) {
                if (!Objects.equals(before.get(rule), after.get(rule))) {
                    changed.put(rule, new ChangedRule(rule, before.getOrDefault(rule, 0), after.getOrDefault(rule, 0)));
                }
            }
        }
        return List.copyOf(changed.values());
    }

    private static Map<String, Integer> spoken(JsonNode document) {
        Map<String, Integer> counts = new TreeMap<>();
        document.path("evidence").forEach(item -> counts.merge(item.path("rule").asText(), 1, Integer::sum));
        document.path("connections")
                .forEach(connection -> connection
                        .path("evidence")
                        .forEach(item -> counts.merge(item.path("rule").asText(), 1, Integer::sum)));
        return counts;
    }

    private JsonNode tree(Object[] row) {
        try {
            return json.readTree((String) row[6]);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("a stored diagnosis cannot be read", damaged);
        }
    }
}
