package io.firewitness.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.firewitness.engine.Mutations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Text of any encoding: UTF-16 comes out as the JDK itself reads it, whatever pieces it comes in. */
class EncodingFuzzTest {
    static Stream<byte[]> seeds() {
        return LogSeeds.logs().stream();
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyText(byte[] content) throws IOException {
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            String wanted = new String(content, charset);
            for (int piece : new int[] {1, 7, 1 << 16}) {
                ByteArrayInputStream in = new ByteArrayInputStream(content) {
                    @Override
                    public synchronized int read(byte[] b, int from, int length) {
                        return super.read(b, from, Math.min(length, piece));
                    }
                };
                byte[] out = new Utf16Input(in, charset).readAllBytes();
                assertThat(new String(out, StandardCharsets.UTF_8)).isEqualTo(wanted);
            }
        }
    }

    @Test
    void damagedText() {
        Mutations.of(LogSeeds.logs(), 500, this::anyText);
    }
}
