package io.firewitness.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.JsonTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnoseTest {
    private static final Path SAMPLE = Path.of("../samples/dying-backup.pcap");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) throws IOException {
        // A test asserts sentences, whatever the machine's language.
        boolean isAsked = Stream.of(args).anyMatch(arg -> arg.startsWith("--language"));
        String[] english = Stream.concat(isAsked ? Stream.empty() : Stream.of("--language", "en"), Stream.of(args))
                .toArray(String[]::new);
        return Diagnose.run(english, out, new PrintStream(err, true, StandardCharsets.UTF_8), false);
    }

    @Test
    void jsonHoldsTheContractAndNothingElse() throws IOException {
        assertThat(run("--format", "json", SAMPLE.toString())).isZero();
        Map<String, Object> d = JsonTree.readObject(new ByteArrayInputStream(out.toByteArray()));
        assertThat(d).containsEntry("schema", "firewitness.diagnosis/1").containsEntry("engine", "1.0.0");
        assertThat(d)
                .containsKeys(
                        "rulePack",
                        "verdict",
                        "artifacts",
                        "connections",
                        "transfers",
                        "signatures",
                        "notEvaluated",
                        "counts");
        assertThat(((Map<?, ?>) d.get("verdict")).get("class")).isEqualTo("firewall-signature-reset");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void textBeginsWithTheVerdictAndHasNoColoursOffATerminal() throws IOException {
        assertThat(run(SAMPLE.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("firewall-signature-reset  (99 %, high confidence)\n")
                .contains("\nWhy  (+ speaks for it, - against it, · about another cause)\n")
                .contains("\nNext\n")
                .doesNotContain("\u001B");
    }

    @Test
    void badArgumentsAnswerTwoAndSayWhy() throws IOException {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--format", "xml", "x")).isEqualTo(2);
        assertThat(run("--nonsense")).isEqualTo(2);
        assertThat(run("--rules", "/does/not/exist", SAMPLE.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("unknown option: --nonsense");
        assertThat(run("--format")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("diagnose: --format needs a value\n")
                .contains("diagnose: the rule pack /does/not/exist cannot be used: no such file\n");
        assertThat(out.size()).isZero();
    }

    @Test
    void linesThatWereNotUnderstoodAreCountedAndShown(@TempDir Path folder) throws IOException {
        Path log = Files.writeString(folder.resolve("New.log"), """
                2026-11-23T17:32:51 | thread 25 | E | words of a new version
                2026-11-23T17:32:52 | thread 26 | E | more of them
                [23.11.2026 17:32:53.128] <25> Error        An existing connection was forcibly closed by the remote host.
                """);
        run(log.toString());
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .contains(
                        "      not understood: 2 lines, as",
                        "        1: 0000-00-00T00:00:00 | thread 00 | E | words of a new version",
                        "        2: 0000-00-00T00:00:00 | thread 00 | E | more of them");
    }

    @Test
    void failedAttemptsAreListedWithTimePlaceAndTheLineThatNamesTheCause() throws IOException {
        run("../samples/dying-backup.log");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsSubsequence("\nWhy ", "\nFailed attempts\n", "\nNext\n");
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .contains(
                        "  FILE-SV/FILE-SV.vmdk of job Nightly: 4 of 4 attempts failed",
                        "    2026-11-23 08:32:50Z to 08:32:50Z, at byte 21233664000, at 30 %, retry within the run",
                        "      既存の接続はリモート ホストに強制的に切断されました。",
                        "      dying-backup.log:28",
                        "  dying-backup.log: analysed, text, 71 lines");
    }

    @Test
    void theReportSpeaksTheLanguageThatIsAskedFor() throws IOException {
        assertThat(run("--language", "ja", SAMPLE.toString(), "../samples/dying-backup.log"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("firewall-signature-reset  (99 %, 確度：高)\n")
                .contains(
                        "\n  切断元：経路上の別の機器（99%）   理由：データがシグネチャに一致（99%）\n",
                        "\n次に行うこと\n", "\n  dying-backup.pcap: 解析済み, pcap, 258パケット, 取得位置：送信側\n");
        assertThat(run("--language=de", SAMPLE.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("diagnose: --language is en or ja, not de\n");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, ja_JP.UTF-8, ja",
                "-, en_US.UTF-8, ja_JP.UTF-8, en",
                "ja_JP, en_US.UTF-8, C, ja",
                "'', -, ja_JP.UTF-8, ja",
                "C, ja_JP.UTF-8, ja_JP.UTF-8, en",
                "-, -, de_DE.UTF-8, en",
                "-, -, -, en",
            })
    void theEnvironmentAsksForALanguage(String all, String messages, String lang, String language) {
        Map<String, String> environment = new HashMap<>();
        environment.put("LC_ALL", all);
        environment.put("LC_MESSAGES", messages);
        environment.put("LANG", lang);
        environment.values().removeIf(Objects::isNull);
        assertThat(Wording.language(environment).getLanguage()).isEqualTo(language);
    }

    @Test
    void helpIsNoError() throws IOException {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("usage: diagnose");
    }

    @Test
    void nothingReadableAnswersThree(@TempDir Path folder) throws IOException {
        assertThat(run(folder.resolve("missing.pcap").toString())).isEqualTo(3);
        Path empty = Files.createFile(folder.resolve("empty.pcap"));
        assertThat(run(empty.toString())).isEqualTo(3);
    }

    @Test
    void aFileThatIsNotThereIsCalledSo(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("missing.pcap");
        assertThat(run(missing.toString(), folder.toString(), "")).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "diagnose: " + missing + ": no such file",
                        "diagnose: " + folder + ": is a directory",
                        "diagnose: : no such file");
    }

    @Test
    void theStandardInputIsReadAsAFileIs() throws IOException {
        InputStream usual = System.in;
        try (InputStream in = Files.newInputStream(SAMPLE)) {
            System.setIn(in);
            assertThat(run("-")).isZero();
        } finally {
            System.setIn(usual);
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("firewall-signature-reset  (99 %, high confidence)\n")
                .contains("  stdin: analysed, pcap, 258 packets, seen from: sender\n");
    }

    @Test
    void whatCannotBeToldHasNoCertainty(@TempDir Path folder) throws IOException {
        Path early = folder.resolve("early.pcap");
        Files.write(early, Arrays.copyOf(Files.readAllBytes(SAMPLE), 2_322));
        assertThat(run(early.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("insufficient\nThese files cannot tell who cut it.")
                .doesNotContain(" %")
                .doesNotContain("who: unknown");
    }

    @Test
    void namesFromFilesDoNotSteerTheTerminal(@TempDir Path folder) throws IOException {
        Path parts = folder.resolve("logs.z\u001B[2J01");
        Files.writeString(parts, "PK\u0007\b" + "x".repeat(500));
        run(parts.toString());
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("\u001B");
    }
}
