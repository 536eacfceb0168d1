package io.firewitness.engine.capture;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.InputStreamSupplier;
import io.firewitness.engine.bench.CaptureGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What reading costs per packet, part by part; one thread. With {@code -prof gc}, {@code gc.alloc.rate.norm} tells the bytes
 * allocated per packet: connections and buffers, spread over all packets of the file.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(CapturePartsBenchmark.PACKETS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class CapturePartsBenchmark {
    /** Packets of the file. */
    static final int PACKETS = 128_960;

    private Path file;
    private InputStreamSupplier source;

    /** Writes a capture of 128 MiB. */
    @Setup
    public void write() throws IOException {
        file = Files.createTempFile("bench", ".pcap");
        long packets = CaptureGenerator.write(file, 128, 4000);
        if (packets != PACKETS) {
            throw new IllegalStateException("the file holds " + packets + " packets, not " + PACKETS);
        }
        source = Artifact.of("a1", file).open();
    }

    /** Deletes it. */
    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }

    /** The bytes alone, in blocks. */
    @Benchmark
    public long bytes() throws IOException {
        byte[] block = new byte[1 << 18];
        long sum = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(block); n > 0; n = in.read(block)) {
                sum += block[0];
            }
        }
        return sum;
    }

    /** Records found, heads copied. */
    @Benchmark
    public long records() throws IOException {
        long[] sum = {0};
        try (OpenCapture capture = OpenCapture.open(source, done -> {})) {
            capture.read(p -> sum[0] += p.captured);
        }
        return sum[0];
    }

    /** Headers decoded as well. */
    @Benchmark
    public long headers() throws IOException {
        long[] sum = {0};
        try (OpenCapture capture = OpenCapture.open(source, done -> {})) {
            capture.read(p -> sum[0] += Decoder.decode(p) ? p.sequence : 0);
        }
        return sum[0];
    }

    /** Connections followed as well, with everything that the rules need. */
    @Benchmark
    public long connections() throws IOException {
        Tracker tracker = new Tracker();
        try (OpenCapture capture = OpenCapture.open(source, done -> {})) {
            capture.read(tracker);
        }
        return tracker.flows().size();
    }
}
