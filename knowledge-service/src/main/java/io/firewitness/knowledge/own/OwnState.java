package io.firewitness.knowledge.own;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What its author can change of an entry.
 *
 * @param tenantId the tenant it is about; null for the whole provider
 * @param shared whether tenants see it; not given, they do not
 */
@Schema(name = "OwnState")
record OwnState(
        UUID tenantId, boolean shared, @NotNull @Valid OwnFact fact) {}
