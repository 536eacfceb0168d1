package io.firewitness.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.Progress;
import io.firewitness.engine.RulePack;
import io.firewitness.engine.document.ArtifactEntry;
import io.firewitness.engine.document.Signature;
import io.firewitness.engine.document.Text;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stamps to instants: each error line below is one signature, and its time is exact or left open. */
class LogTimesTest {
    private static final String DIED = "An existing connection was forcibly closed by the remote host.";

    private static LogResult read(String name, byte[] log) throws IOException {
        return LogEngine.read(
                List.of(new Artifact("a1", name, log.length, () -> new ByteArrayInputStream(log))),
                RulePack.builtIn(),
                (id, n, size, content) -> {},
                Progress.NONE);
    }

    private static LogResult read(String log) throws IOException {
        return read("Svc.VeeamBackup.log", log.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Instant> times(LogResult result) {
        return result.signatures().stream().map(Signature::time).toList();
    }

    private static List<Instant> instants(String... texts) {
        return Arrays.stream(texts).map(Instant::parse).toList();
    }

    private static List<Text> warnings(LogResult result) {
        ArtifactEntry entry = result.artifacts().getFirst();
        return entry.log().warnings();
    }

    private static String header(String utc, boolean isSummer, String hours) {
        return """
                ===================================================================
                Starting new log
                UTC Time: [%s], DaylightSavingTime: [%s]
                UTC offset: %s hours

                """.formatted(utc, isSummer ? "True" : "False", hours);
    }

    private static String died(String stamp) {
        return "[" + stamp + "] <25> Error        " + DIED + "\n";
    }

    private static String quiet(String stamp) {
        return "[" + stamp + "] <25> Info         Nothing\n";
    }

    @Test
    void theRepeatedHourOfAutumnIsReadTwice() throws IOException {
        LogResult result = read(header("10/25/2026 12:10:00 AM", true, "2.00")
                + died("25.10.2026 02:10:00")
                + quiet("25.10.2026 02:59:50")
                + quiet("25.10.2026 02:00:00")
                + died("25.10.2026 02:10:00")
                + died("25.10.2026 03:10:00"));
        assertThat(times(result))
                .isEqualTo(instants("2026-10-25T00:10:00Z", "2026-10-25T01:10:00Z", "2026-10-25T02:10:00Z"));
        assertThat(warnings(result)).containsExactly(new Text("artifact.log.offset-stale", Map.of("line", 8L)));
    }

    @Test
    void autumnIsKnownEvenWhereNothingWasWrittenInTheRepeatedHour() throws IOException {
        LogResult result = read(header("10/24/2026 11:00:00 AM", true, "2.00")
                + died("24.10.2026 13:00:00")
                + died("25.10.2026 01:30:00")
                + died("25.10.2026 09:00:00"));
        assertThat(times(result))
                .isEqualTo(instants("2026-10-24T11:00:00Z", "2026-10-24T23:30:00Z", "2026-10-25T08:00:00Z"));
        assertThat(warnings(result)).containsExactly(new Text("artifact.log.offset-stale", Map.of("line", 8L)));
    }

    @Test
    void inAmericaSummerEndsAWeekLater() throws IOException {
        LogResult result = read(header("10/25/2026 4:00:00 PM", true, "-4.00")
                + died("25.10.2026 12:00:00")
                + died("31.10.2026 12:00:00")
                + died("01.11.2026 12:00:00"));
        assertThat(times(result))
                .isEqualTo(instants("2026-10-25T16:00:00Z", "2026-10-31T16:00:00Z", "2026-11-01T17:00:00Z"));
    }

    @Test
    void theHourThatDoesNotExistInSpringIsNoPause() throws IOException {
        LogResult result = read(header("3/28/2026 10:00:00 PM", false, "1.00")
                + died("28.03.2026 23:00:00")
                + quiet("29.03.2026 01:59:58")
                + quiet("29.03.2026 03:00:02")
                + died("29.03.2026 03:10:00"));
        assertThat(times(result)).isEqualTo(instants("2026-03-28T22:00:00Z", "2026-03-29T01:10:00Z"));
        assertThat(warnings(result)).containsExactly(new Text("artifact.log.offset-stale-spring", Map.of("line", 8L)));
    }

    @Test
    void aPauseInWhichSummerMayHaveBegunIsReportedAsSuch() throws IOException {
        LogResult result = read(header("3/28/2026 10:00:00 PM", false, "1.00")
                + died("28.03.2026 23:00:00")
                + died("29.03.2026 08:00:00"));
        assertThat(times(result)).isEqualTo(instants("2026-03-28T22:00:00Z", "2026-03-29T07:00:00Z"));
        assertThat(warnings(result)).containsExactly(new Text("artifact.log.offset-unsure", Map.of("line", 7L)));
    }

    @Test
    void whereClocksAreNotChangedNothingIsSaid() throws IOException {
        LogResult result = read(header("3/28/2026 2:00:00 PM", false, "9.00")
                + died("28.03.2026 23:00:00")
                + quiet("29.03.2026 01:59:58")
                + quiet("29.03.2026 03:00:02")
                + died("29.03.2026 08:00:00"));
        assertThat(times(result)).isEqualTo(instants("2026-03-28T14:00:00Z", "2026-03-28T23:00:00Z"));
        assertThat(warnings(result)).isEmpty();
    }

    @Test
    void aClockThatIsSetBackIsNamedAndItsOffsetKept() throws IOException {
        LogResult result = read(header("1/10/2026 10:00:00 AM", false, "1.00")
                + died("10.01.2026 11:00:00")
                + died("10.01.2026 10:59:30")
                + died("10.01.2026 09:59:30"));
        assertThat(times(result))
                .isEqualTo(instants("2026-01-10T10:00:00Z", "2026-01-10T09:59:30Z", "2026-01-10T08:59:30Z"));
        assertThat(warnings(result))
                .containsExactly(
                        new Text("artifact.log.clock-step", Map.of("line", 7L, "seconds", 30L)),
                        new Text("artifact.log.clock-step", Map.of("line", 8L, "seconds", 3600L)));
    }

    @ParameterizedTest
    @CsvSource({
        "2.00, 2026-06-01T10:00:00Z",
        "-7.00, 2026-06-01T19:00:00Z",
        "'5,50', 2026-06-01T06:30:00Z",
        "5.75, 2026-06-01T06:15:00Z",
        "0.00, 2026-06-01T12:00:00Z",
        "-3.50, 2026-06-01T15:30:00Z"
    })
    void offsetsAreHoursWithPointOrComma(String hours, String wanted) throws IOException {
        LogResult result = read(header("x", false, hours) + died("01.06.2026 12:00:00"));
        assertThat(times(result)).isEqualTo(instants(wanted));
    }

    @Test
    void ofAClockOfTwelveHoursTheReadingNearestToAWholeStampIsTaken() throws IOException {
        String wire = "[08.04.2020 8:26:46.680] <   724> vdl| [vddk] 2020-04-08T20:26:46.680-07:00 error -[00724]"
                + " [Originator@6876 sub=Default] SSL Async Handshake Timeout : Read timeout after approximately 25000ms.\n";
        LogResult result = read(
                "Agent.Offsite.Source.vm.log",
                (wire
                                + "[08.04.2020 8:30:00.000] <   724> net | ERR |" + DIED + "\n"
                                + "[08.04.2020 11:59:00.000] <   724> net | ERR |" + DIED + "\n"
                                + "[09.04.2020 12:10:00.000] <   724> net | ERR |" + DIED + "\n")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(result.signatures()).extracting(Signature::family).contains("SIG-TLS-HANDSHAKE-TIMEOUT");
        assertThat(result.signatures().getFirst().time()).isEqualTo(Instant.parse("2020-04-09T03:26:46.680Z"));
        assertThat(warnings(result)).containsExactly(new Text("artifact.log.twelve-hours", Map.of()));
        assertThat(result.transfers().stream()
                        .flatMap(t -> t.attempts().stream())
                        .map(a -> a.log().endLocal()))
                .contains("2020-04-08T20:30", "2020-04-08T23:59", "2020-04-09T00:10");
    }

    private static String microsoft(String stamp) {
        return stamp + "   6 (14364) Error: A blocking operation was interrupted by a call to WSACancelBlockingCall\n";
    }

    @ParameterizedTest
    @CsvSource({
        "23/04/2019 2:01:09 PM, x.log, 2019-04-23T14:01:09, false",
        "4/23/2019 2:01:09 PM, x.log, 2019-04-23T14:01:09, false",
        "23.04.2019 14:01:09, x.log, 2019-04-23T14:01:09, false",
        "03.04.2019 14:01:09, x.log, 2019-04-03T14:01:09, false",
        "2019-04-03 14:01:09, x.log, 2019-04-03T14:01:09, false",
        "4/4/2019 12:01:09 AM, x.log, 2019-04-04T00:01:09, false",
        "4/4/2019 12:01:09 PM, x.log, 2019-04-04T12:01:09, false",
        "3/4/2019 2:01:09 PM, Veeam.Archiver.Proxy_2019_03_04_05_33_09.log, 2019-03-04T14:01:09, false",
        "3/4/2019 2:01:09 PM, Veeam.Archiver.Proxy_2019_04_03_05_33_09.log, 2019-04-03T14:01:09, false",
        "3/4/2019 2:01:09 PM, x.log, , true"
    })
    void dayAndMonthAreToldApartOrLeftOpen(String stamp, String name, String wanted, boolean isOpen)
            throws IOException {
        LogResult result = read(name, microsoft(stamp).getBytes(StandardCharsets.UTF_8));
        assertThat(result.signatures()).hasSize(1);
        boolean isWarned = warnings(result).contains(new Text("artifact.log.date-order", Map.of()));
        assertThat(isWarned).isEqualTo(isOpen);
        if (!isOpen) {
            assertThat(local(name, microsoft(stamp))).isEqualTo(wanted);
        }
    }

    /** The reading of the first line, as the case's other files with an offset of zero make it an instant. */
    private static String local(String name, String log) throws IOException {
        byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
        byte[] other = (header("x", false, "0.00") + quiet("01.01.2019 00:00:00")).getBytes(StandardCharsets.UTF_8);
        LogResult result = LogEngine.read(
                List.of(
                        new Artifact("a1", name, bytes.length, () -> new ByteArrayInputStream(bytes)),
                        new Artifact("a2", "other.log", other.length, () -> new ByteArrayInputStream(other))),
                RulePack.builtIn(),
                (id, n, size, content) -> {},
                Progress.NONE);
        return result.signatures().getFirst().time().toString().replace("Z", "");
    }

    @Test
    void aMidnightTellsDayAndMonthApart() throws IOException {
        String dayFirst = microsoft("9/02/2026 11:59:58 PM") + microsoft("10/02/2026 12:00:01 AM");
        assertThat(local("x.log", dayFirst)).isEqualTo("2026-02-09T23:59:58");
        String monthFirst = microsoft("2/9/2026 11:59:58 PM") + microsoft("2/10/2026 12:00:01 AM");
        assertThat(local("x.log", monthFirst)).isEqualTo("2026-02-09T23:59:58");
    }

    @Test
    void aDateFarDownTheFileTellsDayAndMonthApart() throws IOException {
        String log = microsoft("3/4/2019 2:01:09 PM") + "3/4/2019 2:02:00 PM   6 (14364) Nothing\n".repeat(400);
        assertThat(local("x.log", log + microsoft("3/14/2019 2:01:09 PM"))).isEqualTo("2019-03-04T14:01:09");
        assertThat(local("x.log", log + microsoft("14/4/2019 2:01:09 PM"))).isEqualTo("2019-04-03T14:01:09");
    }

    @Test
    void anEventBySyslogCarriesItsOwnOffset() throws IOException {
        LogResult result = read(
                "events.log",
                ("1 2025-11-23T16:08:19.229942+02:00 VBRSRV01 Veeam_MP - - [origin enterpriseId=\"31023\"] " + DIED
                                + "\n")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(times(result)).isEqualTo(instants("2025-11-23T14:08:19.229Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "windows-31j, ja-JP, 既存の接続はリモート ホストに強制的に切断されました。",
        "windows-1251, ru-RU, Удаленный хост принудительно разорвал существующее подключение.",
        "windows-1250, pl-PL, Istniejące połączenie zostało gwałtownie zamknięte przez zdalnego hosta.",
        "windows-1250, cs-CZ, Stávající připojení bylo vynuceně ukončeno vzdáleným hostitelem.",
        "windows-1254, tr-TR, Varolan bir bağlantı uzaktaki bir ana bilgisayar tarafından zorla kapatıldı.",
        "x-windows-949, ko-KR, 현재 연결은 원격 호스트에 의해 강제로 끊겼습니다.",
        "GBK, zh-CN, 远程主机强迫关闭了一个现有的连接。",
        "Big5, zh-TW, 遠端主機已強制關閉一個現存的連線。",
        "windows-1252, de-DE, Eine vorhandene Verbindung wurde vom Remotehost geschlossen. Größe: 3",
        "windows-1252, fr-FR, Une connexion existante a dû être fermée par l’hôte distant."
    })
    void codePagesAreFoundWithAndWithoutTheHeadersCulture(String page, String culture, String sentence)
            throws IOException {
        String line = "[14.09.2021 22:04:31] <25> Error        " + sentence + "\r\n";
        for (String head : List.of("", "Culture: [" + culture + "], UI culture: [" + culture + "]\r\n")) {
            LogResult result = read("a.log", (head + line).getBytes(Charset.forName(page)));
            assertThat(result.signatures())
                    .singleElement()
                    .satisfies(s -> assertThat(s.text()).endsWith(sentence));
            assertThat(result.artifacts().getFirst().log().encoding()).isEqualTo(page);
        }
        for (String wide : List.of("UTF-16LE", "UTF-16BE")) {
            LogResult result = read("a.log", ("\uFEFF" + line).getBytes(Charset.forName(wide)));
            assertThat(result.signatures())
                    .singleElement()
                    .satisfies(s -> assertThat(s.text()).endsWith(sentence));
            assertThat(result.artifacts().getFirst().log().encoding())
                    .isEqualTo(wide.toLowerCase(java.util.Locale.ROOT));
        }
    }
}
