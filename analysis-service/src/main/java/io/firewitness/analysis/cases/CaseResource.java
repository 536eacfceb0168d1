package io.firewitness.analysis.cases;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.firewitness.analysis.AnalysisProblem;
import io.firewitness.analysis.diagnosis.Activities;
import io.firewitness.analysis.job.Analyses;
import io.firewitness.analysis.job.Analysis;
import io.firewitness.analysis.job.CaseArtifacts;
import io.firewitness.platform.idempotency.IdempotencyKeys;
import io.firewitness.platform.identity.Caller;
import io.firewitness.platform.identity.CallerProducer;
import io.firewitness.platform.identity.Role;
import io.firewitness.platform.paging.Cursor;
import io.firewitness.platform.tenancy.Scope;
import io.firewitness.platform.tenancy.TenantTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/cases")
@Tag(name = "cases")
@RolesAllowed({Role.PROVIDER_ADMIN, Role.PROVIDER_ENGINEER, Role.TENANT_USER, Role.API_CLIENT})
@RunOnVirtualThread
class CaseResource {
    private final CallerProducer callers;
    private final TenantTransaction transactions;
    private final Cases cases;
    private final Analyses analyses;
    private final Activities activities;
    private final CaseArtifacts artifacts;
    private final IdempotencyKeys keys;

    CaseResource(
            CallerProducer callers,
            TenantTransaction transactions,
            Cases cases,
            Analyses analyses,
            Activities activities,
            CaseArtifacts artifacts,
            IdempotencyKeys keys) {
        this.callers = callers;
        this.transactions = transactions;
        this.cases = cases;
        this.analyses = analyses;
        this.activities = activities;
        this.artifacts = artifacts;
        this.keys = keys;
    }

    /** A case with its latest run and its history; {@code analysis} is null where no file came yet. */
    record CaseView(@JsonUnwrapped CaseItem item, Analysis analysis, List<Activities.Activity> activity) {}

    @GET
    @Operation(operationId = "listCases", summary = "Cases, last changed first, with counts per facet")
    public Cases.Page list(
            @QueryParam("q") @Size(max = 200) String query,
            @QueryParam("class") String verdictClass,
            @QueryParam("status") String status,
            @QueryParam("tenant") UUID tenant,
            @QueryParam("band") String band,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return cases.page(
                callers.current(),
                new CaseFilter(query, verdictClass, status, tenant, band),
                Cursor.decode(cursor),
                limit);
    }

    @GET
    @Path("{caseId}")
    @Operation(operationId = "getCaseState", summary = "A case, where its analysis stands, what happened")
    public CaseView get(UUID caseId) {
        return transactions.call(
                callers.current().scope(),
                () -> new CaseView(cases.find(caseId), analyses.latest(caseId).orElse(null), activities.of(caseId)));
    }

    @POST
    @Path("{caseId}/analyses")
    @Operation(operationId = "analyseAgain", summary = "Judges the case's files once more")
    @APIResponse(
            responseCode = "202",
            description = "The run that was queued; a repeated Idempotency-Key gives the first one again")
    public Response analyse(UUID caseId, @Size(max = 200) @HeaderParam("Idempotency-Key") String idempotencyKey) {
        Caller caller = callers.current();
        Analysis queued = transactions.call(caller.scope(), () -> {
            CaseItem item = cases.find(caseId);
            if (artifacts.of(caseId).isEmpty()) {
                throw AnalysisProblem.NOTHING_TO_ANALYSE.exception();
            }
            Scope owner = Scope.tenant(caller.providerId(), item.tenant().id());
            UUID id = UUID.randomUUID();
            Optional<UUID> earlier =
                    keys.claim(owner, caller, "analyseAgain", idempotencyKey, List.of(caseId.toString()), id);
            if (earlier.isPresent()) {
                return analyses.find(earlier.get());
            }
            activities.note(owner, caseId, "analysis-requested", Map.of("by", caller.displayName()));
            return analyses.queue(owner, caseId, id, cases.setVersion(caseId));
        });
        return Response.accepted(queued).build();
    }
}
