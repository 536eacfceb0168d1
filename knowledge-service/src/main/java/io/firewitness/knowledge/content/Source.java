package io.firewitness.knowledge.content;

import java.time.LocalDate;

/**
 * Where a statement comes from.
 *
 * @param title for people, not translated
 * @param url null for our own reasoning
 * @param reviewed when the source was last read
 */
public record Source(String id, String title, String url, LocalDate reviewed) {}
