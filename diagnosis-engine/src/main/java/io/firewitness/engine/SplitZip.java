package io.firewitness.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parts of one zip that was split: {@code logs.z01}, {@code logs.z02} and so on, and {@code logs.zip}, which is the last. Only names tell
 * what belongs together, since a later part begins in the middle of a file. Parts are never written anywhere: they are read one
 * behind the other.
 */
final class SplitZip {
    private static final Pattern PART = Pattern.compile("(?i)(.+)\\.(?:z(\\d{2,3})|zip)");
    private static final int LAST = Integer.MAX_VALUE;
    /** Length of the record at the end of a zip without a comment, and where it holds the number of its part. */
    static final int END_BYTES = 22;

    private static final int END_PART = 4;
    /** In front of the first part. */
    private static final byte[] MARKER = {'P', 'K', 7, 8};

    private final String stem;
    private final TreeMap<Integer, Artifact> parts = new TreeMap<>();

    private SplitZip(String stem) {
        this.stem = stem;
    }

    /** The split archives among some files, in the order of their first parts. A zip alone is none. */
    static List<SplitZip> among(List<Artifact> inputs) {
        Map<String, SplitZip> byStem = new LinkedHashMap<>();
        for (Artifact input : inputs) {
            Matcher m = PART.matcher(input.name());
            if (m.matches()) {
                int number = m.group(2) == null ? LAST : Integer.parseInt(m.group(2));
                byStem.computeIfAbsent(m.group(1).toLowerCase(Locale.ROOT), s -> new SplitZip(m.group(1)))
                        .parts
                        .putIfAbsent(number, input);
            }
        }
        byStem.values().removeIf(zip -> zip.parts.firstKey() == LAST);
        return List.copyOf(byStem.values());
    }

    List<Artifact> parts() {
        return List.copyOf(parts.values());
    }

    /**
     * The name of the first part that is not there, or null where all are.
     *
     * @throws IOException where the last part cannot be read
     */
    String missing() throws IOException {
        int next = 1;
        for (int number : parts.keySet()) {
            if (number != LAST && number != next++) {
                return name(next - 1);
            }
        }
        if (!parts.containsKey(LAST)) {
            return stem + ".zip";
        }
        int before = partsBeforeLast(parts.get(LAST));
        return before > next - 1 ? name(next) : null;
    }

    private String name(int number) {
        return "%s.z%02d".formatted(stem, number);
    }

    /** True for a part behind the first one, as its name and its last bytes tell. */
    static boolean isLaterPart(String name, byte[] end) {
        Matcher m = PART.matcher(name);
        return m.matches() && (m.group(2) != null || partsBefore(end) > 0);
    }

    private static int partsBeforeLast(Artifact last) throws IOException {
        if (last.bytes() < END_BYTES) {
            return 0;
        }
        try (InputStream in = last.open().open()) {
            in.skipNBytes(last.bytes() - END_BYTES);
            return partsBefore(in.readNBytes(END_BYTES));
        }
    }

    /** The last part knows its number, counted from 0; 0 where it has a comment or is damaged. */
    private static int partsBefore(byte[] end) {
        boolean isEnd = end.length == END_BYTES && end[0] == 'P' && end[1] == 'K' && end[2] == 5 && end[3] == 6;
        return isEnd ? (end[END_PART] & 0xFF) + ((end[END_PART + 1] & 0xFF) << 8) : 0;
    }

    private static InputStream afterMarker(InputStream in) throws IOException {
        byte[] start = in.readNBytes(MARKER.length);
        return Arrays.equals(start, MARKER) ? in : new SequenceInputStream(new ByteArrayInputStream(start), in);
    }

    /** All parts as the one archive they were, under the name of the first one. */
    Artifact joined() {
        Artifact first = parts.firstEntry().getValue();
        long bytes = 0;
        for (Artifact part : parts.values()) {
            bytes = part.bytes() < 0 || bytes < 0 ? -1 : bytes + part.bytes();
        }
        return new Artifact(first.id(), first.name(), bytes, () -> {
            List<InputStream> streams = new ArrayList<>();
            for (Artifact part : parts.values()) {
                streams.add(new Opened(part));
            }
            return afterMarker(new SequenceInputStream(Collections.enumeration(streams)));
        });
    }

    /** Opens its part when it is first read, so that only one is open at a time. */
    private static final class Opened extends InputStream {
        private final Artifact part;
        private InputStream in;

        Opened(Artifact part) {
            this.part = part;
        }

        private InputStream in() throws IOException {
            if (in == null) {
                in = part.open().open();
            }
            return in;
        }

        @Override
        public int read() throws IOException {
            return in().read();
        }

        @Override
        public int read(byte[] b, int from, int length) throws IOException {
            return in().read(b, from, length);
        }

        @Override
        public void close() throws IOException {
            if (in != null) {
                in.close();
            }
        }
    }
}
