package io.firewitness.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.firewitness.engine.RulePack;
import io.firewitness.engine.log.scan.Line;
import io.firewitness.engine.log.scan.LineScanner;
import io.firewitness.engine.log.scan.TextDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** System sentences as Windows and its documentation print them, row by row as collected beside the repository. */
class SystemTextsTest {
    private static final Path FACTS = Path.of("../../shared/knowledge/facts.md");
    private static final Grammar GRAMMAR = new Grammar(RulePack.builtIn());
    private static final Map<String, String> ID = Map.of(
            "10004", "winsock-10004",
            "10053", "winsock-10053",
            "10054", "winsock-10054",
            "10060", "winsock-10060",
            "10061", "winsock-10061",
            "59", "win32-59",
            "64", "win32-64",
            "121", "win32-121",
            "1236", "win32-1236",
            "veeam", "veeam-unstable-connection");

    private record Row(String id, String language, String code, String text) {}

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(FACTS, StandardCharsets.UTF_8)) {
            if (line.matches("\\| L[TD]\\d+ \\|.*")) {
                String[] cells = line.split("\\|", -1);
                rows.add(new Row(cells[1].trim(), cells[2].trim(), cells[3].trim(), cells[5].trim()));
            }
        }
        return rows;
    }

    @TestFactory
    List<DynamicTest> everyTextIsFoundInEveryEncoding() throws IOException {
        assumeTrue(Files.exists(FACTS), "SKIPPED: no facts at " + FACTS.toAbsolutePath());
        List<Row> rows = rows();
        assertThat(rows).hasSize(130);
        return rows.stream()
                .map(r -> DynamicTest.dynamicTest(r.id + " " + r.language + " " + r.code, () -> check(r)))
                .toList();
    }

    private static void check(Row row) throws IOException {
        String log = "[14.09.2021 22:04:30] <25> Info         Nothing\r\n"
                + "[14.09.2021 22:04:31] <25> Error        " + row.text + "\r\n"
                + "[14.09.2021 22:04:32] <25> Info         " + row.text + " (follows)\r\n";
        Charset page = TextDecoder.page(row.language);
        assertThat(page.newEncoder().canEncode(log)).as(page.name()).isTrue();
        assertThat(found(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8))))
                .as("UTF-8")
                .containsExactly(ID.get(row.code), ID.get(row.code));
        assertThat(found(new ByteArrayInputStream(log.getBytes(page))))
                .as(page.name())
                .hasSize(2);
        for (Charset wide : Set.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThat(found(new Utf16Input(new ByteArrayInputStream(log.getBytes(wide)), wide)))
                    .as(wide.name())
                    .hasSize(2);
        }
    }

    /** Ids found, for each line with any. */
    private static List<String> found(InputStream log) throws IOException {
        List<String> found = new ArrayList<>();
        TextDecoder decoder = GRAMMAR.decoder();
        new LineScanner(GRAMMAR.finder(), decoder).scan(log, new LineScanner.Listener() {
            @Override
            public void line(Line line) {
                Set<String> ids = new TreeSet<>();
                GRAMMAR.signatures(line.message(), line, false)
                        .forEach(m -> ids.add(m.signature().id()));
                if (!ids.isEmpty()) {
                    found.add(String.join(" ", ids));
                }
            }

            @Override
            public void notUnderstood(Line line) {
                throw new AssertionError(line.text());
            }

            @Override
            public void back(Line line, long from, long to) {
                throw new AssertionError(line.text());
            }

            @Override
            public void ahead(Line line, long from, long to) {
                // Nothing to check.
            }

            @Override
            public void tooLong(long number) {
                throw new AssertionError(number);
            }
        });
        return found;
    }
}
