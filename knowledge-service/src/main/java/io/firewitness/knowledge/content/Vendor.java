package io.firewitness.knowledge.content;

/** A firewall or security vendor that KB2140 names. */
public record Vendor(String id, Status status, String source, String reviewed, Localized name, Localized note)
        implements Statement {}
