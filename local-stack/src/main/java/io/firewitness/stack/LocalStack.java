package io.firewitness.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings the stack up, waits for Ctrl-C, takes every process down again. */
public final class LocalStack {
    private static final Duration STRAY_LIMIT = Duration.ofSeconds(5);

    private final Options options;
    private final Ports ports;
    private final Steps steps;
    private final Path logs;
    private final List<Child> children = new ArrayList<>();
    private RunFile runFile;
    private Database database;
    private volatile boolean isStarting;
    private volatile boolean isStopping;

    private LocalStack(Options options, Steps steps) {
        this.options = options;
        this.ports = new Ports(options.portBase());
        this.steps = steps;
        this.logs = options.state().resolve("logs");
    }

    /** Exit codes: 0 stopped by the user, 1 could not come up or lost a process, 2 unusable arguments. */
    public static void main(String[] args) {
        Steps steps = new Steps(System.out);
        try {
            LocalStack stack = new LocalStack(Options.parse(args, System.getenv()), steps);
            Runtime.getRuntime().addShutdownHook(new Thread(stack::stop, "stop"));
            stack.up();
            stack.watch();
        } catch (Options.UsageException unusable) {
            steps.line("%s", unusable.getMessage());
            System.exit(2);
        } catch (StackException known) {
            steps.line("%n%s", known.getMessage());
            System.exit(1);
        }
    }

    private void up() {
        long start = System.nanoTime();
        runFile = RunFile.claim(options.state());
        List<String> left = runFile.endLeftovers();
        if (!left.isEmpty()) {
            steps.line("  ended what an earlier, killed run had left: %s", String.join(", ", left));
        }
        ports.requireFree();
        isStarting = true;
        if (options.reset()) {
            steps.step("throw away earlier data", this::throwAwayData);
        }
        boolean isNew = !Files.exists(options.state().resolve("data/postgres/PG_VERSION"));
        database = steps.step("PostgreSQL", () -> Database.start(options.state(), ports.postgres()));
        Database.process(options.state()).ifPresent(process -> runFile.note("PostgreSQL", process));
        Child keycloak = remember(starting("Keycloak", () -> Keycloak.start(options, ports, database, logs)));
        List<CompletableFuture<Void>> ready = new ArrayList<>();
        ready.add(await("Keycloak", keycloak, Keycloak.health(ports)));
        for (Service service : Service.values()) {
            Child child = remember(starting(service.module(), () -> service.start(options, ports, database, logs)));
            ready.add(await(service.module(), child, service.health(ports)));
        }
        join(ready);
        SampleCase sample = new SampleCase(options, ports);
        if (options.sample() && sample.isMissing(isNew)) {
            steps.step("sample case", sample::create);
        }
        steps.line("");
        steps.line(
                "Firewitness is up after %.1f s:  http://localhost:%d", (System.nanoTime() - start) / 1e9, ports.ui());
        steps.line("  tenant user        aiko  (Aoba Foods)         password firewitness-demo");
        steps.line("  another tenant     ken   (Mori Logistics)     password firewitness-demo");
        steps.line("  provider engineer  mika  (Northlight Backup)  password firewitness-demo");
        steps.line("  provider admin     nora  (Northlight Backup)  password firewitness-demo");
        steps.line("  another provider   sven  (Southgate Cloud)    password firewitness-demo");
        steps.line("  platform admin     pat   (the installation)   password firewitness-demo");
        steps.line("Memory: %s", memory());
        steps.line("Logs: %s   Data: %s   Stop: Ctrl-C", logs, options.state().resolve("data"));
        announce();
    }

    private CompletableFuture<Void> await(String name, Child child, java.net.URI health) {
        return CompletableFuture.runAsync(
                () -> steps.step(name, () -> {
                    child.awaitHealthy(health);
                    return null;
                }),
                task -> Thread.ofVirtual().start(task));
    }

    private static void join(List<CompletableFuture<Void>> all) {
        try {
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof StackException known) {
                throw known;
            }
            throw failed;
        }
    }

    private static Child starting(String name, java.util.concurrent.Callable<Child> start) {
        try {
            return start.call();
        } catch (Exception failed) {
            throw new StackException("cannot start " + name + ": " + failed.getMessage(), failed);
        }
    }

    private Child remember(Child child) {
        synchronized (children) {
            if (isStopping) {
                child.stop(Duration.ZERO);
                throw new StackException(child.name() + " was not needed any more");
            }
            children.add(child);
        }
        runFile.note(child.name(), child.handle());
        return child;
    }

    /** Returns never while all processes live; a process that ends on its own ends the stack with a message. */
    private void watch() {
        List<Child> watched;
        synchronized (children) {
            watched = List.copyOf(children);
        }
        CompletableFuture.anyOf(
                        watched.stream().map(child -> child.handle().onExit()).toArray(CompletableFuture[]::new))
                .join();
        if (isStopping) {
            return;
        }
        watched.stream()
                .filter(child -> !child.isAlive())
                .forEach(child ->
                        steps.line("%n%s ended unexpectedly; stopping. Its log: %s", child.name(), child.log()));
        System.exit(1);
    }

    /** What each process occupies now, and all together. */
    private String memory() {
        Map<String, Long> occupied = new LinkedHashMap<>();
        occupied.put(
                "PostgreSQL", Database.process(options.state()).map(Memory::of).orElse(-1L));
        synchronized (children) {
            children.forEach(child -> occupied.put(child.name(), Memory.of(child.handle())));
        }
        long all = occupied.values().stream().mapToLong(Long::longValue).sum();
        return occupied.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + Memory.text(entry.getValue()))
                        .collect(Collectors.joining(", "))
                + "; all " + Memory.text(all);
    }

    private void stop() {
        List<Child> running;
        synchronized (children) {
            isStopping = true;
            running = List.copyOf(children).reversed();
        }
        if (running.isEmpty() && strays().isEmpty()) {
            return;
        }
        List<CompletableFuture<Void>> stops = running.stream()
                .map(child -> CompletableFuture.runAsync(
                        () -> child.stop(Duration.ofSeconds(10)),
                        task -> Thread.ofVirtual().start(task)))
                .toList();
        CompletableFuture.allOf(stops.toArray(CompletableFuture[]::new)).join();
        if (database != null) {
            try {
                database.close();
            } catch (IOException notStopped) {
                steps.line("PostgreSQL did not stop cleanly: %s", notStopped.getMessage());
            }
        }
        leaveNothing();
        try {
            runFile.close();
        } catch (IOException notForgotten) {
            // The next start finds the processes ended.
        }
        steps.line("Stopped. The data is kept; ./firewitness up finds it again.");
    }

    /** What was started a moment before the stop and is in no list yet, as PostgreSQL while it starts. */
    private void leaveNothing() {
        long deadline = System.nanoTime() + STRAY_LIMIT.toNanos();
        List<ProcessHandle> strays = strays();
        while (!strays.isEmpty()) {
            boolean isPatient = System.nanoTime() < deadline;
            strays.forEach(isPatient ? ProcessHandle::destroy : ProcessHandle::destroyForcibly);
            for (ProcessHandle stray : strays) {
                try {
                    stray.onExit().get(1, TimeUnit.SECONDS);
                } catch (ExecutionException | TimeoutException stillThere) {
                    // asked again, then made to
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
            strays = strays();
        }
    }

    /** Everything of ours that runs. Before its ports were found free, this stack has started nothing. */
    private List<ProcessHandle> strays() {
        if (!isStarting) {
            return List.of();
        }
        return Stream.concat(ProcessHandle.current().descendants(), Database.process(options.state()).stream())
                .toList();
    }

    private Void throwAwayData() throws IOException {
        Path data = options.state().resolve("data");
        if (Files.exists(data)) {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return null;
    }

    private void announce() {
        if (options.readyFile() != null) {
            try {
                Files.writeString(options.readyFile(), "http://localhost:" + ports.ui() + "\n");
            } catch (IOException notWritten) {
                throw new StackException("cannot write " + options.readyFile(), notWritten);
            }
        }
    }
}
