package io.firewitness.platform.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A packaged service as a process of its own, as a container runs it: for tests of what a start, a kill or a second pod does. It
 * listens on ports that the system chooses. Closing kills it.
 */
public final class PackagedService implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");

    private final Process process;
    private final Path log;

    private PackagedService(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts the service that the running module's build has packaged; does not wait.
     *
     * @param settings configuration by name
     */
    public static PackagedService launch(Map<String, String> settings) {
        try {
            Path log = Files.createTempFile(Files.createDirectories(Path.of("target/packaged")), "service", ".log");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1"));
            settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
            command.addAll(List.of(
                    "-Dquarkus.http.port=0",
                    "-Dquarkus.http.host=127.0.0.1",
                    "-Dquarkus.management.port=0",
                    "-Dquarkus.management.host=127.0.0.1",
                    "-jar",
                    "target/quarkus-app/quarkus-run.jar"));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new PackagedService(process, log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** As {@link #launch}, and waits until it takes requests. */
    public static PackagedService start(Map<String, String> settings) throws InterruptedException {
        PackagedService service = launch(settings);
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (service.listening() == null) {
            if (service.process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                service.close();
                throw new AssertionError("the service did not come up:\n" + service.output());
            }
        }
        return service;
    }

    /** Where it takes requests. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + listening());
    }

    /** Ends it as {@code kill -9} does, and waits until it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end as {@code kill} does, and waits until it is gone. */
    public void stop() throws InterruptedException {
        process.destroy();
        awaitEnd();
    }

    /** Waits for its own end at most two minutes and returns the exit code. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the service still runs:\n" + output());
        }
        return process.exitValue();
    }

    /** Everything it has printed. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private String listening() {
        Matcher found = LISTENING.matcher(output());
        return found.find() ? found.group(1) : null;
    }
}
