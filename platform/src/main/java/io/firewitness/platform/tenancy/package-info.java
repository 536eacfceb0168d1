/**
 * Database transactions that see one tenant, or all tenants of one provider, and nothing else.
 * PostgreSQL's row-level security does the filtering; begin at {@link io.firewitness.platform.tenancy.TenantTransaction}.
 */
package io.firewitness.platform.tenancy;
