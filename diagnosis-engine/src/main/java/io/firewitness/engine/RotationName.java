package io.firewitness.engine;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number that a capturing tool gave a file of a series. Names only support what files show: people rename files.
 *
 * @param series what all names of the series have in common
 * @param number counted up from file to file; a ring begins again
 */
record RotationName(String series, int number) {
    private static final Pattern PACKED = Pattern.compile("(?i)\\.(?:gz|zst|gzip|zstd)$");
    /** {@code dumpcap -b}: name_00001_20260101120000.pcapng, or both numbers the other way round. */
    private static final Pattern DUMPCAP = Pattern.compile("(.*)_(\\d{5,9})_\\d{14}(\\.\\w+)?");

    private static final Pattern DUMPCAP_TIME_FIRST = Pattern.compile("(.*)_\\d{14}_(\\d{5,9})(\\.\\w+)?");
    /** {@code tcpdump -C}: the number stands behind all of the name; the first file may have none. */
    private static final Pattern TCPDUMP = Pattern.compile("(.*[^\\d]?)(?<!\\d)(\\d{1,6})");

    /** {@code tcpdump -G} with hours and minutes, and seconds or none, behind all of the name: a clock, no number. */
    private static final Pattern CLOCK = Pattern.compile("(?:[01]\\d|2[0-3])[0-5]\\d(?:[0-5]\\d)?");

    /** How two names stand to each other. */
    enum Step {
        UNKNOWN,
        NEXT,
        /** At least one lies between. */
        SKIPPED
    }

    /** A name as it was before the file was packed. */
    static String plain(String file) {
        return PACKED.matcher(file).replaceFirst("").toLowerCase(Locale.ROOT);
    }

    private static RotationName of(String file) {
        String name = plain(file);
        for (Pattern dumpcap : new Pattern[] {DUMPCAP, DUMPCAP_TIME_FIRST}) {
            Matcher m = dumpcap.matcher(name);
            if (m.matches()) {
                return new RotationName(m.group(1) + "_" + m.group(3), Integer.parseInt(m.group(2)));
            }
        }
        Matcher m = TCPDUMP.matcher(name);
        boolean isNumber = m.matches() && !CLOCK.matcher(m.group(2)).matches();
        return isNumber ? new RotationName(m.group(1), Integer.parseInt(m.group(2))) : new RotationName(name, 0);
    }

    /** From the name of one file to that of a later one. */
    static Step step(String earlier, String later) {
        RotationName a = of(earlier);
        RotationName b = of(later);
        if (!a.series.equals(b.series) || b.number <= a.number) {
            return Step.UNKNOWN;
        }
        return b.number == a.number + 1 ? Step.NEXT : Step.SKIPPED;
    }
}
