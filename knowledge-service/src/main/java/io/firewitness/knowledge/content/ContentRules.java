package io.firewitness.knowledge.content;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must hold for the content; the build fails on any finding. */
public final class ContentRules {
    private ContentRules() {}

    /** Findings, one sentence each; empty where all is well. */
    public static List<String> findings(Content content) {
        List<String> findings = new ArrayList<>();
        Set<String> products = content.products().stream().map(Product::id).collect(Collectors.toSet());
        statements(content).forEach(statement -> statement(content, statement, findings));
        texts(content).forEach(text -> {
            if (isBlank(text.getValue().en()) || isBlank(text.getValue().ja())) {
                findings.add(text.getKey() + " lacks a translation");
            }
        });
        for (Port port : content.ports()) {
            port.products().stream()
                    .filter(product -> !products.contains(product))
                    .forEach(product -> findings.add("port " + port.id() + " names the unknown product " + product));
            for (Port other : content.ports()) {
                if (port.id().compareTo(other.id()) < 0 && overlap(port, other)) {
                    findings.add("ports " + port.id() + " and " + other.id()
                            + " overlap for one product without a version bound");
                }
            }
        }
        content.plans()
                .forEach((verdict, steps) -> steps.stream()
                        .filter(step -> !content.steps().containsKey(step))
                        .forEach(step -> findings.add("the plan of " + verdict + " names the unknown step " + step)));
        return findings;
    }

    private static void statement(Content content, Statement statement, List<String> findings) {
        if (statement.status() != Status.CONFIRMED) {
            findings.add(statement.id() + " is not confirmed and would be shown as fact");
        }
        if (content.sourceOf(statement) == null) {
            findings.add(statement.id() + " names the unknown source " + statement.source());
        }
        try {
            LocalDate.parse(statement.reviewed());
        } catch (DateTimeException | NullPointerException malformed) {
            findings.add(statement.id() + " has no review date");
        }
    }

    private static Stream<Statement> statements(Content content) {
        return Stream.of(
                        content.products(),
                        content.ports(),
                        content.errors(),
                        content.vendors(),
                        content.steps().values())
                .flatMap(all -> all.stream());
    }

    private static Stream<Map.Entry<String, Localized>> texts(Content content) {
        return Stream.of(
                        content.products().stream().map(product -> Map.entry(product.id(), product.name())),
                        content.ports().stream().map(port -> Map.entry(port.id(), port.purpose())),
                        content.errors().stream().map(error -> Map.entry(error.id(), error.meaning())),
                        content.vendors().stream().map(vendor -> Map.entry(vendor.id(), vendor.note())),
                        content.steps().values().stream().map(step -> Map.entry(step.id(), step.title())),
                        content.steps().values().stream().map(step -> Map.entry(step.id(), step.body())))
                .flatMap(all -> all);
    }

    private static boolean overlap(Port left, Port right) {
        return left.fromVersion() == null
                && right.fromVersion() == null
                && left.products().stream().anyMatch(right.products()::contains)
                && left.protocols().stream().anyMatch(right.protocols()::contains)
                && first(left) <= last(right)
                && first(right) <= last(left);
    }

    private static int first(Port port) {
        return Integer.parseInt(port.ports().replaceFirst("-.*", ""));
    }

    private static int last(Port port) {
        return Integer.parseInt(port.ports().replaceFirst(".*-", ""));
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
