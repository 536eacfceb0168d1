/**
 * What every Firewitness service shares. It knows nothing of cases, captures or knowledge.
 * Begin at {@link io.firewitness.platform.tenancy.TenantTransaction}.
 */
package io.firewitness.platform;
