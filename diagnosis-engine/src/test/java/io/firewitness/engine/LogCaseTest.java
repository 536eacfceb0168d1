package io.firewitness.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.document.Attempt;
import io.firewitness.engine.document.Clock;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.Pointer;
import io.firewitness.engine.document.Transfer;
import io.firewitness.engine.document.VerdictClass;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample log, alone and with the capture of the same transfer. */
class LogCaseTest {
    private static final Path SAMPLES = Path.of("../samples");

    private static Diagnosis diagnose(String... names) throws IOException {
        List<Artifact> inputs = new ArrayList<>();
        for (String name : names) {
            inputs.add(Artifact.of("a" + (inputs.size() + 1), SAMPLES.resolve(name)));
        }
        return Engine.diagnose(inputs, RulePack.builtIn(), Progress.NONE);
    }

    @Test
    void aLogAloneSaysWhereAndHowButNotWho() throws IOException {
        Diagnosis d = diagnose("dying-backup.log");
        assertThat(d.verdict().verdictClass()).isEqualTo(VerdictClass.FIREWALL_SIGNATURE_RESET);
        assertThat(d.verdict().confidence()).isEqualTo(0.92);
        assertThat(d.verdict().who().value()).isEqualTo("unknown");
        assertThat(d.verdict().statement())
                .isEqualTo("The transfer dies at the same place every time. "
                        + "A signature check on the way is likely; the logs cannot show who cut it.");
        assertThat(d.notEvaluated()).anyMatch(n -> n.rule().equals("rst-ttl"));
        Transfer t = d.transfers().getFirst();
        assertThat(t.sameOffset().holds()).isTrue();
        assertThat(t.sameOffset().attempts()).isEqualTo(4);
        Attempt first = t.attempts().getFirst();
        assertThat(first.offset()).isEqualTo(20_250L << 20);
        assertThat(first.progressPercent()).isEqualTo(30);
        assertThat(first.error()).isEqualTo("winsock-10054");
        assertThat(first.start()).isEqualTo("2026-11-23T08:32:50.062Z");
        assertThat(first.lines()).containsExactly(22L, 33L);
        assertThat(first.log().pointers()).contains(Pointer.line("dying-backup.log", 28));
        assertThat(t.attempts())
                .extracting(a -> a.log().retry())
                .containsExactly("first", "task-retry", "task-retry", "task-retry");
        assertThat(d.evidence().getFirst().reproduce())
                .isEqualTo("grep -n -F 'already processed blocks' dying-backup.log");
    }

    /** {@code seconds}: how far the stamps are shifted; {@code hasOffset}: the log's header tells its UTC offset. */
    @ParameterizedTest
    @CsvSource({"12020, true", "-25200, true", "0, false", "5400, false", "-39677, false"})
    void clocksHoursApartAreComparedToo(int seconds, boolean hasOffset) throws IOException {
        StringBuilder log = new StringBuilder();
        DateTimeFormatter stamp = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm:ss");
        for (String line : Files.readAllLines(SAMPLES.resolve("dying-backup.log"))) {
            if (line.startsWith("[")) {
                LocalDateTime at = LocalDateTime.parse(line.substring(1, 20), stamp);
                log.append('[')
                        .append(at.plusSeconds(seconds).format(stamp))
                        .append(line.substring(20))
                        .append('\n');
            } else if (hasOffset || !line.startsWith("UTC offset")) {
                log.append(line).append('\n');
            }
        }
        byte[] bytes = log.toString().getBytes(StandardCharsets.UTF_8);
        Diagnosis d = Engine.diagnose(
                List.of(
                        new Artifact("a1", "shifted.log", bytes.length, () -> new ByteArrayInputStream(bytes)),
                        Artifact.of("a2", SAMPLES.resolve("dying-backup.pcap"))),
                RulePack.builtIn(),
                Progress.NONE);
        Clock clock = d.clocks().stream()
                .filter(c -> c.artifact().equals("shifted.log"))
                .findFirst()
                .orElseThrow();
        double zone = hasOffset ? 0 : 9 * 3_600_000.0;
        assertThat(clock.offsetMs()).isBetween(2340.0 + zone + seconds * 1000.0, 2360.0 + zone + seconds * 1000.0);
        assertThat(clock.basis().key()).isEqualTo(hasOffset ? "clock.log-errors" : "clock.log-errors-no-zone");
        assertThat(d.transfers())
                .filteredOn(t -> t.source().equals("both"))
                .flatExtracting(Transfer::attempts)
                .extracting(Attempt::connection)
                .containsExactly("a2#1", "a2#2", "a2#3", "a2#4");
    }

    @Test
    void logAndCaptureStandOnOneClock() throws IOException {
        Diagnosis d = diagnose("dying-backup.log", "dying-backup.pcap");
        Clock clock = d.clocks().stream()
                .filter(c -> c.artifact().equals("dying-backup.log"))
                .findFirst()
                .orElseThrow();
        assertThat(clock.offsetMs()).isBetween(2340.0, 2360.0);
        assertThat(clock.uncertaintyMs()).isLessThan(50);
        Transfer t = d.transfers().stream()
                .filter(x -> x.source().equals("both"))
                .findFirst()
                .orElseThrow();
        assertThat(t.attempts()).extracting(Attempt::connection).containsExactly("a2#1", "a2#2", "a2#3", "a2#4");
        assertThat(d.verdict().who().value()).isEqualTo("device-in-path");
    }
}
