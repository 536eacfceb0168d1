package io.firewitness.analysis.diagnosis;

import io.firewitness.analysis.cases.Cases;
import io.firewitness.platform.identity.CallerProducer;
import io.firewitness.platform.identity.Role;
import io.firewitness.platform.tenancy.TenantTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How a case was judged before, and what another rule pack or another file has changed. */
@Path("/api/v1/cases/{caseId}/diagnoses")
@Tag(name = "diagnosis")
@RolesAllowed({Role.PROVIDER_ADMIN, Role.PROVIDER_ENGINEER, Role.TENANT_USER, Role.API_CLIENT})
@RunOnVirtualThread
class DiagnosisHistoryResource {
    private final CallerProducer callers;
    private final TenantTransaction transactions;
    private final Cases cases;
    private final DiagnosisHistory history;

    DiagnosisHistoryResource(
            CallerProducer callers, TenantTransaction transactions, Cases cases, DiagnosisHistory history) {
        this.callers = callers;
        this.transactions = transactions;
        this.cases = cases;
        this.history = history;
    }

    @GET
    @Operation(
            operationId = "listDiagnoses",
            summary = "The last hundred judgements of the case, newest first, each with its rule pack")
    public DiagnosisHistory.Listed list(UUID caseId) {
        return inCase(caseId, () -> history.list(caseId));
    }

    @GET
    @Path("changes")
    @Operation(operationId = "getChanges", summary = "What the current diagnosis says otherwise than the one before")
    public DiagnosisHistory.Changes changes(UUID caseId) {
        return inCase(caseId, () -> history.changes(caseId));
    }

    private <T> T inCase(UUID caseId, Supplier<T> work) {
        return transactions.call(callers.current().scope(), () -> {
            cases.requireKnown(caseId);
            return work.get();
        });
    }
}
