package io.firewitness.analysis.diagnosis;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.firewitness.platform.problem.CommonProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Reads the current diagnosis of a case. Works in the running transaction and its scope. */
@ApplicationScoped
class DiagnosisQueries {
    private final EntityManager entities;

    DiagnosisQueries(EntityManager entities) {
        this.entities = entities;
    }

    /** The document as it was written. */
    record Document(String text, String sha256) {}

    /** A page of the document's parts, each exactly as in the document. */
    record Page(@JsonRawValue String items, String next, long total) {}

    Optional<Document> current(UUID caseId) {
        List<?> rows = entities.createNativeQuery(
                        "select document, sha256 from diagnosis where case_id = :case and is_current")
                .setParameter("case", caseId)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Document((String) row[0], (String) row[1]))
                .findFirst();
    }

    Optional<String> currentSha256(UUID caseId) {
        List<?> rows = entities.createNativeQuery("select sha256 from diagnosis where case_id = :case and is_current")
                .setParameter("case", caseId)
                .getResultList();
        return rows.stream().map(String.class::cast).findFirst();
    }

    Page connections(UUID caseId, String verdictClass, String text, String cursor, int limit) {
        StringBuilder where = new StringBuilder();
        List<Object> parameters = new ArrayList<>();
        if (verdictClass != null) {
            where.append(" and verdict_class = ?");
            parameters.add(verdictClass);
        }
        if (text != null && !text.isBlank()) {
            where.append(" and lower(search_text) like ? escape '!'");
            parameters.add("%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%");
        }
        return page("diagnosis_connection", caseId, where.toString(), parameters, cursor, limit);
    }

    Page evidence(UUID caseId, String rule, String supports, String connection, String cursor, int limit) {
        StringBuilder where = new StringBuilder();
        List<Object> parameters = new ArrayList<>();
        if (rule != null) {
            where.append(" and rule = ?");
            parameters.add(rule);
        }
        if (supports != null) {
            where.append(" and supports = ?");
            parameters.add(supports);
        }
        if (connection != null) {
            where.append(" and connection_id = ?");
            parameters.add(connection);
        }
        return page("diagnosis_evidence", caseId, where.toString(), parameters, cursor, limit);
    }

    String connection(UUID caseId, String connectionId) {
        return ofConnection(caseId, connectionId, "document").orElseThrow(CommonProblem.NOT_FOUND::exception);
    }

    String series(UUID caseId, String connectionId) {
        return ofConnection(caseId, connectionId, "series").orElseThrow(CommonProblem.NOT_FOUND::exception);
    }

    private Optional<String> ofConnection(UUID caseId, String connectionId, String column) {
        List<?> rows = entities.createNativeQuery("select c." + column
                        + " from diagnosis_connection c join diagnosis d on d.id = c.diagnosis_id"
                        + " where d.case_id = :case and d.is_current and c.connection_id = :connection")
                .setParameter("case", caseId)
                .setParameter("connection", connectionId)
                .getResultList();
        return rows.stream()
                .map(String.class::cast)
                .filter(text -> text != null)
                .findFirst();
    }

    private Page page(String table, UUID caseId, String where, List<Object> parameters, String cursor, int limit) {
        String from = " from " + table
                + " where diagnosis_id = (select id from diagnosis where case_id = ? and is_current)" + where;
        List<Object> all = new ArrayList<>(parameters);
        all.addFirst(caseId);
        long total = ((Number) bound("select count(*)" + from, all).getSingleResult()).longValue();
        all.add(after(cursor));
        List<?> rows = bound("select position, document" + from + " and position > ? order by position", all)
                .setMaxResults(limit + 1)
                .getResultList();
        StringBuilder items = new StringBuilder("[");
        String next = null;
        for (int i = 0; i < Math.min(limit, rows.size()); i++) {
            Object[] row = (Object[]) rows.get(i);
            items.append(i == 0 ? "" : ",").append((String) row[1]);
            if (i == limit - 1 && rows.size() > limit) {
                next = String.valueOf(row[0]);
            }
        }
        return new Page(items.append("]").toString(), next, total);
    }

    private Query bound(String sql, List<Object> parameters) {
        Query query = entities.createNativeQuery(sql);
        for (int i = 0; i < parameters.size(); i++) {
            query.setParameter(i + 1, parameters.get(i));
        }
        return query;
    }

    private static int after(String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return -1;
        }
        if (!cursor.matches("\\d{1,9}")) {
            throw CommonProblem.BAD_REQUEST.exception();
        }
        return Integer.parseInt(cursor);
    }
}
