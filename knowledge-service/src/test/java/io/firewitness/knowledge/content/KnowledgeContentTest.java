package io.firewitness.knowledge.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The counted part of {@code docs/knowledge-content.md} is what the content holds. */
class KnowledgeContentTest {
    private static final Path PAGE = Path.of("../docs/knowledge-content.md");
    private static final String BEGIN = "<!-- counted: written by KnowledgeContentTest -->\n";
    private static final String END = "<!-- end -->\n";
    private static final List<String> KINDS =
            List.of("product", "port", "error", "vendor", "article", "guidance", "recipe");
    private static final List<String> VENDOR_KINDS =
            List.of("logs", "isolation", "exclusion", "closing", "ttl", "trap");
    private static final List<String> LANGUAGES = List.of(
            "en", "ja", "de", "fr", "es", "it", "pt-BR", "nl", "pl", "ru", "zh-Hans", "zh-Hant", "ko", "cs", "tr",
            "sv");

    private final Content content = ContentReader.read().content();

    /** After a change of the content: {@code ./mvnw test -Dknowledge.content.write=true …} writes the page anew. */
    @Test
    void thePageCountsTheContent() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        assertThat(begin).isPositive().isLessThanOrEqualTo(end);
        String counted = counted();
        if (Boolean.getBoolean("knowledge.content.write")) {
            Files.writeString(PAGE, page.substring(0, begin) + counted + page.substring(end));
            return;
        }
        assertThat(page.substring(begin, end)).isEqualTo(counted);
    }

    private String counted() {
        return "\n## Statements by status\n\n" + statements() + "\n## Vendors: what is confirmed\n\n" + vendors()
                + "\n## Error texts: languages with a confirmed wording\n\n" + errors()
                + "\n## Versions and builds\n\n" + builds() + "\n";
    }

    private String statements() {
        Map<String, Map<Status, Long>> counts = Entries.of(content).stream()
                .collect(Collectors.groupingBy(
                        Entry::kind, Collectors.groupingBy(Entry::status, TreeMap::new, Collectors.counting())));
        assertThat(counts.keySet()).containsExactlyInAnyOrderElementsOf(KINDS);
        List<String> lines =
                new ArrayList<>(List.of(row("kind", "CONFIRMED", "REASONED", "RECALLED"), "|---|---|---|---|"));
        KINDS.forEach(kind -> lines.add(row(
                kind,
                of(counts.get(kind), Status.CONFIRMED),
                of(counts.get(kind), Status.REASONED),
                of(counts.get(kind), Status.RECALLED))));
        lines.add(
                row("all", all(counts, Status.CONFIRMED), all(counts, Status.REASONED), all(counts, Status.RECALLED)));
        return text(lines);
    }

    private static String of(Map<Status, Long> counts, Status status) {
        return Long.toString(counts.getOrDefault(status, 0L));
    }

    private static String all(Map<String, Map<Status, Long>> counts, Status status) {
        return Long.toString(counts.values().stream()
                .mapToLong(byStatus -> byStatus.getOrDefault(status, 0L))
                .sum());
    }

    private String vendors() {
        List<String> lines = new ArrayList<>();
        lines.add(row(Stream.concat(Stream.of("vendor"), VENDOR_KINDS.stream()).toArray(String[]::new)));
        lines.add("|" + "---|".repeat(VENDOR_KINDS.size() + 1));
        for (Vendor vendor : content.vendors()) {
            List<String> cells = new ArrayList<>(List.of(vendor.name()));
            for (String kind : VENDOR_KINDS) {
                long found = vendor.statements().stream()
                        .filter(statement -> kind.equals(statement.kind()))
                        .count();
                cells.add(found == 0 ? "none" : Long.toString(found));
            }
            lines.add(row(cells.toArray(String[]::new)));
        }
        return text(lines);
    }

    private String errors() {
        List<String> lines = new ArrayList<>(List.of(row("error", "has", "lacks"), "|---|---|---|"));
        for (ErrorText error : content.errors()) {
            List<String> has = LANGUAGES.stream()
                    .filter(language -> error.texts().stream()
                            .anyMatch(wording -> wording.language().equals(language)))
                    .toList();
            List<String> lacks = LANGUAGES.stream()
                    .filter(language -> !has.contains(language))
                    .toList();
            lines.add(row(error.id(), joined(has), joined(lacks)));
        }
        return text(lines);
    }

    private String builds() {
        List<String> lines = new ArrayList<>(List.of(
                row("product", "versions", "builds", "builds without a date", "versions without a build"),
                "|---|---|---|---|---|"));
        for (Product product : content.products()) {
            List<Product.Build> builds = product.versions().stream()
                    .flatMap(version -> version.builds().stream())
                    .toList();
            lines.add(row(
                    product.name(),
                    Integer.toString(product.versions().size()),
                    Integer.toString(builds.size()),
                    Long.toString(builds.stream()
                            .filter(build -> build.released() == null)
                            .count()),
                    joined(product.versions().stream()
                            .filter(version -> version.builds().isEmpty())
                            .map(Product.ProductVersion::id)
                            .toList())));
        }
        return text(lines);
    }

    private static String joined(List<String> parts) {
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
