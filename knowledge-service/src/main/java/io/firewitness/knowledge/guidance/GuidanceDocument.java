package io.firewitness.knowledge.guidance;

import io.firewitness.knowledge.catalog.Catalog.SourceView;
import io.firewitness.knowledge.content.Localized;
import io.firewitness.knowledge.content.Status;
import io.firewitness.knowledge.document.Document;
import io.firewitness.knowledge.document.Document.Block;
import io.firewitness.knowledge.document.Document.Entries;
import io.firewitness.knowledge.document.Document.Entry;
import io.firewitness.knowledge.document.Document.Heading;
import io.firewitness.knowledge.document.Document.Link;
import io.firewitness.knowledge.document.Document.Paragraph;
import io.firewitness.knowledge.document.Document.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lays a plan out for reading: the same statements as the JSON, each with its source, in the order of acting. */
final class GuidanceDocument {
    /** The one source whose title is ours to word; those of others stay as they call themselves. */
    private static final String OWN_REASONING = "firewitness";

    private static final Localized TITLE = new Localized("What to do: %s", "対処：%s");
    private static final Localized ACTORS = new Localized("Who acts: %s", "実施者：%s");
    private static final Localized STEPS = new Localized("Steps", "手順");
    private static final Localized ADDRESSES = new Localized("Addresses as entered", "入力されたアドレス");
    private static final Localized BEHIND = new Localized("behind %s", "%sの背後");
    private static final Localized EXCLUSIONS = new Localized("Traffic to exempt", "除外する通信");
    private static final Localized PORT_RULES = new Localized("Traffic to allow", "許可する通信");
    private static final Localized WARNINGS = new Localized("Take care", "注意");
    private static final Localized RECIPES = new Localized("How to record what is missing", "不足している情報の記録方法");
    private static final Localized VERSION = new Localized("Knowledge version %s", "ナレッジのバージョン：%s");
    private static final Localized OWN = new Localized("our advice", "当方の推奨");
    private static final Localized REASONING = new Localized("Firewitness: own reasoning", "Firewitnessの見解");
    private static final Localized READ = new Localized("%s (read %s)", "%s（%s確認）");
    private static final Localized SEPARATOR = new Localized(", ", "、");

    private static final List<Localized> COLUMNS = List.of(
            new Localized("From", "送信元"),
            new Localized("To", "宛先"),
            new Localized("Protocol", "プロトコル"),
            new Localized("Ports", "ポート"),
            new Localized("Why", "理由"),
            new Localized("Product", "製品"),
            new Localized("Versions", "バージョン"),
            new Localized("Source", "出典"));

    private static final Map<String, Localized> ACTOR_NAMES = Map.of(
            "firewall-admin", new Localized("firewall admin", "ファイアウォール管理者"),
            "tenant", new Localized("tenant", "テナント"),
            "provider", new Localized("provider", "プロバイダー"));

    private static final Map<String, Localized> PLATFORMS = Map.of(
            "windows", new Localized("Windows", "Windows"),
            "linux", new Localized("Linux", "Linux"),
            "any", new Localized("any system", "すべてのOS"));

    private final Guidance plan;
    private final Locale language;

    private GuidanceDocument(Guidance plan, Locale language) {
        this.plan = plan;
        this.language = language;
    }

    static Document of(Guidance plan, Locale language) {
        GuidanceDocument layout = new GuidanceDocument(plan, language);
        return new Document(TITLE.in(language).formatted(plan.title()), language, layout.blocks());
    }

    /** The rows to exempt; without any, the header stands alone. */
    static Table exclusions(Guidance plan, Locale language) {
        return table(plan.exclusions(), language);
    }

    private static Table table(List<Guidance.Exclusion> rows, Locale language) {
        return new Table(
                COLUMNS.stream().map(column -> column.in(language)).toList(),
                rows.stream()
                        .map(row -> List.of(
                                Link.plain(row.from()),
                                Link.plain(row.to()),
                                Link.plain(row.protocol()),
                                Link.plain(row.ports()),
                                Link.plain(row.why()),
                                Link.plain(row.product()),
                                Link.plain(row.versions()),
                                link(row.source(), language)))
                        .toList());
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(ACTORS.in(language)
                .formatted(
                        plan.actors().stream().map(this::actor).collect(Collectors.joining(SEPARATOR.in(language))))));
        blocks.add(new Heading(STEPS.in(language)));
        blocks.add(new Entries(
                true,
                plan.steps().stream()
                        .map(step -> new Entry(
                                step.title(),
                                detail(actor(step.actor()), step.status()),
                                step.body(),
                                null,
                                links(step.sources())))
                        .toList()));
        if (!plan.notes().isEmpty()) {
            blocks.add(new Heading(WARNINGS.in(language)));
            blocks.add(new Entries(
                    false,
                    plan.notes().stream()
                            .map(note -> new Entry(null, null, note.text(), null, links(note.sources())))
                            .toList()));
        }
        if (plan.own() != null) {
            blocks.addAll(OwnLayout.of(plan.own(), language));
        }
        if (!plan.addresses().isEmpty()) {
            blocks.add(new Heading(ADDRESSES.in(language)));
            blocks.add(new Entries(
                    false,
                    plan.addresses().stream()
                            .map(known -> new Entry(known.address(), null, place(known), null, List.of()))
                            .toList()));
        }
        if (!plan.exclusions().isEmpty()) {
            blocks.add(new Heading(EXCLUSIONS.in(language)));
            blocks.add(exclusions(plan, language));
        }
        if (!plan.portRules().isEmpty()) {
            blocks.add(new Heading(PORT_RULES.in(language)));
            blocks.add(table(plan.portRules(), language));
        }
        for (Guidance.VendorSteps vendor : plan.vendorSteps()) {
            blocks.add(new Heading(
                    vendor.devices().isEmpty()
                            ? vendor.vendor().name()
                            : OwnLayout.heading(vendor.vendor().name(), vendor.devices(), language)));
            blocks.add(new Entries(
                    false,
                    vendor.steps().stream()
                            .map(step -> new Entry(null, null, step.text(), step.command(), links(step.sources())))
                            .toList()));
        }
        if (!plan.captureRecipes().isEmpty()) {
            blocks.add(new Heading(RECIPES.in(language)));
            blocks.add(new Entries(
                    false,
                    plan.captureRecipes().stream()
                            .map(recipe -> new Entry(
                                    recipe.tool(),
                                    PLATFORMS.get(recipe.platform()).in(language),
                                    recipe.where(),
                                    recipe.command(),
                                    links(recipe.sources())))
                            .toList()));
        }
        blocks.add(new Paragraph(VERSION.in(language).formatted(plan.knowledgeVersion())));
        return blocks;
    }

    private String place(Guidance.Known known) {
        return Stream.of(
                        known.role(),
                        known.vendor() == null ? null : known.vendor().name(),
                        known.behind() == null ? null : BEHIND.in(language).formatted(known.behind()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(SEPARATOR.in(language)));
    }

    private String actor(String id) {
        return ACTOR_NAMES.get(id).in(language);
    }

    /** What no source says is marked as ours, as in the JSON. */
    private String detail(String actor, Status status) {
        return status == Status.REASONED ? actor + SEPARATOR.in(language) + OWN.in(language) : actor;
    }

    private List<Link> links(List<SourceView> sources) {
        return sources.stream().map(this::link).toList();
    }

    private Link link(SourceView source) {
        return link(source, language);
    }

    /** With the day of the last review; our own reasoning has no page that could have been read. */
    private static Link link(SourceView source, Locale language) {
        if (source.id().equals(OWN_REASONING)) {
            return Link.plain(REASONING.in(language));
        }
        return source.url() == null
                ? Link.plain(source.title())
                : new Link(READ.in(language).formatted(source.title(), source.date()), source.url());
    }
}
