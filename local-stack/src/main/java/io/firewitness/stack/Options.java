package io.firewitness.stack;

import java.nio.file.Path;
import java.util.Map;

/**
 * What {@code ./firewitness up} was asked to do.
 *
 * @param root the checkout
 * @param state everything that persists between runs: databases, uploads, caches, logs
 * @param portBase the portal's port; the other ports follow from it, see {@link Ports}
 * @param reset whether data of earlier runs is thrown away first
 * @param sample whether the sample case is made where the database is new
 * @param readyFile written with the portal's address once all is up; null for none
 */
record Options(Path root, Path state, int portBase, boolean reset, boolean sample, Path readyFile) {
    static final int DEFAULT_PORT = 8080;

    static Options parse(String[] args, Map<String, String> environment) {
        Path root = Path.of(environment.getOrDefault("FIREWITNESS_ROOT", "."))
                .toAbsolutePath()
                .normalize();
        Path state = root.resolve(".firewitness");
        int port = number(environment.getOrDefault("FIREWITNESS_PORT", String.valueOf(DEFAULT_PORT)));
        boolean reset = false;
        boolean sample = true;
        Path readyFile = null;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--reset" -> reset = true;
                case "--no-sample" -> sample = false;
                case "--port" -> port = number(value(args, ++i));
                case "--state" -> state = Path.of(value(args, ++i)).toAbsolutePath();
                case "--ready-file" -> readyFile = Path.of(value(args, ++i)).toAbsolutePath();
                default -> throw new UsageException("unknown option " + args[i] + "; see ./firewitness up --help");
            }
        }
        return new Options(root, state, port, reset, sample, readyFile);
    }

    private static String value(String[] args, int index) {
        if (index >= args.length) {
            throw new UsageException(args[index - 1] + " needs a value; see ./firewitness up --help");
        }
        return args[index];
    }

    private static int number(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1024 && port <= 64_000) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // said below, together with numbers out of range
        }
        throw new UsageException("a port is a number from 1024 to 64000, not " + text);
    }

    /** The command line cannot be used; the message says why. */
    static final class UsageException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }
}
