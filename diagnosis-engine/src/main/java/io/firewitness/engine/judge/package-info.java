/**
 * Turns what was observed of connections into evidence, and evidence into verdicts. WHO and WHY are answered separately.
 *
 * <p>Reads nothing from files and keeps no state between runs. Begin at {@link io.firewitness.engine.judge.CaptureJudge}.
 */
package io.firewitness.engine.judge;
