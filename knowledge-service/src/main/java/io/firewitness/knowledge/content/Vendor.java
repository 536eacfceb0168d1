package io.firewitness.knowledge.content;

import java.time.LocalDate;
import java.util.List;

/** A maker of firewalls or endpoint protection, and what is known about its way of inspecting. */
public record Vendor(String id, String name, LocalDate reviewed, boolean namedInKb2140, List<Statement> statements) {}
