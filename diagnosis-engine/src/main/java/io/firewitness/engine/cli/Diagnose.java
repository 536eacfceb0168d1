package io.firewitness.engine.cli;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.Engine;
import io.firewitness.engine.Progress;
import io.firewitness.engine.RulePack;
import io.firewitness.engine.document.ArtifactEntry;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.DiagnosisJson;
import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Entry point of {@code diagnose}: judges captures, logs and bundles of one case together, without any server. */
public final class Diagnose {
    static final int JUDGED = 0;
    static final int BAD_ARGUMENTS = 2;
    static final int NOTHING_READABLE = 3;

    private static final Set<String> VALUED = Set.of("--format", "--language", "--rules");

    private static final String USAGE = """
            usage: diagnose [--format text|json] [--language en|ja] [--rules FILE] FILE...

            Judges captures (pcap, pcapng, snoop), logs and bundles of one case together: who cut the connection, and why.

              --format text|json   for people (default), or the diagnosis document on standard output
              --language en|ja     language of the text; else that of LC_ALL, LC_MESSAGES or LANG
              --rules FILE         a rule pack instead of the built-in one
              --help               this text

            A FILE may be a pipe; - is the standard input.

            Exit status: 0 judged, whatever the verdict; 2 unusable arguments; 3 no file could be read.
            """;

    private Diagnose() {}

    /** Runs and exits with 0, 2 or 3. */
    public static void main(String[] args) {
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int status;
        try (OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16)) {
            status = run(args, out, err, isTerminal());
        } catch (IOException e) {
            err.println("diagnose: " + e.getMessage());
            status = NOTHING_READABLE;
        }
        System.exit(status);
    }

    /** Depending on its set-up the JDK has no console, or one that is no terminal, where the output goes elsewhere. */
    private static boolean isTerminal() {
        boolean isWanted = System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        return isWanted
                && Optional.ofNullable(System.console())
                        .map(Console::isTerminal)
                        .orElse(false);
    }

    /**
     * Runs without exiting.
     *
     * @param out takes the result and nothing else
     * @param err takes messages
     * @param isTerminal true where colours may be used
     * @return the exit status
     * @throws IOException where the result cannot be written
     */
    static int run(String[] args, OutputStream out, PrintStream err, boolean isTerminal) throws IOException {
        Map<String, String> options = new HashMap<>();
        List<String> files = new ArrayList<>();
        boolean isOptions = true;
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            String name = arg.replaceFirst("=.*", "");
            if (!isOptions || !arg.startsWith("-") || arg.equals("-")) {
                files.add(arg);
            } else if (arg.equals("--")) {
                isOptions = false;
            } else if (arg.equals("--help") || arg.equals("-h")) {
                out.write(USAGE.getBytes(StandardCharsets.UTF_8));
                return JUDGED;
            } else if (!VALUED.contains(name)) {
                return refuse(err, "unknown option: " + arg);
            } else if (!name.equals(arg)) {
                options.put(name, arg.substring(name.length() + 1));
            } else if (++i < args.length) {
                options.put(name, args[i]);
            } else {
                return refuse(err, arg + " needs a value");
            }
        }
        String format = options.getOrDefault("--format", "text");
        if (!format.equals("text") && !format.equals("json")) {
            return refuse(err, "--format is text or json, not " + format);
        }
        Locale language = Wording.language(System.getenv());
        String asked = options.get("--language");
        if (asked != null) {
            if (!asked.equals("en") && !asked.equals("ja")) {
                return refuse(err, "--language is en or ja, not " + asked);
            }
            language = Locale.of(asked);
        }
        if (files.isEmpty()) {
            return refuse(err, "no file given");
        }
        String rules = options.get("--rules");
        RulePack pack;
        try {
            pack = rules == null ? RulePack.builtIn() : read(Path.of(rules));
        } catch (NoSuchFileException e) {
            return refuse(err, "the rule pack " + rules + " cannot be used: no such file");
        } catch (IOException | IllegalArgumentException e) {
            // A parser adds to its message where it stood, in words of its own.
            return refuse(
                    err,
                    "the rule pack " + rules + " cannot be used: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        try (Inputs inputs = Inputs.open(files, err)) {
            return diagnose(inputs.artifacts(), pack, format, out, new TextReport(isTerminal, language));
        }
    }

    private static RulePack read(Path rules) throws IOException {
        try (InputStream in = Files.newInputStream(rules)) {
            return RulePack.read(in);
        }
    }

    private static int refuse(PrintStream err, String why) {
        err.println("diagnose: " + why);
        err.print(USAGE);
        return BAD_ARGUMENTS;
    }

    private static int diagnose(
            List<Artifact> inputs, RulePack pack, String format, OutputStream out, TextReport report)
            throws IOException {
        if (inputs.isEmpty()) {
            return NOTHING_READABLE;
        }
        Diagnosis diagnosis = Engine.diagnose(inputs, pack, Progress.NONE);
        if (format.equals("json")) {
            DiagnosisJson.write(diagnosis, out);
            out.write('\n');
        } else {
            out.write(report.write(diagnosis).getBytes(StandardCharsets.UTF_8));
        }
        boolean isAnyRead = false;
        for (ArtifactEntry artifact : diagnosis.artifacts()) {
            isAnyRead |= !artifact.status().equals("refused");
        }
        return isAnyRead ? JUDGED : NOTHING_READABLE;
    }
}
