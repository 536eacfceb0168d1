/**
 * The tenants of a provider, as Keycloak's organizations say.
 * Begin at {@link io.firewitness.ingest.tenants.TenantDirectory}.
 */
package io.firewitness.ingest.tenants;
