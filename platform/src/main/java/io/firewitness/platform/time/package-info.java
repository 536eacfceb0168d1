/** The clock that everything asks for the time, so that a test can set it. */
package io.firewitness.platform.time;
