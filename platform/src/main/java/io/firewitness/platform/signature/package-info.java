/**
 * Documents that come from outside and are believed only where somebody we trust has signed them.
 * Begin at {@link io.firewitness.platform.signature.TrustedKeys}.
 */
package io.firewitness.platform.signature;
