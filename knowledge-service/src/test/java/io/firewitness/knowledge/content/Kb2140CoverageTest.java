package io.firewitness.knowledge.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/kb2140-coverage.md} against the content, in both directions. */
class Kb2140CoverageTest {
    private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| ([^|]+) \\| ([^|]*) \\|");
    private static final Pattern ID = Pattern.compile("`([^`]+)`");
    private static final List<Entry> ENTRIES = Entries.of(ContentReader.read().content());

    private record Row(int number, String statement, List<String> ids) {}

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("../docs/kb2140-coverage.md"))) {
            MatchResult row = ROW.matcher(line).results().findFirst().orElse(null);
            if (row != null) {
                rows.add(new Row(
                        Integer.parseInt(row.group(1)),
                        row.group(2),
                        ID.matcher(row.group(3))
                                .results()
                                .map(id -> id.group(1))
                                .toList()));
            }
        }
        return rows;
    }

    @Test
    void everyStatementIsCoveredByContentThatExists() throws IOException {
        Set<String> known = ENTRIES.stream().map(Entry::id).collect(Collectors.toSet());
        List<String> faults = new ArrayList<>();
        for (Row row : rows()) {
            if (row.ids().isEmpty()) {
                faults.add(row.number() + " is not covered");
            }
            row.ids().stream().filter(id -> !known.contains(id)).forEach(id -> faults.add(row.number() + ": " + id));
        }
        assertThat(faults).isEmpty();
        assertThat(rows().stream().map(Row::number))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 34).boxed().toList());
    }

    @Test
    void nothingOfTheArticleIsMissingInTheTable() throws IOException {
        Set<String> named = new HashSet<>();
        rows().forEach(row -> named.addAll(row.ids()));
        Set<String> unnamed = new TreeSet<>();
        for (Entry entry : ENTRIES) {
            boolean isListedVersion = entry.text().en().equals("Listed in KB2140");
            if ((entry.kind().equals("article") || isListedVersion) && !named.contains(entry.id())) {
                unnamed.add(entry.id());
            }
        }
        // A release is listed where its version is: the article names 12.1, not 12.1.2.
        unnamed.removeIf(id -> named.stream()
                .anyMatch(version ->
                        id.startsWith(version + ".") || id.startsWith(version + " U") || id.equals(version + "a")));
        assertThat(unnamed).isEmpty();
    }
}
