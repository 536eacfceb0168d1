package io.firewitness.knowledge.own;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firewitness.platform.idempotency.IdempotencyKeys;
import io.firewitness.platform.identity.Caller;
import io.firewitness.platform.paging.Cursor;
import io.firewitness.platform.problem.CommonProblem;
import io.firewitness.platform.tenancy.Scope;
import io.firewitness.platform.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Keeps entries and their history. Each change writes the state before it, in the same transaction. */
@ApplicationScoped
class OwnEntries {
    /** Guidance reads all of a provider's entries; this many it can carry. */
    static final int MOST = 1000;

    private final TenantTransaction transactions;
    private final OwnEntryRepository entries;
    private final OwnChangeRepository changes;
    private final OwnRules rules;
    private final IdempotencyKeys keys;
    private final ObjectMapper json;
    private final Clock clock;

    OwnEntries(
            TenantTransaction transactions,
            OwnEntryRepository entries,
            OwnChangeRepository changes,
            OwnRules rules,
            IdempotencyKeys keys,
            ObjectMapper json,
            Clock clock) {
        this.transactions = transactions;
        this.entries = entries;
        this.changes = changes;
        this.rules = rules;
        this.keys = keys;
        this.json = json;
        this.clock = clock;
    }

    /** @param next cursor of the next page; null at the end */
    record EntryPage(List<OwnEntry> items, String next) {}

    /** @param next cursor of the next page; null at the end */
    record ChangePage(List<OwnChange> items, String next) {}

    EntryPage page(Caller caller, OwnEntryRepository.Filter filter, Optional<Cursor> after, int limit) {
        List<OwnEntry> found = new ArrayList<>();
        for (Scope scope : Audience.readBy(caller)) {
            found.addAll(transactions.call(
                    scope,
                    () -> entries.page(filter, after, limit + 1).stream()
                            .map(entity -> view(entity, caller))
                            .toList()));
        }
        found.sort(Comparator.comparing(OwnEntry::changedAt)
                // As PostgreSQL orders ids, which Java does not.
                .thenComparing(entry -> entry.id().toString())
                .reversed());
        List<OwnEntry> items = found.stream().limit(limit).toList();
        boolean isMore = found.size() > limit;
        return new EntryPage(
                items,
                isMore ? new Cursor(items.getLast().changedAt(), items.getLast().id()).encode() : null);
    }

    /** A deleted entry is there for its provider's people, so that it can be restored. */
    OwnEntry find(Caller caller, UUID id) {
        for (Scope scope : Audience.readBy(caller)) {
            Optional<OwnEntry> found = transactions.call(
                    scope,
                    () -> entries.findByIdOptional(id)
                            .filter(entity -> !entity.deleted || !caller.isTenantUser())
                            .map(entity -> view(entity, caller)));
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw CommonProblem.NOT_FOUND.exception();
    }

    /** Everything that joins the guidance for one tenant's case, oldest first. */
    List<OwnEntry> concerning(Caller caller, UUID tenant) {
        List<OwnEntry> found = new ArrayList<>();
        for (Scope scope : Audience.readBy(caller)) {
            found.addAll(transactions.call(
                    scope,
                    () -> entries.concerning(tenant).stream()
                            .map(entity -> view(entity, caller))
                            .toList()));
        }
        found.sort(Comparator.comparing(OwnEntry::createdAt)
                .thenComparing(entry -> entry.id().toString()));
        return List.copyOf(found);
    }

    /** @param idempotencyKey a repeated call with the same key returns the first entry; null for none */
    OwnEntry create(Caller caller, OwnState state, String idempotencyKey) {
        rules.check(state);
        return transactions.call(caller.scope(), () -> {
            UUID id = UUID.randomUUID();
            Scope owner = Scope.tenant(caller.providerId(), caller.providerId());
            Optional<UUID> earlier =
                    keys.claim(owner, caller, "createOwnKnowledge", idempotencyKey, List.of(written(state)), id);
            if (earlier.isPresent()) {
                return view(entries.findById(earlier.get()), caller);
            }
            requireRoom(caller, state, id);
            OwnEntryEntity fresh = new OwnEntryEntity();
            fresh.id = id;
            fresh.providerId = caller.providerId();
            fresh.createdAt = Instant.now(clock);
            fresh.createdBy = caller.displayName();
            say(fresh, state);
            log(fresh, caller, "created", null);
            entries.flush();
            return view(fresh, caller);
        });
    }

    /** @param version the one that the caller has read */
    OwnEntry change(Caller caller, UUID id, int version, OwnState state) {
        rules.check(state);
        return changed(caller, id, version, false, "changed", entity -> {
            requireOneOverride(state, id);
            say(entity, state);
        });
    }

    OwnEntry delete(Caller caller, UUID id, int version) {
        return changed(caller, id, version, false, "deleted", entity -> entity.deleted = true);
    }

    /** Undoes a deletion. */
    OwnEntry restore(Caller caller, UUID id, int version) {
        return changed(caller, id, version, true, "restored", entity -> {
            requireRoom(caller, state(entity), id);
            entity.deleted = false;
        });
    }

    ChangePage history(Caller caller, UUID id, int below, int limit) {
        return transactions.call(caller.scope(), () -> {
            if (entries.findByIdOptional(id).isEmpty()) {
                throw CommonProblem.NOT_FOUND.exception();
            }
            List<OwnChangeEntity> found = changes.below(id, below, limit + 1);
            List<OwnChange> items = found.stream()
                    .limit(limit)
                    .map(change -> new OwnChange(
                            change.key.version(),
                            change.act,
                            change.at,
                            change.by,
                            change.before == null ? null : read(change.before, OwnState.class)))
                    .toList();
            return new ChangePage(
                    items,
                    found.size() > limit ? Integer.toString(items.getLast().version()) : null);
        });
    }

    private OwnEntry changed(
            Caller caller, UUID id, int version, boolean deleted, String act, Consumer<OwnEntryEntity> change) {
        return transactions.call(caller.scope(), () -> {
            OwnEntryEntity entity = entries.locked(id)
                    .filter(found -> found.deleted == deleted)
                    .orElseThrow(CommonProblem.NOT_FOUND::exception);
            if (entity.version != version) {
                throw OwnProblem.OWN_VERSION_CHANGED.exception();
            }
            String before = written(state(entity));
            change.accept(entity);
            log(entity, caller, act, before);
            entries.flush();
            return view(entity, caller);
        });
    }

    private void say(OwnEntryEntity entity, OwnState state) {
        entity.tenantId = Audience.of(entity.providerId, state);
        entity.concerns = state.tenantId();
        entity.kind = state.fact().kind();
        entity.fact = written(state.fact());
    }

    private void log(OwnEntryEntity entity, Caller caller, String act, String before) {
        entity.version++;
        entity.changedAt = Instant.now(clock);
        entity.changedBy = caller.displayName();
        OwnChangeEntity change = new OwnChangeEntity();
        change.key = new OwnChangeEntity.Key(entity.id, entity.version);
        change.providerId = entity.providerId;
        change.tenantId = entity.providerId;
        change.act = act;
        change.at = entity.changedAt;
        change.by = entity.changedBy;
        change.before = before;
        if (entity.version == 1) {
            entries.persist(entity);
        }
        changes.persist(change);
    }

    private void requireRoom(Caller caller, OwnState state, UUID id) {
        entries.lockProvider(caller.providerId());
        if (entries.countKept() >= MOST) {
            throw OwnProblem.OWN_KNOWLEDGE_FULL.exception(Map.of("limit", MOST));
        }
        requireOneOverride(state, id);
    }

    private void requireOneOverride(OwnState state, UUID id) {
        if (state.fact() instanceof OwnFact.TenantOverride && entries.hasOverride(state.tenantId(), id)) {
            throw OwnProblem.OWN_OVERRIDE_EXISTS.exception();
        }
    }

    private OwnState state(OwnEntryEntity entity) {
        return new OwnState(entity.concerns, Audience.isShared(entity), read(entity.fact, OwnFact.class));
    }

    private OwnEntry view(OwnEntryEntity entity, Caller caller) {
        OwnState state = state(entity);
        OwnEntry entry = new OwnEntry(
                entity.id,
                state.tenantId(),
                state.shared(),
                state.fact(),
                entity.version,
                entity.deleted,
                entity.createdAt,
                entity.createdBy,
                entity.changedAt,
                entity.changedBy);
        return caller.isTenantUser() ? entry.withoutNames() : entry;
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("a stored entry cannot be read", damaged);
        }
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
