package io.firewitness.engine.log;

import io.firewitness.engine.ShellWord;
import io.firewitness.engine.document.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is known about one log as a whole. Mutable while it is read. */
final class LogFile {
    private static final int SAMPLES = 5;
    private static final int MOST_OFFSETS = 64;
    private static final int WARNINGS = 20;
    private static final Pattern PRODUCT_FOLDER =
            Pattern.compile("[/\\\\](?:Backup|Endpoint|Utils|var[/\\\\]log)[/\\\\]|^(?:Backup|Endpoint|var/log)/");

    private static final Pattern FIRST_DATE = Pattern.compile("^\\d{4}-\\d{2}-\\d{2}(?:T\\d{6})?_");
    private static final Pattern LAST_DATE = Pattern.compile(
            "[._](?:\\d{4}[._]\\d{2}[._]\\d{2}(?:[._]\\d{2}){3}|\\d{2}\\.\\d{2}\\.\\d{4}|\\d{8})\\.log$",
            Pattern.CASE_INSENSITIVE);

    private final String id;
    private final String name;
    private final String path;
    private final TreeSet<Long> offsets = new TreeSet<>();
    final List<Sample> samples = new ArrayList<>();
    final List<Text> warnings = new ArrayList<>();
    String product;
    String version;
    String machine;
    String culture;
    String encoding = "utf-8";
    long lines;
    long stamped;
    long notUnderstood;
    Where first;
    Where last;
    private Long assumedOffset;
    private boolean isDateOrderUnknown;
    private boolean isSwapped;
    private final String shown;

    /** A line of no known shape, digits masked. */
    record Sample(long line, String text) {}

    /**
     * @param id id of its artifact entry
     * @param name name of its artifact entry
     * @param path path inside its bundle, or the file's name
     * @param shown a shell command that prints its text
     */
    LogFile(String id, String name, String path, String shown) {
        this.id = id;
        this.name = name;
        this.path = path;
        this.shown = shown;
    }

    /** A shell command that shows the lines with a literal, with their numbers. */
    String grep(String literal) {
        return shown == null
                ? "grep -n -F " + ShellWord.of(literal) + " " + ShellWord.of(name)
                : shown + " | grep -n -F " + ShellWord.of(literal);
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    /** The file's own name without dates, rotation number and compression, in lower case. */
    String baseName() {
        String base = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        base = base.replaceFirst("(?i)(?:\\.\\d{1,3})?\\.log(?:\\.gz|\\.zip)?$", ".log");
        return LAST_DATE
                .matcher(FIRST_DATE.matcher(base).replaceFirst(""))
                .replaceFirst(".log")
                .toLowerCase(java.util.Locale.ROOT);
    }

    /** Where it lies. */
    String folder() {
        return name.substring(0, Math.max(0, Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'))));
    }

    /** Part of the path that names its host: what lies above the product's own folders; all of one upload where there are none. */
    String host() {
        Matcher m = PRODUCT_FOLDER.matcher(name);
        return m.find() ? name.substring(0, m.start()) : name.substring(0, Math.max(0, name.indexOf('/')));
    }

    Long assumedOffset() {
        return assumedOffset;
    }

    /** No header of this file tells its offset: take the one that all others of its host state, else all of the case. */
    void assumeOffset(Long millis) {
        assumedOffset = millis;
    }

    boolean isDateOrderUnknown() {
        return isDateOrderUnknown;
    }

    /** Until the whole file was read, its dates are taken day first. */
    void dateOrderUnknown() {
        isDateOrderUnknown = true;
    }

    /** The whole file was read. {@code isMonthFirst}: what its dates tell; null where they tell nothing. */
    void dateOrder(Boolean isMonthFirst) {
        if (isDateOrderUnknown && isMonthFirst != null) {
            isDateOrderUnknown = false;
            isSwapped = isMonthFirst;
        } else if (isDateOrderUnknown) {
            warn("artifact.log.date-order", Map.of());
        }
    }

    /** True where dates were read day first and are month first. */
    boolean isSwapped() {
        return isSwapped;
    }

    void warn(String key, Map<String, Object> args) {
        Text text = new Text(key, args);
        if (warnings.size() < WARNINGS && !warnings.contains(text)) {
            warnings.add(text);
        }
    }

    void notUnderstood(long line, String text) {
        notUnderstood++;
        if (samples.size() < SAMPLES) {
            String masked = text.replaceAll("\\d", "0");
            samples.add(new Sample(line, masked.length() > 200 ? masked.substring(0, 200) : masked));
        }
    }

    /** Offsets that headers and lines of the file print, and those that follow from them. */
    SortedSet<Long> offsets() {
        return offsets;
    }

    void offset(long millis) {
        if (offsets.size() < MOST_OFFSETS) {
            offsets.add(millis);
        }
    }

    /** As {@code +09:00}; null where no header tells it or headers differ. */
    String zone() {
        if (offsets.size() != 1) {
            return null;
        }
        long minutes = offsets.first() / 60_000;
        return "%s%02d:%02d".formatted(minutes < 0 ? "-" : "+", Math.abs(minutes) / 60, Math.abs(minutes) % 60);
    }
}
