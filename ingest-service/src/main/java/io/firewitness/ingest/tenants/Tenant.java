package io.firewitness.ingest.tenants;

import java.util.UUID;

/** A tenant and the name to show for it. */
public record Tenant(UUID id, String name) {}
