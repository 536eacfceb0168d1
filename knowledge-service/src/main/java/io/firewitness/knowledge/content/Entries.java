package io.firewitness.knowledge.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Takes the content apart into its single statements, in the order of the files. */
public final class Entries {
    private final Content content;
    private final Map<String, Localized> components = new HashMap<>();
    private final Map<String, String> products = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    private Entries(Content content) {
        this.content = content;
        content.components().forEach(component -> components.put(component.id(), component.name()));
        content.products().forEach(product -> products.put(product.id(), product.name()));
    }

    /** Every statement of the content, each once. */
    public static List<Entry> of(Content content) {
        Entries entries = new Entries(content);
        entries.collect();
        return List.copyOf(entries.entries);
    }

    private void collect() {
        content.products().forEach(this::product);
        content.ports().forEach(this::port);
        content.errors().forEach(this::error);
        for (Vendor vendor : content.vendors()) {
            statements("vendor", vendor.id(), same(vendor.name()), vendor.statements());
        }
        for (Article article : content.articles()) {
            for (Article.Section section : article.sections()) {
                Localized title = new Localized(
                        article.title().en() + " - " + section.heading().en(),
                        article.title().ja() + " - " + section.heading().ja());
                statements("article", article.id(), title, section.statements());
            }
        }
        content.guides().forEach(this::guide);
        for (Recipe recipe : content.recipes()) {
            entries.add(new Entry(
                    "recipe",
                    recipe.id(),
                    recipe.id(),
                    same(recipe.tool()),
                    recipe.where(),
                    List.of(recipe.platform(), recipe.command()),
                    recipe.status(),
                    recipe.sources()));
        }
    }

    private void product(Product product) {
        statements("product", product.id(), same(product.name()), product.statements());
        for (Product.ProductVersion version : product.versions()) {
            List<String> builds =
                    version.builds().stream().map(Product.Build::build).toList();
            entries.add(new Entry(
                    "product",
                    product.id(),
                    product.id() + " " + version.id(),
                    same(product.name() + " " + version.id()),
                    version.listedInKb2140()
                            ? new Localized("Listed in KB2140", "KB2140に記載")
                            : new Localized("Not listed in KB2140", "KB2140に記載なし"),
                    Stream.concat(Stream.of(product.code()), builds.stream()).toList(),
                    version.status(),
                    version.sources()));
        }
    }

    private void port(Port port) {
        Localized from = components.get(port.from());
        Localized to = components.get(port.to());
        String ranges = String.join(
                ", ", port.ranges().stream().map(PortRange::toString).toList());
        String transports = String.join(" + ", port.transports()).toUpperCase(java.util.Locale.ROOT);
        List<String> words =
                new ArrayList<>(port.products().stream().map(products::get).toList());
        words.addAll(port.products());
        words.add(port.service());
        words.add(transports + " " + ranges);
        entries.add(new Entry(
                "port",
                port.id(),
                port.id(),
                new Localized(
                        transports + " " + ranges + ": " + from.en() + " to " + to.en(),
                        transports + " " + ranges + "：" + from.ja() + "から" + to.ja()),
                port.purpose(),
                words,
                port.status(),
                port.sources()));
    }

    private void error(ErrorText error) {
        List<String> words = new ArrayList<>(error.codes());
        error.texts().forEach(wording -> words.add(wording.text()));
        entries.add(new Entry(
                "error",
                error.id(),
                error.id() + ".error",
                same(
                        error.codes().isEmpty()
                                ? error.name()
                                : error.name() + " (" + error.codes().getFirst() + ")"),
                error.meaning(),
                words,
                error.status(),
                error.sources()));
        statements("error", error.id(), same(error.name()), error.alternatives());
    }

    private void guide(Guide guide) {
        for (Guide.Step step : guide.steps()) {
            Localized title = new Localized(
                    guide.title().en() + ": " + step.title().en(),
                    guide.title().ja() + "：" + step.title().ja());
            entries.add(new Entry(
                    "guidance",
                    guide.id(),
                    step.id(),
                    title,
                    step.body(),
                    List.of(guide.id()),
                    step.status(),
                    step.sources()));
        }
        statements("guidance", guide.id(), guide.title(), guide.warnings());
    }

    private void statements(String kind, String page, Localized title, List<Statement> statements) {
        for (Statement statement : statements) {
            entries.add(new Entry(
                    kind,
                    page,
                    statement.id(),
                    title,
                    statement.text(),
                    statement.command() == null ? List.of() : List.of(statement.command()),
                    statement.status(),
                    statement.sources()));
        }
    }

    private static Localized same(String text) {
        return new Localized(text, text);
    }
}
