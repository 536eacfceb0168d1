package io.firewitness.knowledge.content;

/** What every statement carries: an id, whether it was checked, where it comes from, when it was last looked at. */
public interface Statement {
    String id();

    Status status();

    /** Id of a {@link Source}. */
    String source();

    /** ISO date of the last review. */
    String reviewed();
}
