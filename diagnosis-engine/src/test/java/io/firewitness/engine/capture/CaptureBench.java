package io.firewitness.engine.capture;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.InputStreamSupplier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Reads one capture several times in one process and tells the best pass: the engine's speed once it is compiled. */
final class CaptureBench {
    private static final int PASSES = 8;

    private CaptureBench() {}

    public static void main(String[] args) throws IOException {
        InputStreamSupplier source = Artifact.of("a1", Path.of(args[0])).open();
        long packets = 0;
        long best = Long.MAX_VALUE;
        for (int i = 0; i < PASSES; i++) {
            long start = System.nanoTime();
            CaptureReader reader = new CaptureReader();
            reader.read(source, done -> {});
            packets = reader.capture().files().getFirst().packets();
            best = Math.min(best, System.nanoTime() - start);
        }
        System.out.printf(
                Locale.ROOT,
                "%-44s %9.3f s %12.0f packets/s%n",
                "connections followed, compiled, cores: " + Runtime.getRuntime().availableProcessors(),
                best / 1e9,
                packets * 1e9 / best);
    }
}
