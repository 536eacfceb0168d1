package io.firewitness.analysis.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firewitness.analysis.cases.Cases;
import io.firewitness.engine.Artifact;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.DiagnosisJson;
import io.firewitness.platform.tenancy.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.Session;

/** Stores diagnoses. The document is kept byte for byte; connections and evidence are rows beside it. */
@ApplicationScoped
public class DiagnosisStore {
    private static final int BATCH = 500;

    private final EntityManager entities;
    private final ObjectMapper json;
    private final Cases cases;
    private final Activities activities;
    private final ChartSeries series;
    private final Clock clock;

    DiagnosisStore(
            EntityManager entities,
            ObjectMapper json,
            Cases cases,
            Activities activities,
            ChartSeries series,
            Clock clock) {
        this.entities = entities;
        this.json = json;
        this.cases = cases;
        this.activities = activities;
        this.series = series;
        this.clock = clock;
    }

    /** A diagnosis ready to be stored; made outside of the transaction, because it takes time. */
    public record Prepared(String document, String sha256, JsonNode tree, Map<String, String> series) {}

    /** Writes the document and the chart data of its killed connections. */
    public Prepared prepare(Diagnosis diagnosis, List<Artifact> inputs) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DiagnosisJson.write(diagnosis, bytes);
        byte[] document = bytes.toByteArray();
        return new Prepared(
                new String(document, StandardCharsets.UTF_8),
                sha256(document),
                json.readTree(document),
                series.of(diagnosis, inputs));
    }

    /** Makes the diagnosis the current one of its case; runs in the transaction of the caller. */
    public void store(Scope scope, UUID caseId, UUID analysisId, Prepared prepared) {
        clear(caseId);
        UUID id = UUID.randomUUID();
        entities.unwrap(Session.class).doWork(connection -> {
            insertDocument(connection, scope, caseId, analysisId, id, prepared);
            insertConnections(connection, scope, id, prepared);
            insertEvidence(connection, scope, id, prepared.tree());
        });
        Cases.Summary summary = Summaries.of(prepared.tree());
        String earlier = cases.judge(caseId, summary);
        Map<String, Object> args = new LinkedHashMap<>();
        args.put("class", summary.verdictClass());
        args.put("confidence", summary.confidence());
        if (earlier == null) {
            activities.note(scope, caseId, "judged", args);
        } else if (!earlier.equals(summary.verdictClass())) {
            args.put("was", earlier);
            activities.note(scope, caseId, "verdict-changed", args);
        }
    }

    /** No diagnosis of the case is current any more; earlier ones stay in the history, without their rows. */
    public void clear(UUID caseId) {
        for (String table : List.of("diagnosis_connection", "diagnosis_evidence")) {
            entities.createNativeQuery("delete from " + table
                            + " where diagnosis_id in (select id from diagnosis where case_id = :case and is_current)")
                    .setParameter("case", caseId)
                    .executeUpdate();
        }
        entities.createNativeQuery("update diagnosis set is_current = false where case_id = :case and is_current")
                .setParameter("case", caseId)
                .executeUpdate();
    }

    private void insertDocument(
            Connection connection, Scope scope, UUID caseId, UUID analysisId, UUID id, Prepared prepared)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into diagnosis (id, provider_id, tenant_id, case_id, analysis_id, is_current, created_at,
                                       rule_pack, sha256, document, verdict_class, confidence)
                values (?, ?, ?, ?, ?, true, ?, ?, ?, ?, ?, ?)""")) {
            insert.setObject(1, id);
            insert.setObject(2, scope.providerId());
            insert.setObject(3, scope.tenantId().orElseThrow());
            insert.setObject(4, caseId);
            insert.setObject(5, analysisId);
            insert.setTimestamp(6, Timestamp.from(Instant.now(clock)));
            insert.setString(7, prepared.tree().path("rulePack").asText());
            insert.setString(8, prepared.sha256());
            insert.setString(9, prepared.document());
            JsonNode verdict = prepared.tree().path("verdict");
            insert.setString(10, verdict.path("class").asText());
            insert.setDouble(11, verdict.path("confidence").asDouble());
            insert.executeUpdate();
        }
    }

    private static void insertConnections(Connection connection, Scope scope, UUID id, Prepared prepared)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into diagnosis_connection (diagnosis_id, provider_id, tenant_id, position, connection_id,
                                                  verdict_class, search_text, document, series)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            int position = 0;
            for (JsonNode entry : prepared.tree().path("connections")) {
                String connectionId = entry.path("id").asText();
                insert.setObject(1, id);
                insert.setObject(2, scope.providerId());
                insert.setObject(3, scope.tenantId().orElseThrow());
                insert.setInt(4, position++);
                insert.setString(5, connectionId);
                insert.setString(6, entry.path("verdict").path("class").asText());
                insert.setString(7, searchText(entry));
                insert.setString(8, entry.toString());
                insert.setString(9, prepared.series().get(connectionId));
                insert.addBatch();
                if (position % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static String searchText(JsonNode entry) {
        return String.join(
                " ",
                entry.path("artifact").asText(),
                entry.path("serviceClass").asText(),
                endpoint(entry.path("client")),
                endpoint(entry.path("server")));
    }

    private static String endpoint(JsonNode endpoint) {
        return endpoint.path("address").asText() + ":" + endpoint.path("port").asText();
    }

    /** Evidence about a connection, then evidence about the case. */
    private static void insertEvidence(Connection connection, Scope scope, UUID id, JsonNode tree) throws SQLException {
        List<Map.Entry<String, JsonNode>> all = new ArrayList<>();
        for (JsonNode entry : tree.path("connections")) {
            entry.path("evidence")
                    .forEach(item -> all.add(Map.entry(entry.path("id").asText(), item)));
        }
        tree.path("evidence").forEach(item -> all.add(Map.entry("", item)));
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into diagnosis_evidence (diagnosis_id, provider_id, tenant_id, position, connection_id, rule,
                                                supports, document)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")) {
            int position = 0;
            for (Map.Entry<String, JsonNode> item : all) {
                insert.setObject(1, id);
                insert.setObject(2, scope.providerId());
                insert.setObject(3, scope.tenantId().orElseThrow());
                insert.setInt(4, position++);
                insert.setString(5, item.getKey().isEmpty() ? null : item.getKey());
                insert.setString(6, item.getValue().path("rule").asText());
                insert.setString(7, item.getValue().path("for").asText());
                insert.setString(8, item.getValue().toString());
                insert.addBatch();
                if (position % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static String sha256(byte[] document) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(document));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
