package io.firewitness.knowledge.content;

import java.util.List;

/** A product and the versions that KB2140 lists. */
public record Product(String id, Status status, String source, String reviewed, Localized name, List<String> versions)
        implements Statement {}
