package io.firewitness.engine.log.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firewitness.engine.input.CountingInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lines are the same whether they are unpacked by a thread of their own or not. */
@Timeout(60)
class LineBlocksTest {
    private static final List<String> LITERALS = List.of("needle in", "another needle");
    /** Enough for the thread to begin, with lines of all lengths across the borders of blocks. */
    private static final byte[] MUCH = much(12 << 20);

    private static byte[] much(int length) {
        StringBuilder text = new StringBuilder(length + 100_000);
        for (int i = 0; text.length() < length; i++) {
            text.append("[01.11.2026 00:00:00] <01> Info ")
                    .append(i % 7 == 0 ? "a needle in line " : "line ")
                    .append(i)
                    .append("x".repeat(i % 1000 == 999 ? i * 31 % 90_000 : i * 7 % 200))
                    .append(i % 11 == 0 ? "\r\n" : "\n");
        }
        return text.append("another needle").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static InputStream failing(byte[] bytes) {
        return new SequenceInputStream(new ByteArrayInputStream(bytes), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new ZipException("damaged");
            }

            @Override
            public int read(byte[] b, int from, int length) throws IOException {
                throw new ZipException("damaged");
            }
        });
    }

    private static LineProbe.Recorder scanned(InputStream in, boolean isPacked) throws IOException {
        LineProbe.Recorder heard = new LineProbe.Recorder();
        CountingInput counting = new CountingInput(in, done -> {});
        LineProbe.scanner(LITERALS).scan(counting, isPacked ? counting : null, heard);
        return heard;
    }

    @Test
    void aThreadOfItsOwnChangesNoLine() throws IOException {
        LineProbe.Recorder alone = scanned(new ByteArrayInputStream(MUCH), false);
        LineProbe.Recorder ahead = scanned(new ByteArrayInputStream(MUCH), true);
        assertThat(alone.lines).hasSize(9576);
        assertThat(alone.lines.getLast()).isEqualTo("another needle");
        // Not compared by a list assertion, whose failure prints megabytes.
        assertThat(ahead.lines.equals(alone.lines)).isTrue();
        assertThat(ahead.numbers).isEqualTo(alone.numbers);
        assertThat(ahead.tooLong).isEqualTo(alone.tooLong).isNotEmpty();
    }

    @Test
    void linesBeforeAFailureAreReadFirst() throws IOException {
        for (boolean isPacked : List.of(false, true)) {
            LineProbe.Recorder heard = new LineProbe.Recorder();
            CountingInput counting = new CountingInput(failing(MUCH), done -> {});
            assertThatThrownBy(() -> LineProbe.scanner(LITERALS).scan(counting, isPacked ? counting : null, heard))
                    .isInstanceOf(ZipException.class)
                    .hasMessage("damaged");
            List<String> whole = scanned(new ByteArrayInputStream(MUCH), false).lines;
            assertThat(heard.lines.equals(whole.subList(0, whole.size() - 1))).isTrue();
        }
    }

    @Test
    void theThreadEndsWithItsReader() throws IOException {
        CountingInput counting = new CountingInput(new ByteArrayInputStream(MUCH), done -> {});
        try (LineBlocks blocks = new LineBlocks(counting, counting, new AnchorFinder(List.of()))) {
            for (int i = 0; i < 6; i++) {
                assertThat(blocks.next()).isNotNull();
            }
        }
        long taken = counting.count();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("unpack");
        assertThat(counting.count()).isEqualTo(taken).isLessThan(MUCH.length);
    }
}
