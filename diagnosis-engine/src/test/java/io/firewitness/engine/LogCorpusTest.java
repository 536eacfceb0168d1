package io.firewitness.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Reads the labelled logs beside the repository, where they are present. */
class LogCorpusTest {
    /** Start and end of these two attempts cannot be known: no file of l18 prints an offset to UTC. */
    private static final int TIMES_WITHOUT_ZONE = 4;

    @Test
    void everyLabelledFactIsFoundAndNothingElse() throws IOException {
        Path corpus = LogScore.corpus();
        assumeTrue(
                Files.exists(corpus.resolve("labels.json")), "SKIPPED: no labelled logs at " + corpus.toAbsolutePath());
        LogScore score = new LogScore(corpus);
        score.run(Set.of());
        score.counts.forEach((kind, count) -> {
            if (kind.equals("time")) {
                assertThat(count.wrong).hasSize(TIMES_WITHOUT_ZONE).allMatch(w -> w.startsWith("l18 "));
            } else {
                assertThat(count.wrong).as(kind).isEmpty();
            }
        });
    }
}
