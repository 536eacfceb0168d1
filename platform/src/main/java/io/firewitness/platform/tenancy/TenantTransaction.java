package io.firewitness.platform.tenancy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Runs work in a database transaction whose rows are limited to a {@link Scope}.
 *
 * <p>The scope is written as transaction-local settings that the row-level policies read. A transaction that was begun
 * in any other way has no such settings and sees zero rows: forgetting this class shows nothing rather than everything.
 * Safe for use by several threads.
 */
@ApplicationScoped
public class TenantTransaction {
    private static final String ALL_TENANTS = "*";
    private static final String CURRENT = """
            select coalesce(current_setting('firewitness.provider_id', true), '') || '/'
                || coalesce(current_setting('firewitness.tenant_id', true), '')""";
    private static final String LIMIT = """
            select set_config('firewitness.provider_id', :provider, true),
                   set_config('firewitness.tenant_id', :tenant, true)""";

    private final EntityManager entities;

    TenantTransaction(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Joins the running transaction or begins one, limits it to {@code scope}, and returns what {@code work} returns.
     *
     * @throws IllegalStateException where the running transaction is already limited to another scope: a scope is never
     *     widened or exchanged half-way
     */
    public <T> T call(Scope scope, Supplier<T> work) {
        return QuarkusTransaction.joiningExisting().call(() -> {
            limitTo(scope);
            return work.get();
        });
    }

    /** As {@link #call}, without a result. */
    public void run(Scope scope, Runnable work) {
        call(scope, () -> {
            work.run();
            return null;
        });
    }

    private void limitTo(Scope scope) {
        String provider = scope.providerId().toString();
        String tenant = scope.tenantId().map(UUID::toString).orElse(ALL_TENANTS);
        String wanted = provider + "/" + tenant;
        Object present = entities.createNativeQuery(CURRENT, String.class).getSingleResult();
        if (present.equals(wanted)) {
            return;
        }
        if (!present.equals("/")) {
            throw new IllegalStateException("the transaction is already limited to another scope");
        }
        entities.createNativeQuery(LIMIT)
                .setParameter("provider", provider)
                .setParameter("tenant", tenant)
                .getSingleResult();
    }
}
