package io.firewitness.engine.log.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.log.scan.LineProbe.Recorder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineScannerTest {
    private static final String LOG = """
            [14.09.2021 22:00:20] <25> Info         Nothing to see
            [14.09.2021 22:00:21] <25> Info         A needle in a haystack
            [14.09.2021 22:00:22] <25> Error        It failed
               without a stamp
            [14.09.2021 22:00:23] <25> Info         Nothing to see
            """;

    private static Recorder scan(InputStream in) throws IOException {
        Recorder heard = new Recorder();
        LineProbe.scanner(List.of("needle in", "another needle")).scan(in, heard);
        return heard;
    }

    private static Recorder scan(String text) throws IOException {
        return scan(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void showsLinesWithALiteralErrorsAndWhatFollowsThem() throws IOException {
        Recorder heard = scan(LOG);
        assertThat(heard.lines).containsExactly("A needle in a haystack", "It failed", "without a stamp");
        assertThat(heard.numbers).containsExactly(2L, 3L, 4L);
    }

    @Test
    void everySplitOfTheInputGivesTheSame() throws IOException {
        byte[] bytes = LOG.getBytes(StandardCharsets.UTF_8);
        List<String> whole = scan(LOG).lines;
        for (int split = 0; split <= bytes.length; split++) {
            int at = split;
            InputStream in = new ByteArrayInputStream(bytes) {
                @Override
                public synchronized int read(byte[] b, int from, int length) {
                    int most = pos < at ? at - pos : length;
                    return super.read(b, from, Math.min(length, most));
                }
            };
            assertThat(scan(in).lines).as("split at " + at).isEqualTo(whole);
        }
    }

    @Test
    void everyTruncationIsRead() throws IOException {
        for (int length = 0; length <= LOG.length(); length++) {
            scan(LOG.substring(0, length));
        }
    }

    @Test
    void aLineLongerThanAnyBufferIsCutAndTheNextOneIsRead() throws IOException {
        Recorder heard = scan("first needle in\n" + "x".repeat(3_000_000) + "another needle\nlast needle in");
        assertThat(heard.numbers).containsExactly(1L, 3L);
        assertThat(heard.tooLong).containsExactly(2L);
    }

    @Test
    void findsWhatAPlainSearchFinds() {
        Random random = new Random(7);
        List<byte[]> literals = List.of(
                bytes("abcabcab"),
                bytes("bcabcabcd"),
                bytes("aaaaaaaaaa"),
                bytes("cabcabca"),
                bytes("ccabcabcabcabcabcbb"));
        AnchorFinder finder = new AnchorFinder(literals);
        for (int round = 0; round < 500; round++) {
            byte[] text = new byte[random.nextInt(300)];
            for (int i = 0; i < text.length; i++) {
                text[i] = (byte) "abcABC".charAt(random.nextInt(round % 2 == 0 ? 6 : 3));
            }
            AnchorFinder.Hits hits = new AnchorFinder.Hits();
            finder.find(text, 0, text.length, hits);
            String plain = new String(text, StandardCharsets.US_ASCII).toLowerCase(java.util.Locale.ROOT);
            List<String> expected = new ArrayList<>();
            for (int at = 0; at < plain.length(); at++) {
                for (int id = 0; id < literals.size(); id++) {
                    if (plain.startsWith(new String(literals.get(id), StandardCharsets.US_ASCII), at)) {
                        expected.add(at + ":" + id);
                    }
                }
            }
            List<String> found = new ArrayList<>();
            for (int i = 0; i < hits.size(); i++) {
                found.add(hits.place(i) + ":" + hits.id(i));
            }
            assertThat(found).isEqualTo(expected);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
