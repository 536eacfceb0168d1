package io.firewitness.analysis.diagnosis;

import io.firewitness.analysis.AnalysisProblem;
import io.firewitness.analysis.cases.Cases;
import io.firewitness.platform.identity.CallerProducer;
import io.firewitness.platform.identity.Role;
import io.firewitness.platform.tenancy.TenantTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The current diagnosis of a case, whole and in parts. */
@Path("/api/v1/cases/{caseId}/diagnosis")
@Tag(name = "diagnosis")
@RolesAllowed({Role.PROVIDER_ADMIN, Role.PROVIDER_ENGINEER, Role.TENANT_USER, Role.API_CLIENT})
@RunOnVirtualThread
class CaseDiagnosisResource {
    private final CallerProducer callers;
    private final TenantTransaction transactions;
    private final Cases cases;
    private final DiagnosisQueries queries;

    CaseDiagnosisResource(
            CallerProducer callers, TenantTransaction transactions, Cases cases, DiagnosisQueries queries) {
        this.callers = callers;
        this.transactions = transactions;
        this.cases = cases;
        this.queries = queries;
    }

    @GET
    @Operation(operationId = "getDiagnosis", summary = "The diagnosis document, as the engine wrote it")
    @APIResponse(
            responseCode = "200",
            description = "The JSON that the command line writes as well; If-None-Match saves sending it again")
    public Response document(UUID caseId, @Context Request request) {
        DiagnosisQueries.Document document =
                inCase(caseId, () -> queries.current(caseId).orElseThrow(AnalysisProblem.NO_DIAGNOSIS_YET::exception));
        EntityTag tag = new EntityTag(document.sha256());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return (unchanged == null ? Response.ok(document.text(), MediaType.APPLICATION_JSON_TYPE) : unchanged)
                .tag(tag)
                .header("Cache-Control", "private, no-cache")
                .build();
    }

    @GET
    @Path("connections")
    @Operation(operationId = "listConnections", summary = "The connections of the current diagnosis")
    public DiagnosisQueries.Page connections(
            UUID caseId,
            @QueryParam("class") String verdictClass,
            @QueryParam("q") String query,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return inCase(caseId, () -> queries.connections(caseId, verdictClass, query, cursor, limit));
    }

    @GET
    @Path("connections/{connectionId}")
    @Operation(operationId = "getConnection", summary = "One connection")
    public Response connection(UUID caseId, String connectionId, @Context Request request) {
        return unlessKnown(caseId, request, () -> queries.connection(caseId, connectionId));
    }

    @GET
    @Path("connections/{connectionId}/series")
    @Operation(operationId = "getSeries", summary = "The packets around the cut, for the time-sequence chart")
    public Response series(UUID caseId, String connectionId, @Context Request request) {
        return unlessKnown(caseId, request, () -> queries.series(caseId, connectionId));
    }

    @GET
    @Path("evidence")
    @Operation(operationId = "listEvidence", summary = "The evidence of the current diagnosis")
    public DiagnosisQueries.Page evidence(
            UUID caseId,
            @QueryParam("rule") String rule,
            @QueryParam("for") String supports,
            @QueryParam("connection") String connection,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return inCase(caseId, () -> queries.evidence(caseId, rule, supports, connection, cursor, limit));
    }

    /** A case that is out of reach answers 404 before anything else is looked at. */
    private <T> T inCase(UUID caseId, Supplier<T> work) {
        return transactions.call(callers.current().scope(), () -> {
            cases.requireKnown(caseId);
            return work.get();
        });
    }

    /**
     * A part of the diagnosis changes only when the diagnosis does, so that one's digest is the tag: who has the part already costs
     * neither its text nor its way.
     */
    private Response unlessKnown(UUID caseId, Request request, Supplier<String> part) {
        return inCase(caseId, () -> {
            EntityTag tag = new EntityTag(
                    queries.currentSha256(caseId).orElseThrow(AnalysisProblem.NO_DIAGNOSIS_YET::exception));
            Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
            return (unchanged == null ? Response.ok(part.get(), MediaType.APPLICATION_JSON_TYPE) : unchanged)
                    .tag(tag)
                    .header("Cache-Control", "private, no-cache")
                    .build();
        });
    }
}
