package io.firewitness.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.firewitness.engine.RulePack;
import io.firewitness.engine.log.scan.Family;
import io.firewitness.engine.log.scan.Level;
import io.firewitness.engine.log.scan.LineProbe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Published lines of real logs, as collected beside the repository: each is parsed into what its columns say. */
class SampleLinesTest {
    private static final Path SAMPLES = Path.of("../../shared/knowledge/sample-lines.tsv");
    private static final Pattern LOCAL = Pattern.compile("(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2})(\\.\\d+)?");

    private static List<Map<String, String>> rows() throws IOException {
        List<String> lines = Files.readAllLines(SAMPLES, StandardCharsets.UTF_8);
        String[] names = lines.getFirst().split("\t", -1);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < cells.length; i++) {
                row.put(names[i], cells[i]);
            }
            row.put(
                    "lines",
                    row.get("lines")
                            .replace("\\\\", "\u0000")
                            .replace("\\n", "\n")
                            .replace("\\r", "\r")
                            .replace("\\t", "\t")
                            .replace('\u0000', '\\'));
            rows.add(row);
        }
        return rows;
    }

    private static void present() {
        assumeTrue(Files.exists(SAMPLES), "SKIPPED: no sample lines at " + SAMPLES.toAbsolutePath());
    }

    @Test
    void everyStampedLineHasItsFamilyAndTime() throws IOException {
        present();
        int checked = 0;
        for (Map<String, String> row : rows()) {
            String first = row.get("lines").split("\n", 2)[0];
            Matcher local = LOCAL.matcher(row.get("timestamp"));
            boolean isStamped = Character.isDigit(first.charAt(first.startsWith("[") ? 1 : 0));
            if (!local.find() || !isStamped || row.get("lines").contains("[vddk]")) {
                continue;
            }
            LineProbe probe = LineProbe.of(first);
            if (probe.family() == Family.SYSLOG) {
                continue;
            }
            assertThat(probe.family()).as(row.get("id")).isNotEqualTo(Family.NONE);
            assertThat(LocalDateTime.ofEpochSecond(
                            Math.floorDiv(probe.local(), 1000),
                            (int) Math.floorMod(probe.local(), 1000L) * 1_000_000,
                            ZoneOffset.UTC))
                    .as(row.get("id"))
                    .isEqualTo(LocalDateTime.parse(local.group()));
            checked++;
        }
        assertThat(checked).isGreaterThanOrEqualTo(30);
    }

    @Test
    void everyLevelIsRead() throws IOException {
        present();
        for (Map<String, String> row : rows()) {
            String first = row.get("lines").split("\n", 2)[0];
            LineProbe probe = LineProbe.of(first);
            if (probe.family() == Family.NONE || row.get("lines").contains("[vddk]")) {
                continue;
            }
            Level level = strongest(row.get("lines"));
            Level wanted = switch (row.get("level")) {
                case "ERROR" -> Level.ERROR;
                case "WARN" -> Level.WARNING;
                case "INFO" -> Level.INFO;
                default -> Level.NONE;
            };
            boolean isRight = level == wanted || LineProbe.of(first).level() == wanted;
            assertThat(isRight)
                    .as(row.get("id") + " " + level + " not " + wanted)
                    .isTrue();
        }
    }

    private static Level strongest(String lines) {
        Level level = Level.NONE;
        for (String line : lines.split("\r?\n", -1)) {
            Level here = LineProbe.of(line).level();
            level = here == Level.ERROR || level == Level.NONE ? here : level;
        }
        return level;
    }

    @Test
    void everySignatureIsFoundAndNoControlIsTakenForOne() throws IOException {
        present();
        Grammar grammar = new Grammar(RulePack.builtIn());
        for (Map<String, String> row : rows()) {
            Set<String> wanted = new TreeSet<>();
            Matcher m = Pattern.compile("SIG-[A-Z0-9-]+").matcher(row.get("signature"));
            while (m.find()) {
                wanted.add(m.group());
            }
            Set<String> found = new TreeSet<>();
            for (Grammar.Match match : grammar.signatures(row.get("lines"), null, true)) {
                found.add(match.family());
            }
            assertThat(found).as(row.get("id")).containsAll(wanted);
            if (!row.get("class").startsWith("net")) {
                assertThat(found)
                        .as(row.get("id"))
                        .doesNotContain("SIG-10054", "SIG-UNSTABLE", "SIG-10004", "SIG-10053", "SIG-10060");
            }
        }
    }
}
