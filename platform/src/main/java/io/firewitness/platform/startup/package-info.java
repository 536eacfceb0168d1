/**
 * A service refuses to start where it would be unsafe, and says how to fix it.
 * Begin at {@link io.firewitness.platform.startup.StartupChecks}.
 */
package io.firewitness.platform.startup;
