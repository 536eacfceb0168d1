package io.firewitness.analysis.diagnosis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firewitness.platform.tenancy.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What happened to a case, newest first. Works in the running transaction and its scope. */
@ApplicationScoped
public class Activities {
    /** A case page shows the recent past. */
    private static final int LIMIT = 100;

    private final EntityManager entities;
    private final ObjectMapper json;
    private final Clock clock;

    Activities(EntityManager entities, ObjectMapper json, Clock clock) {
        this.entities = entities;
        this.json = json;
        this.clock = clock;
    }

    /** One line of the history: a message key and its arguments. */
    public record Activity(Instant at, String key, JsonNode args) {}

    /** Adds a line. */
    public void note(Scope scope, UUID caseId, String key, Map<String, ?> args) {
        try {
            entities.createNativeQuery("""
                            insert into activity (provider_id, tenant_id, case_id, happened_at, message_key, args)
                            values (:provider, :tenant, :case, :at, :key, :args)""")
                    .setParameter("provider", scope.providerId())
                    .setParameter("tenant", scope.tenantId().orElseThrow())
                    .setParameter("case", caseId)
                    .setParameter("at", Instant.now(clock))
                    .setParameter("key", key)
                    .setParameter("args", json.writeValueAsString(args))
                    .executeUpdate();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("plain values cannot be written", impossible);
        }
    }

    /** The last hundred lines. */
    public List<Activity> of(UUID caseId) {
        List<?> rows = entities.createNativeQuery("""
                        select happened_at, message_key, args from activity
                        where case_id = :case order by id desc""")
                .setParameter("case", caseId)
                .setMaxResults(LIMIT)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Activity((Instant) row[0], (String) row[1], tree((String) row[2])))
                .toList();
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("stored arguments cannot be read", damaged);
        }
    }
}
