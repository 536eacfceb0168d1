/**
 * The whole of Firewitness on one machine: real PostgreSQL, real Keycloak, all services, demo people, a sample case.
 * It is no deployment for others; that is what {@code helm/} is for. Begin at {@link io.firewitness.stack.LocalStack}.
 */
package io.firewitness.stack;
