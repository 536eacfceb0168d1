package io.firewitness.knowledge.content;

/** Where a statement comes from; the date is that of the edition that was read. */
public record Source(String id, String title, String url, String date) {}
