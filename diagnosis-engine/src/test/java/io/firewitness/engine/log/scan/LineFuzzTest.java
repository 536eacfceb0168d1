package io.firewitness.engine.log.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.firewitness.engine.Mutations;
import io.firewitness.engine.log.LogSeeds;
import io.firewitness.engine.log.scan.LineProbe.Recorder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines of any bytes: each is shown at most once and in order, whatever pieces the input comes in. */
class LineFuzzTest {
    private static final List<String> LITERALS =
            List.of("forcibly closed", "has been completed, status", "強制的に切断されました", "Task progress: '");

    static Stream<byte[]> seeds() {
        return LogSeeds.logs().stream();
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyLines(byte[] content) throws IOException {
        Recorder whole = new Recorder();
        LineScanner scanner = LineProbe.scanner(LITERALS);
        scanner.scan(new ByteArrayInputStream(content), whole);
        long ends = IntStream.range(0, content.length)
                .filter(i -> content[i] == '\n')
                .count();
        boolean isOpen = content.length > 0 && content[content.length - 1] != '\n';
        // What lies beyond the buffer is passed over and counted as one line.
        assertThat(scanner.lines()).isLessThanOrEqualTo(ends + (isOpen ? 1 : 0));
        assertThat(scanner.stamped()).isLessThanOrEqualTo(scanner.lines());
        assertThat(whole.numbers).isSorted().doesNotHaveDuplicates();

        Recorder inPieces = new Recorder();
        LineProbe.scanner(LITERALS).scan(pieces(content), inPieces);
        assertThat(inPieces.lines).isEqualTo(whole.lines);
        assertThat(inPieces.notUnderstood).isEqualTo(whole.notUnderstood);
        assertThat(inPieces.back).isEqualTo(whole.back);
    }

    @Test
    void damagedLines() {
        Mutations.of(LogSeeds.logs(), 4000, this::anyLines);
    }

    private static InputStream pieces(byte[] content) {
        return new ByteArrayInputStream(content) {
            @Override
            public synchronized int read(byte[] b, int from, int length) {
                return super.read(b, from, Math.min(length, 1 + pos % 61));
            }
        };
    }
}
