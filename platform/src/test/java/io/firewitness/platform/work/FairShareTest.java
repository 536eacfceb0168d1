package io.firewitness.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FairShareTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final UUID AOBA = UUID.fromString("20000000-0000-4000-8000-000000000001");
    private static final UUID MORI = UUID.fromString("20000000-0000-4000-8000-000000000002");

    private final FairShare shares = new FairShare(new Config(4));

    private record Config(int threads) implements WorkConfig {
        @Override
        public Duration pollingInterval() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration heartbeatInterval() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration stopPatience() {
            return Duration.ofSeconds(1);
        }
    }

    @Test
    void halfOfThePodIsLeftForOthers() {
        assertThat(shares.enter(AOBA, NOW)).isEmpty();
        assertThat(shares.enter(AOBA, NOW)).isEmpty();
        assertThat(shares.enter(AOBA, NOW)).contains(NOW.plusMillis(250));
        assertThat(shares.enter(MORI, NOW)).isEmpty();
        shares.leave(AOBA);
        assertThat(shares.enter(AOBA, NOW)).isEmpty();
    }

    @Test
    void whatIsBeyondTheShareComesBackOneByOne() {
        shares.enter(AOBA, NOW);
        shares.enter(AOBA, NOW);
        assertThat(shares.enter(AOBA, NOW)).contains(NOW.plusMillis(250));
        assertThat(shares.enter(AOBA, NOW)).contains(NOW.plusMillis(500));
        for (int i = 0; i < 1000; i++) {
            shares.enter(AOBA, NOW);
        }
        assertThat(shares.enter(AOBA, NOW)).contains(NOW.plusSeconds(30));
    }

    @Test
    void aPodWithOneThreadStillWorks() {
        FairShare small = new FairShare(new Config(1));
        assertThat(small.enter(AOBA, NOW)).isEmpty();
        assertThat(small.enter(AOBA, NOW)).isPresent();
        small.leave(AOBA);
        assertThat(small.enter(AOBA, NOW)).isEmpty();
    }

    @Test
    void whoQueuesMoreWaitsLonger() {
        assertThat(FairShare.priority(0)).isZero();
        assertThat(FairShare.priority(99)).isEqualTo(-99);
        assertThat(FairShare.priority(1_000_000)).isEqualTo(-32767);
    }
}
