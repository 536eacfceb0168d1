package io.firewitness.analysis.cases;

import io.firewitness.platform.paging.Cursor;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.TypedQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Rows are limited by the running transaction's scope; nothing here filters by tenant for safety. */
@ApplicationScoped
class CaseRepository implements PanacheRepositoryBase<CaseEntity, UUID> {
    /** The members that lists can be counted by, and their columns. */
    private static final Map<String, String> FACETS = Map.of(
            "class", "c.verdictClass", "status", "c.status", "band", "c.band", "tenant", "cast(c.tenantId as string)");

    List<CaseEntity> page(CaseFilter filter, Optional<Cursor> after, int limit) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        StringBuilder query = new StringBuilder("select c from CaseEntity c where ").append(where(filter, parameters));
        after.ifPresent(cursor -> {
            query.append(" and (c.updatedAt < :at or (c.updatedAt = :at and c.id < :id))");
            parameters.put("at", cursor.at());
            parameters.put("id", cursor.id());
        });
        query.append(" order by c.updatedAt desc, c.id desc");
        TypedQuery<CaseEntity> typed = getEntityManager().createQuery(query.toString(), CaseEntity.class);
        parameters.forEach(typed::setParameter);
        return typed.setMaxResults(limit).getResultList();
    }

    /** How many cases each value of each facet has under {@code filter}. */
    Map<String, Map<String, Long>> facets(CaseFilter filter) {
        Map<String, Map<String, Long>> facets = new LinkedHashMap<>();
        FACETS.forEach((name, column) -> facets.put(name, counts(filter, column)));
        return facets;
    }

    long count(CaseFilter filter) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        TypedQuery<Long> typed = getEntityManager()
                .createQuery("select count(c) from CaseEntity c where " + where(filter, parameters), Long.class);
        parameters.forEach(typed::setParameter);
        return typed.getSingleResult();
    }

    private Map<String, Long> counts(CaseFilter filter, String column) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        TypedQuery<Object[]> typed = getEntityManager()
                .createQuery(
                        "select " + column + ", count(c) from CaseEntity c where " + column + " is not null and "
                                + where(filter, parameters) + " group by " + column,
                        Object[].class);
        parameters.forEach(typed::setParameter);
        Map<String, Long> counts = new LinkedHashMap<>();
        typed.getResultList().forEach(row -> counts.put((String) row[0], (Long) row[1]));
        return counts;
    }

    private static String where(CaseFilter filter, Map<String, Object> parameters) {
        StringBuilder where = new StringBuilder("1 = 1");
        equal(where, parameters, "c.verdictClass", "class", filter.verdictClass());
        equal(where, parameters, "c.status", "status", filter.status());
        equal(where, parameters, "c.band", "band", filter.band());
        equal(where, parameters, "c.tenantId", "tenant", filter.tenant());
        if (filter.query() != null && !filter.query().isBlank()) {
            where.append(" and (lower(c.title) like :q escape '!' or lower(c.number) like :q escape '!'"
                    + " or lower(c.tenantName) like :q escape '!')");
            String escaped = filter.query().strip().toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0");
            parameters.put("q", "%" + escaped + "%");
        }
        return where.toString();
    }

    private static void equal(
            StringBuilder where, Map<String, Object> parameters, String column, String name, Object value) {
        if (value != null) {
            where.append(" and ").append(column).append(" = :").append(name);
            parameters.put(name, value);
        }
    }
}
