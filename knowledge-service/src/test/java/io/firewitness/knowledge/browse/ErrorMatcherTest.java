package io.firewitness.knowledge.browse;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.knowledge.content.ContentReader;
import io.firewitness.knowledge.content.ErrorText;
import io.firewitness.knowledge.content.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorMatcherTest {
    private static final List<ErrorText> ERRORS = ContentReader.read().content().errors();
    private static final ErrorMatcher MATCHER = new ErrorMatcher(ERRORS);

    private static List<String> found(String line) {
        return MATCHER.match(line).stream()
                .map(match -> match.error().id() + " " + match.by() + " " + match.language())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"code = 0x2746", "HRESULT: 0x80072746", "(0X00002746)"})
    void aCodeInHexadecimalIsTheSameCode(String line) {
        assertThat(found(line)).containsExactly("winsock-10054 CODE null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x27461", "0x12746", "0x80042746"})
    void anotherNumberInHexadecimalIsNone(String line) {
        assertThat(found(line)).isEmpty();
    }

    static Stream<List<String>> confirmedTexts() throws IOException {
        try (InputStream list =
                ErrorMatcherTest.class.getResourceAsStream("/io/firewitness/knowledge/error-texts.tsv")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#"))
                            .map(line -> List.of(line.split("\t", -1)))
                            .toList()
                            .stream();
        }
    }

    @Test
    void theListOfTextsIsWhole() throws IOException {
        assertThat(confirmedTexts()).hasSize(111);
        assertThat(confirmedTexts().map(text -> text.get(1)).distinct())
                .containsExactlyInAnyOrder(
                        "en", "ja", "de", "fr", "es", "it", "pt-BR", "nl", "pl", "ru", "zh-Hans", "zh-Hant", "ko", "cs",
                        "tr", "sv");
    }

    /** As a log has them: behind a time stamp, in capitals, with other spaces and quotation marks. */
    @ParameterizedTest
    @MethodSource("confirmedTexts")
    void everyConfirmedTextFindsItsErrorAndNoOther(List<String> text) {
        String line = text.get(2);
        for (String variant : List.of(
                line,
                "[23.11.2026 22:58:26] <07> Error    " + line + " (System.IO.IOException)",
                line.toUpperCase(Locale.ROOT),
                line.replace("'", "’").replace(" ", "  "),
                line.replaceAll("[.。]$", ""))) {
            assertThat(MATCHER.match(variant))
                    .as(variant)
                    .singleElement()
                    .satisfies(match -> assertThat(match.error().id()).isEqualTo(text.get(0)))
                    .satisfies(match -> assertThat(match.language()).isEqualTo(text.get(1)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "socket error 10054 in agent | winsock-10054 CODE null",
                "error 0x2746 | winsock-10054 CODE null",
                "WSAECONNRESET | winsock-10054 CODE null",
                "failed (10060) | winsock-10060 CODE null",
                "code:10053, retry | winsock-10053 CODE null",
                "read: errno=104 | errno-104 CODE null",
                "read: ECONNRESET | errno-104 CODE null",
                "Win32 error: 64 | win32-64 CODE null",
                "AP error: WinHttpWriteData: 12002: The operation timed out | winhttp-12002 CODE null",
                "Eine vorhandene Verbindung wurde vom Remotehost geschlossen (10054) | winsock-10054 CODE de",
                "既存の接続はリモート ホストに強制的に切断されました。 | winsock-10054 TEXT ja",
                "中断 WSACancelBlockingCall | winsock-10004 CODE null"
            })
    void theCodeComesFirstThenTheText(String line, String expected) {
        assertThat(found(line)).containsExactly(expected);
    }

    @Test
    void aLineWithTwoErrorsNamesBothTheCodeFirst() {
        assertThat(found("Broken pipe after error 10060"))
                .containsExactly("winsock-10060 CODE null", "errno-32 TEXT en");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "port 10054 is open",
                "10.60.0.12:10054",
                "[fd00::1]:10054",
                "10.10.0.54",
                "110054",
                "[23.11.2026 22:58:26] <10054> Info  Transfer finished",
                "10054 bytes sent",
                "10054.5 ms",
                "10,054 and 10054,7",
                "Mailbox holds 10004 items",
                "errno 1041",
                "0x27461",
                "Transfer finished",
                "...",
                "(.*)+$"
            })
    void anInnocentLineFindsNothing(String line) {
        assertThat(found(line)).isEmpty();
    }

    @Test
    void onlyConfirmedErrorsAreKnown() {
        assertThat(ERRORS).hasSize(19).allMatch(error -> error.status() == Status.CONFIRMED);
    }
}
