package io.firewitness.engine.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReadAheadTest {
    private static final int MUCH = ReadAhead.DIRECT + 3_000_000;

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(3).nextBytes(bytes);
        return bytes;
    }

    /** Gives at most {@code most} bytes at a time, and fails where {@code failure} is given and {@code bytes} are used up. */
    private static InputStream stream(byte[] bytes, int most, Exception failure) {
        return new InputStream() {
            private final ByteArrayInputStream in = new ByteArrayInputStream(bytes);

            @Override
            public int read() {
                return in.read();
            }

            @Override
            public int read(byte[] b, int from, int length) throws IOException {
                int n = in.read(b, from, Math.min(length, most));
                if (n < 0 && failure instanceof IOException failed) {
                    throw failed;
                }
                if (n < 0 && failure instanceof RuntimeException failed) {
                    throw failed;
                }
                return n;
            }
        };
    }

    private static ReadAhead ahead(InputStream in) {
        CountingInput counting = new CountingInput(in, done -> {});
        return new ReadAhead(counting, counting);
    }

    @Test
    void givesTheSameBytesHoweverTheyCome() throws IOException {
        for (int length : List.of(0, 1, ReadAhead.DIRECT, ReadAhead.DIRECT + 1, ReadAhead.DIRECT + (1 << 17), MUCH)) {
            byte[] bytes = bytes(length);
            for (int most : List.of(977, 1 << 20)) {
                try (ReadAhead ahead = ahead(stream(bytes, most, null))) {
                    assertThat(ahead.readAllBytes()).as(length + " by " + most).isEqualTo(bytes);
                    assertThat(ahead.read()).isEqualTo(-1);
                }
            }
        }
    }

    @Test
    void aFailureComesAfterTheBytesBeforeIt() {
        for (Exception failure : List.of(new ZipException("damaged"), new IllegalStateException("tripped"))) {
            byte[] bytes = bytes(MUCH);
            byte[] read = new byte[MUCH];
            try (ReadAhead ahead = ahead(stream(bytes, 4096, failure))) {
                assertThatThrownBy(() -> {
                            ahead.readNBytes(read, 0, MUCH);
                            ahead.read();
                        })
                        .isSameAs(failure);
                assertThatThrownBy(ahead::read).isSameAs(failure);
            }
            assertThat(read).isEqualTo(bytes);
        }
    }

    @Test
    void progressIsToldByTheReader() throws IOException {
        List<Thread> tellers = new ArrayList<>();
        List<Long> told = new ArrayList<>();
        CountingInput counting = new CountingInput(stream(bytes(MUCH), 1 << 16, null), done -> {
            tellers.add(Thread.currentThread());
            told.add(done);
        });
        try (ReadAhead ahead = new ReadAhead(counting, counting)) {
            ahead.readAllBytes();
        }
        assertThat(tellers).containsOnly(Thread.currentThread());
        assertThat(told).isSorted().hasSizeGreaterThanOrEqualTo(3);
        assertThat(counting.count()).isEqualTo(MUCH);
    }

    @Test
    void nothingIsReadOnceItIsClosed() throws IOException {
        AtomicInteger reads = new AtomicInteger();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("bytes are read in bulk");
            }

            @Override
            public int read(byte[] b, int from, int length) {
                reads.incrementAndGet();
                return length;
            }
        };
        ReadAhead ahead = ahead(endless);
        ahead.skipNBytes(MUCH);
        ahead.close();
        int before = reads.get();
        ahead.close();
        assertThat(reads).hasValue(before);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("unpack");
    }
}
