/**
 * Test support of the services: a real PostgreSQL, signed tokens, the access table.
 * Begin at {@link io.firewitness.platform.test.ServiceTestResource}.
 */
package io.firewitness.platform.test;
