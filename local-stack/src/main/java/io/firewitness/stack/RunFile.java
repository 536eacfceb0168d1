package io.firewitness.stack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The processes of the stack that runs on a data directory, one {@code pid startMillis name} a line. The file is locked as long as
 * that stack lives, and the system gives the lock back however it ends. So a start can tell a stack that runs from one that was
 * killed, and end what the killed one could not.
 */
final class RunFile implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final FileChannel channel;
    private final List<Entry> left;

    private RunFile(FileChannel channel, List<Entry> left) {
        this.channel = channel;
        this.left = left;
    }

    /**
     * Makes this stack the one that runs on {@code state}.
     *
     * @throws StackException where another one does
     */
    static RunFile claim(Path state) {
        try {
            FileChannel channel = FileChannel.open(
                    Files.createDirectories(state).resolve("processes"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new StackException(
                        "Firewitness runs on " + state
                                + " already: use that one, stop it with Ctrl-C where it was started, or give another checkout.");
            }
            return new RunFile(channel, read(channel));
        } catch (IOException unusable) {
            throw new StackException("cannot use " + state + ": " + unusable.getMessage(), unusable);
        }
    }

    /**
     * Ends what a killed stack left running and returns the names. A number that the system has given to another process meanwhile is
     * not taken for ours.
     */
    List<String> endLeftovers() {
        List<String> ended = new ArrayList<>();
        for (Entry entry : left.reversed()) {
            Optional<ProcessHandle> process = entry.process();
            if (process.isPresent()) {
                end(process.get());
                ended.add(entry.name);
            }
        }
        try {
            channel.truncate(0);
        } catch (IOException notWritten) {
            throw new StackException("cannot forget what has ended: " + notWritten.getMessage(), notWritten);
        }
        return ended.reversed();
    }

    /** Adds a process that this stack has started. */
    synchronized void note(String name, ProcessHandle process) {
        Entry entry = new Entry(process.pid(), startMillis(process), name);
        try {
            channel.write(ByteBuffer.wrap(entry.line().getBytes(StandardCharsets.UTF_8)), channel.size());
        } catch (IOException notWritten) {
            throw new StackException("cannot note " + name + ": " + notWritten.getMessage(), notWritten);
        }
    }

    /** All of them have ended. */
    @Override
    public void close() throws IOException {
        channel.truncate(0);
        channel.close();
    }

    private static void end(ProcessHandle process) {
        List<ProcessHandle> family =
                Stream.concat(process.descendants(), Stream.of(process)).toList();
        family.forEach(ProcessHandle::destroy);
        for (ProcessHandle one : family) {
            try {
                one.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException stillThere) {
                one.destroyForcibly();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static List<Entry> read(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate((int) Math.min(channel.size(), 1 << 16));
        while (content.hasRemaining() && channel.read(content, content.position()) > 0) {
            // until it is full
        }
        List<Entry> entries = new ArrayList<>();
        content.flip();
        StandardCharsets.UTF_8
                .decode(content)
                .toString()
                .lines()
                .forEach(line -> Entry.parse(line).ifPresent(entries::add));
        return entries;
    }

    private static long startMillis(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private record Entry(long pid, long startMillis, String name) {
        String line() {
            return pid + " " + startMillis + " " + name + "\n";
        }

        static Optional<Entry> parse(String line) {
            String[] parts = line.split(" ", 3);
            try {
                return parts.length == 3
                        ? Optional.of(new Entry(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]))
                        : Optional.empty();
            } catch (NumberFormatException cutOff) {
                return Optional.empty();
            }
        }

        Optional<ProcessHandle> process() {
            return ProcessHandle.of(pid).filter(process -> RunFile.startMillis(process) == startMillis);
        }
    }
}
