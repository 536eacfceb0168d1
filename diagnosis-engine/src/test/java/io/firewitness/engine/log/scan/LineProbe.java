package io.firewitness.engine.log.scan;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What one line says by itself. */
public record LineProbe(
        Family family, Level level, long local, long millisOfDay, Long offset, String component, String message) {
    /** Reads one line. */
    public static LineProbe of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        LinePrefix prefix = new LinePrefix();
        prefix.parse(bytes, 0, bytes.length);
        LineScanner scanner = scanner(List.of());
        try {
            scanner.scan(new ByteArrayInputStream(bytes), new Recorder());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Line line = new Line(new TextDecoder(List.of()));
        line.prefix().parse(bytes, 0, bytes.length);
        line.set(bytes, 0, bytes.length, 1, false);
        return new LineProbe(
                prefix.family(),
                prefix.level(),
                scanner.lastLocal(),
                prefix.stamp().millisOfDay(),
                prefix.hasOffset() ? prefix.offset() : null,
                line.component(),
                line.message());
    }

    static LineScanner scanner(List<String> anchors) {
        List<byte[]> literals =
                anchors.stream().map(a -> a.getBytes(StandardCharsets.UTF_8)).toList();
        List<java.nio.charset.Charset> pages = new ArrayList<>();
        anchors.forEach(a -> pages.add(null));
        return new LineScanner(new AnchorFinder(literals), new TextDecoder(pages));
    }

    /** Writes down what it hears. */
    static final class Recorder implements LineScanner.Listener {
        final List<String> lines = new ArrayList<>();
        final List<Long> numbers = new ArrayList<>();
        final List<Long> tooLong = new ArrayList<>();
        final List<String> notUnderstood = new ArrayList<>();
        int back;

        @Override
        public void line(Line line) {
            lines.add(line.message());
            numbers.add(line.number());
        }

        @Override
        public void notUnderstood(Line line) {
            notUnderstood.add(line.text());
        }

        @Override
        public void back(Line line, long from, long to) {
            back++;
        }

        @Override
        public void ahead(Line line, long from, long to) {
            // Nothing to write down.
        }

        @Override
        public void tooLong(long number) {
            tooLong.add(number);
        }
    }
}
