package io.firewitness.knowledge.own;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.firewitness.platform.identity.Caller;
import io.firewitness.platform.identity.CallerProducer;
import io.firewitness.platform.identity.Role;
import io.firewitness.platform.paging.Cursor;
import io.firewitness.platform.problem.CommonProblem;
import io.firewitness.platform.problem.ProblemResponses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A provider's own knowledge: written by its people, read by them and, where shared, by its tenants. */
@Path("/api/v1/own-knowledge")
@Tag(name = "own knowledge")
@RolesAllowed({Role.PROVIDER_ADMIN, Role.PROVIDER_ENGINEER})
@RunOnVirtualThread
class OwnKnowledgeResource {
    private final CallerProducer callers;
    private final OwnEntries entries;
    private final OwnKnowledge knowledge;

    OwnKnowledgeResource(CallerProducer callers, OwnEntries entries, OwnKnowledge knowledge) {
        this.callers = callers;
        this.entries = entries;
        this.knowledge = knowledge;
    }

    @GET
    @RolesAllowed({Role.PROVIDER_ADMIN, Role.PROVIDER_ENGINEER, Role.TENANT_USER, Role.API_CLIENT})
    @Operation(
            operationId = "listOwnKnowledge",
            summary = "Entries, last changed first; a tenant's people get what is shared with them")
    public OwnEntries.EntryPage list(
            @QueryParam("kind") @Pattern(regexp = "note|device|override") String kind,
            @QueryParam("tenant") UUID tenant,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN))
                    @Pattern(regexp = "true|false")
                    @QueryParam("deleted")
                    String deleted,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        Caller caller = callers.current();
        // What was deleted was perhaps never meant to be seen again; only who can restore it sees it.
        boolean wanted = Boolean.parseBoolean(deleted) && !caller.isTenantUser();
        return entries.page(caller, new OwnEntryRepository.Filter(kind, tenant, wanted), Cursor.decode(cursor), limit);
    }

    @POST
    @Operation(operationId = "createOwnKnowledge", summary = "Adds a note, a device, or a tenant's override")
    @APIResponse(
            responseCode = "201",
            description = "The entry; a repeated Idempotency-Key gives the first one again",
            content = @Content(schema = @Schema(implementation = OwnEntry.class)))
    @APIResponse(responseCode = "409", description = "own-override-exists or own-knowledge-full")
    @APIResponse(responseCode = "422", description = "invalid or own-knowledge-invalid, with the member at fault")
    public Response create(
            @Valid @NotNull OwnState state, @Size(max = 200) @HeaderParam("Idempotency-Key") String idempotencyKey) {
        Caller caller = callers.current();
        OwnEntry created = entries.create(caller, state, idempotencyKey);
        knowledge.forget(caller.providerId());
        return Response.status(Response.Status.CREATED)
                // Relative, so that it holds behind the portal's prefix too.
                .header(HttpHeaders.LOCATION, "own-knowledge/" + created.id())
                .tag(tag(created))
                .entity(created)
                .build();
    }

    @GET
    @Path("{entryId}")
    @RolesAllowed({Role.PROVIDER_ADMIN, Role.PROVIDER_ENGINEER, Role.TENANT_USER, Role.API_CLIENT})
    @Operation(operationId = "getOwnKnowledge", summary = "One entry, with its version as ETag")
    @APIResponse(
            responseCode = "200",
            description = "Found",
            content = @Content(schema = @Schema(implementation = OwnEntry.class)))
    public Response get(UUID entryId, @Context Request request) {
        OwnEntry entry = entries.find(callers.current(), entryId);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag(entry));
        return (unchanged == null ? Response.ok(entry) : unchanged)
                .tag(tag(entry))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }

    @PUT
    @Path("{entryId}")
    @Operation(operationId = "changeOwnKnowledge", summary = "Replaces what an entry says; needs If-Match")
    @APIResponse(
            responseCode = "200",
            description = "The entry as it is now",
            content = @Content(schema = @Schema(implementation = OwnEntry.class)))
    @APIResponse(responseCode = "412", description = "own-version-changed: somebody was faster")
    @APIResponse(responseCode = "428", description = "own-version-missing: no If-Match")
    public Response change(
            UUID entryId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Size(max = 40) String ifMatch,
            @Valid @NotNull OwnState state) {
        Caller caller = callers.current();
        return done(caller, entries.change(caller, entryId, version(caller, entryId, ifMatch), state));
    }

    @DELETE
    @Path("{entryId}")
    @Operation(operationId = "deleteOwnKnowledge", summary = "Takes an entry out of use; needs If-Match")
    @APIResponse(
            responseCode = "200",
            description = "The deleted entry; its ETag restores it",
            content = @Content(schema = @Schema(implementation = OwnEntry.class)))
    public Response delete(UUID entryId, @HeaderParam(HttpHeaders.IF_MATCH) @Size(max = 40) String ifMatch) {
        Caller caller = callers.current();
        return done(caller, entries.delete(caller, entryId, version(caller, entryId, ifMatch)));
    }

    @POST
    @Path("{deletedId}/restore")
    @Operation(operationId = "restoreOwnKnowledge", summary = "Undoes a deletion; needs If-Match")
    @APIResponse(
            responseCode = "200",
            description = "The entry, in use again",
            content = @Content(schema = @Schema(implementation = OwnEntry.class)))
    public Response restore(UUID deletedId, @HeaderParam(HttpHeaders.IF_MATCH) @Size(max = 40) String ifMatch) {
        Caller caller = callers.current();
        return done(caller, entries.restore(caller, deletedId, version(caller, deletedId, ifMatch)));
    }

    @GET
    @Path("{entryId}/history")
    @RolesAllowed({Role.PROVIDER_ADMIN, Role.PROVIDER_ENGINEER, Role.API_CLIENT})
    @Operation(
            operationId = "listOwnKnowledgeHistory",
            summary = "Who changed an entry when, and what it said before; newest first")
    public OwnEntries.ChangePage history(
            UUID entryId,
            @QueryParam("cursor") @Pattern(regexp = "[1-9]\\d{0,8}") String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        int below = cursor == null ? Integer.MAX_VALUE : Integer.parseInt(cursor);
        return entries.history(callers.current(), entryId, below, limit);
    }

    /** A member of another shape; the framework would answer it without a problem document. */
    @ServerExceptionMapper
    Response unreadable(MismatchedInputException exception, HttpHeaders headers) {
        return ProblemResponses.of(
                CommonProblem.BAD_REQUEST, Map.of(), List.of(), headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private Response done(Caller caller, OwnEntry entry) {
        knowledge.forget(caller.providerId());
        return Response.ok(entry).tag(tag(entry)).build();
    }

    /** The version that the caller has read. An entry that is not there answers so, whatever the header says. */
    private int version(Caller caller, UUID entryId, String ifMatch) {
        entries.find(caller, entryId);
        if (ifMatch == null || ifMatch.isBlank()) {
            throw OwnProblem.OWN_VERSION_MISSING.exception();
        }
        String tag = ifMatch.strip();
        if (!tag.matches("\"\\d{1,9}\"")) {
            throw tag.matches("(W/)?\"[^\"]*\"|\\*")
                    ? OwnProblem.OWN_VERSION_CHANGED.exception()
                    : CommonProblem.BAD_REQUEST.exception();
        }
        return Integer.parseInt(tag.substring(1, tag.length() - 1));
    }

    private static EntityTag tag(OwnEntry entry) {
        return new EntityTag(Integer.toString(entry.version()));
    }
}
