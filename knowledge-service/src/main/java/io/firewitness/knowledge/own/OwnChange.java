package io.firewitness.knowledge.own;

import java.time.Instant;

/**
 * One line of an entry's history.
 *
 * @param version the entry's version after the change
 * @param act created, changed, deleted or restored
 * @param before what the entry said until then; null for {@code created}
 */
record OwnChange(int version, String act, Instant at, String by, OwnState before) {}
