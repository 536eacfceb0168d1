package io.firewitness.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildTest {
    @TempDir
    Path logs;

    @Test
    void aProcessIsStoppedWithWhatItStarted() throws Exception {
        Child child = shell("sleep 300 & sleep 300 & echo started; wait");
        awaitLog("started");
        List<ProcessHandle> family = child.handle().descendants().toList();
        assertThat(family).hasSize(2);
        child.stop(Duration.ofSeconds(5));
        for (ProcessHandle one : family) {
            one.onExit().join();
        }
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void aProcessThatDoesNotListenIsMadeToEnd() throws Exception {
        Child child = shell("trap '' TERM; echo deaf; while :; do sleep 0.1; done");
        awaitLog("deaf");
        child.stop(Duration.ofMillis(300));
        child.handle().onExit().join();
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void aProcessThatEndsDuringItsStartSaysWhyAndWhereItsLogIs() throws Exception {
        Child child = shell("echo 'refusing to start: the key is missing'; exit 3");
        assertThatThrownBy(() -> child.awaitHealthy(URI.create("http://localhost:9/")))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("part ended during its start")
                .hasMessageContaining("refusing to start: the key is missing")
                .hasMessageContaining(logs.resolve("part.log").toString());
    }

    @Test
    void memoryOfAProcessIsKnown() throws Exception {
        Child child = shell("echo started; sleep 300 & wait");
        awaitLog("started");
        if (Files.exists(Path.of("/proc/self/smaps_rollup"))) {
            assertThat(Memory.of(child.handle())).isBetween(50_000L, 50_000_000L);
        }
        child.stop(Duration.ofSeconds(5));
        child.handle().onExit().join();
        assertThat(Memory.of(child.handle())).isEqualTo(-1);
    }

    private Child shell(String script) throws Exception {
        return Child.start("part", List.of("/bin/bash", "-c", script), Map.of(), logs);
    }

    private void awaitLog(String text) throws Exception {
        while (!Files.readString(logs.resolve("part.log")).contains(text)) {
            LockSupport.parkNanos(20_000_000);
        }
    }
}
