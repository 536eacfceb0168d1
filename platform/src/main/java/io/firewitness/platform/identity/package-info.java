/**
 * Who is calling, read from the verified token and from nothing else.
 * Begin at {@link io.firewitness.platform.identity.Caller}.
 */
package io.firewitness.platform.identity;
