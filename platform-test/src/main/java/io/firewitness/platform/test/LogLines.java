package io.firewitness.platform.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** The lines that a log category gets while this is open, without times and stack traces. */
public final class LogLines implements AutoCloseable {
    private final Logger category;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler listener = new Handler() {
        private final PatternFormatter message = new PatternFormatter("%s");

        @Override
        public void publish(LogRecord line) {
            lines.add(message.format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private LogLines(Logger category) {
        this.category = category;
    }

    /** Listens to {@code category} from now on. */
    public static LogLines of(String category) {
        LogLines lines = new LogLines(Logger.getLogger(category));
        lines.category.addHandler(lines.listener);
        return lines;
    }

    /** What has been written so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        category.removeHandler(listener);
    }
}
