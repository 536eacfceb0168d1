package io.firewitness.knowledge.content;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What content must keep; broken content fails the build and refuses to start. */
public final class ContentRules {
    /** The classes of the diagnosis document; each needs a guide. */
    static final Set<String> CLASSES = Set.of(
            "firewall-signature-reset",
            "firewall-silent-drop",
            "key-exchange-blocked",
            "idle-timeout-reset",
            "middlebox-reset",
            "host-abort",
            "path-outage",
            "pmtud-blackhole",
            "packet-loss",
            "healthy",
            "insufficient");

    /** The rules that decide what to do, whatever the class; each needs a guide. */
    static final Set<String> EVIDENCE = Set.of("closed-port");

    /** Only where a signature check or a key-exchange block is the verdict can an exclusion be the cure. */
    private static final Set<String> EXCLUDABLE =
            Set.of("firewall-signature-reset", "firewall-silent-drop", "key-exchange-blocked");

    /** The one source without an address. */
    private static final String OWN_REASONING = "firewitness";

    private static final Set<String> STEP_KINDS = Set.of("prove", "exempt", "allow", "verify", "capture", "check");
    private static final Set<String> ACTORS = Set.of("firewall-admin", "tenant", "provider", "owner");
    private static final Pattern JAPANESE = Pattern.compile("[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}]");
    private static final Pattern TYPED_SPACE = Pattern.compile(
            "[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}] +[A-Za-z0-9]|[A-Za-z0-9] +[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}]");

    private final Content content;
    private final List<String> violations = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> sources;
    private final Set<String> products;

    private ContentRules(Content content) {
        this.content = content;
        this.sources = content.sources().stream().map(Source::id).collect(Collectors.toSet());
        this.products = content.products().stream().map(Product::id).collect(Collectors.toSet());
    }

    /** Every violation, as a sentence that names the id; empty for good content. */
    public static List<String> violations(Content content) {
        ContentRules rules = new ContentRules(content);
        rules.check();
        return List.copyOf(rules.violations);
    }

    private void check() {
        content.sources().forEach(source -> {
            unique(source.id());
            if (blank(source.url()) && !source.id().equals(OWN_REASONING)) {
                violations.add(source.id() + ": no address");
            }
            if (source.reviewed() == null) {
                violations.add(source.id() + ": no review date");
            } else if (source.changed() != null && !source.changed().isAfter(source.reviewed())) {
                violations.add(source.id() + ": changed before its last review");
            }
        });
        content.components().forEach(component -> {
            translated(component.id(), component.name(), false);
            if (component.general() != null && !isComponent(component.general())) {
                violations.add(component.id() + ": unknown component " + component.general());
            }
        });
        content.products().forEach(this::product);
        content.ports().forEach(this::port);
        overlaps();
        content.errors().forEach(this::error);
        content.vendors().forEach(vendor -> {
            unique("vendor." + vendor.id());
            vendor.statements().forEach(this::statement);
        });
        content.articles().forEach(article -> {
            unique("article." + article.id());
            translated(article.id(), article.title(), true);
            article.sections().forEach(section -> {
                translated(section.id(), section.heading(), true);
                section.statements().forEach(this::statement);
            });
        });
        guides();
        content.recipes().forEach(recipe -> {
            founded(recipe.id(), recipe.status(), recipe.sources());
            translated(recipe.id(), recipe.where(), true);
        });
        // These two take the content apart into statements, which needs components and products that exist.
        if (violations.isEmpty()) {
            contradictions();
            usedSources();
        }
    }

    /** A source that nothing rests on is a leftover, or a statement lost its reference. */
    private void usedSources() {
        Set<String> used = new HashSet<>();
        Entries.of(content).forEach(entry -> used.addAll(entry.sources()));
        content.sources().stream()
                .map(Source::id)
                .filter(source -> !used.contains(source))
                .forEach(source -> violations.add(source + ": no statement rests on this source"));
    }

    private void contradictions() {
        Set<String> statements = Entries.of(content).stream().map(Entry::id).collect(Collectors.toSet());
        for (Contradiction contradiction : content.contradictions()) {
            founded(contradiction.id(), contradiction.status(), contradiction.sources());
            translated(contradiction.id(), contradiction.question(), true);
            translated(contradiction.id(), contradiction.judgement(), true);
            if (contradiction.sides().stream().distinct().count() < 2) {
                violations.add(contradiction.id() + ": fewer than two sides");
            }
            contradiction.sides().stream()
                    .filter(side -> !statements.contains(side))
                    .forEach(side -> violations.add(contradiction.id() + ": unknown statement " + side));
        }
    }

    private void product(Product product) {
        unique("product." + product.id());
        product.statements().forEach(this::statement);
        Set<String> seen = new HashSet<>();
        product.versions().forEach(version -> {
            if (!seen.add(version.id())) {
                violations.add(product.id() + ": version " + version.id() + " twice");
            }
            shown(product.id() + " " + version.id(), version.status());
            known(product.id() + " " + version.id(), version.sources());
        });
    }

    private void port(Port port) {
        founded(port.id(), port.status(), port.sources());
        translated(port.id(), port.purpose(), true);
        for (String end : List.of(port.from(), port.to())) {
            if (!isComponent(end)) {
                violations.add(port.id() + ": unknown component " + end);
            }
        }
        port.products().stream()
                .filter(product -> !products.contains(product))
                .forEach(product -> violations.add(port.id() + ": unknown product " + product));
        if (!Set.of("tcp", "udp").containsAll(port.transports())
                || port.transports().isEmpty()) {
            violations.add(port.id() + ": transports " + port.transports());
        }
    }

    private boolean isComponent(String id) {
        return content.components().stream()
                .anyMatch(component -> component.id().equals(id));
    }

    /** Two rows for the same pair may overlap only where versions or installations keep them apart. */
    private void overlaps() {
        List<Port> ports = content.ports();
        for (int i = 0; i < ports.size(); i++) {
            for (int j = i + 1; j < ports.size(); j++) {
                Port one = ports.get(i);
                Port other = ports.get(j);
                if (samePair(one, other)
                        && rangesOverlap(one, other)
                        && Objects.equals(one.installation(), other.installation())
                        && !apartByVersion(one, other)) {
                    violations.add(one.id() + " and " + other.id() + ": same ports for the same pair and versions");
                }
            }
        }
    }

    private static boolean samePair(Port one, Port other) {
        return one.from().equals(other.from())
                && one.to().equals(other.to())
                && one.products().stream().anyMatch(other.products()::contains)
                && one.transports().stream().anyMatch(other.transports()::contains);
    }

    private static boolean rangesOverlap(Port one, Port other) {
        return one.ranges().stream().anyMatch(range -> other.ranges().stream().anyMatch(range::overlaps));
    }

    private static boolean apartByVersion(Port one, Port other) {
        return endsBefore(one, other) || endsBefore(other, one);
    }

    private static boolean endsBefore(Port one, Port other) {
        return one.until() != null && other.since() != null && Versions.compare(other.since(), one.until()) > 0;
    }

    private void error(ErrorText error) {
        unique("error." + error.id());
        founded(error.id() + ".error", error.status(), error.sources());
        translated(error.id(), error.meaning(), true);
        error.alternatives().forEach(this::statement);
        error.products().stream()
                .filter(product -> !products.contains(product))
                .forEach(product -> violations.add(error.id() + ": unknown product " + product));
        if (error.texts().isEmpty() && error.codes().isEmpty()) {
            violations.add(error.id() + ": neither text nor code");
        }
    }

    private void guides() {
        Set<String> covered = new HashSet<>();
        for (Guide guide : content.guides()) {
            String id = guide.id();
            if ((guide.evidence() == null) == (guide.verdictClass() == null)) {
                violations.add(id + ": neither class nor rule alone selects this guide");
            }
            if (!covered.add(id)) {
                violations.add("guidance for " + id + " twice");
            }
            translated(id, guide.title(), true);
            if (guide.exclusions() && !EXCLUDABLE.contains(id)) {
                violations.add(id + ": an innocent class has exclusions");
            }
            for (Guide.Step step : guide.steps()) {
                founded(step.id(), step.status(), step.sources());
                translated(step.id(), step.title(), true);
                translated(step.id(), step.body(), true);
                if (!STEP_KINDS.contains(step.kind()) || !ACTORS.contains(step.actor())) {
                    violations.add(step.id() + ": kind " + step.kind() + ", actor " + step.actor());
                }
                if ("exempt".equals(step.kind()) && !guide.exclusions()) {
                    violations.add(step.id() + ": exempts in a class without exclusions");
                }
            }
            guide.warnings().forEach(this::statement);
        }
        Set<String> needed = new HashSet<>(CLASSES);
        needed.addAll(EVIDENCE);
        if (!covered.equals(needed)) {
            violations.add("guidance covers " + covered + " instead of " + needed);
        }
    }

    private void statement(Statement statement) {
        founded(statement.id(), statement.status(), statement.sources());
        translated(statement.id(), statement.text(), true);
    }

    private void founded(String id, Status status, List<String> references) {
        unique(id);
        shown(id, status);
        known(id, references);
        if (status == Status.CONFIRMED && references.equals(List.of(OWN_REASONING))) {
            violations.add(id + ": our own reasoning is given as confirmed");
        }
    }

    private void shown(String id, Status status) {
        if (status == null || status == Status.RECALLED) {
            violations.add(id + ": status " + status + " must not be shown as fact");
        }
    }

    private void known(String id, List<String> references) {
        if (references == null || references.isEmpty()) {
            violations.add(id + ": no source");
            return;
        }
        references.stream()
                .filter(reference -> !sources.contains(reference))
                .forEach(reference -> violations.add(id + ": unknown source " + reference));
    }

    private void translated(String id, Localized text, boolean inJapaneseScript) {
        if (text == null || blank(text.en()) || blank(text.ja())) {
            violations.add(id + ": missing translation");
            return;
        }
        if (inJapaneseScript
                && !JAPANESE.matcher(text.ja()).find()
                && !text.ja().equals(text.en())) {
            violations.add(id + ": the Japanese text is not Japanese");
        }
        if (TYPED_SPACE.matcher(text.ja()).find()) {
            violations.add(id + ": typed space beside Japanese");
        }
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    private void unique(String id) {
        if (!ids.add(id)) {
            violations.add(id + ": id used twice");
        }
    }
}
