package io.firewitness.engine.cli;

import io.firewitness.engine.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a command line. The engine opens each more than once, which a pipe does not stand: what comes out of one is kept in a
 * file of its own until the end.
 */
record Inputs(List<Artifact> artifacts, List<Path> kept) implements AutoCloseable {
    private static final String STANDARD_INPUT = "-";

    /** Says on {@code err} which names are left out, and why. */
    static Inputs open(List<String> names, PrintStream err) throws IOException {
        Inputs inputs = new Inputs(new ArrayList<>(), new ArrayList<>());
        for (String name : names) {
            boolean isStandardInput = name.equals(STANDARD_INPUT);
            Path file = Path.of(isStandardInput ? "/dev/stdin" : name);
            String refused = isStandardInput ? null : refusal(name, file);
            if (refused != null) {
                err.println("diagnose: " + name + ": " + refused);
                continue;
            }
            try {
                inputs.add(file, isStandardInput);
            } catch (IOException e) {
                err.println("diagnose: " + name + ": cannot be read");
            }
        }
        return inputs;
    }

    private static String refusal(String name, Path file) {
        if (name.isEmpty() || !Files.exists(file)) {
            return "no such file";
        }
        if (Files.isDirectory(file)) {
            return "is a directory";
        }
        return Files.isReadable(file) ? null : "cannot be read";
    }

    private void add(Path file, boolean isStandardInput) throws IOException {
        String id = "a" + (artifacts.size() + 1);
        if (!isStandardInput && Files.isRegularFile(file)) {
            artifacts.add(Artifact.of(id, file));
            return;
        }
        Path copy = Files.createTempFile("firewitness-", ".input");
        kept.add(copy);
        try (InputStream in = isStandardInput ? System.in : Files.newInputStream(file)) {
            Files.copy(in, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        Artifact stored = Artifact.of(id, copy);
        artifacts.add(new Artifact(id, file.getFileName().toString(), stored.bytes(), stored.open()));
    }

    @Override
    public void close() throws IOException {
        for (Path copy : kept) {
            Files.deleteIfExists(copy);
        }
    }
}
