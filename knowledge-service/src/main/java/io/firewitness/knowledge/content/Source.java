package io.firewitness.knowledge.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;

/**
 * Where a statement comes from.
 *
 * @param title for people, not translated
 * @param url null for our own reasoning
 * @param reviewed when the source was last read
 * @param changed when the source was seen to have changed since; null for not. What rests on it waits for a review
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Source(String id, String title, String url, LocalDate reviewed, LocalDate changed) {}
