package io.firewitness.platform.test;

import io.firewitness.platform.identity.Caller;
import io.firewitness.platform.identity.CallerProducer;
import io.firewitness.platform.identity.Role;
import io.firewitness.platform.problem.CommonProblem;
import io.firewitness.platform.tenancy.TenantTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.UUID;

/** The smallest resource that uses everything platform offers. */
@Path("/api/v1/notes")
@RolesAllowed({Role.TENANT_USER, Role.PROVIDER_ENGINEER})
@RunOnVirtualThread
public class NoteResource {
    private final CallerProducer callers;
    private final TenantTransaction transactions;
    private final EntityManager entities;

    NoteResource(CallerProducer callers, TenantTransaction transactions, EntityManager entities) {
        this.callers = callers;
        this.transactions = transactions;
        this.entities = entities;
    }

    /** A note's text. */
    public record Note(@NotBlank String text) {}

    @GET
    @Path("{id}")
    public Note read(UUID id) {
        return transactions.call(callers.current().scope(), () -> {
            NoteEntity found = entities.find(NoteEntity.class, id);
            if (found == null) {
                throw CommonProblem.NOT_FOUND.exception();
            }
            return new Note(found.text);
        });
    }

    @POST
    public Map<String, UUID> write(@Valid Note note) {
        Caller caller = callers.current();
        return transactions.call(caller.scope(), () -> {
            NoteEntity fresh = new NoteEntity();
            fresh.id = UUID.randomUUID();
            fresh.providerId = caller.providerId();
            fresh.tenantId = caller.tenantId().orElse(Persona.Organization.AOBA.id());
            fresh.text = note.text();
            entities.persist(fresh);
            return Map.of("id", fresh.id);
        });
    }

    @GET
    @Path("broken")
    public Note broken() {
        throw new IllegalStateException("select secret from table");
    }
}
