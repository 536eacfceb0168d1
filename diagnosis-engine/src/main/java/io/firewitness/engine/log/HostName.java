package io.firewitness.engine.log;

import java.util.Locale;

/** A host's name as it compares: logs print it with its domain, without it, or as the folder of its logs. */
final class HostName {
    private HostName() {}

    /** The last part of a path or the whole text, without domain and suffix of an archive, in lower case. */
    static String of(String text) {
        String last = text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
        boolean isAddress =
                !last.isEmpty() && Character.isDigit(last.charAt(last.length() - 1)) && last.matches("[\\d.]+");
        int dot = isAddress ? -1 : last.indexOf('.');
        return (dot > 0 ? last.substring(0, dot) : last).toLowerCase(Locale.ROOT);
    }
}
