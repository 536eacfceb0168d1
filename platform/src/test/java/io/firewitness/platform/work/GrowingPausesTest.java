package io.firewitness.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GrowingPausesTest {
    private final GrowingPauses<Void> pauses = new GrowingPauses<>(Duration.ofSeconds(1), 1.5);

    @Test
    void pausesGrow() {
        assertThat(pauses.pause(0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(pauses.pause(1)).isEqualTo(Duration.ofMillis(1500));
        assertThat(pauses.pause(10)).isEqualTo(Duration.ofMillis(57_665));
    }

    @Test
    void afterAnOutageOfAnyLengthWorkGoesOnWithinMinutes() {
        assertThat(pauses.pause(15)).isEqualTo(Duration.ofMinutes(5));
        assertThat(pauses.pause(100_000)).isEqualTo(Duration.ofMinutes(5));
    }
}
