package io.firewitness.engine.log.scan;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The word of a clock of twelve hours that tells morning from evening, as the cultures of Windows write it, before the time or behind
 * it. Blanks in it may be of any kind: newer .NET puts a narrow one in front of {@code PM}.
 */
final class HalfDay {
    /** Longest word with its blanks and full stops, in bytes of UTF-8. */
    private static final int LONGEST = 16;

    private static final Map<String, Boolean> IS_PM = Map.ofEntries(
            Map.entry("am", false),
            Map.entry("pm", true),
            Map.entry("午前", false),
            Map.entry("午後", true),
            Map.entry("上午", false),
            Map.entry("下午", true),
            Map.entry("오전", false),
            Map.entry("오후", true),
            Map.entry("πμ", false),
            Map.entry("μμ", true),
            Map.entry("ص", false),
            Map.entry("م", true),
            Map.entry("sa", false),
            Map.entry("ch", true),
            Map.entry("pd", false),
            Map.entry("md", true));

    private HalfDay() {}

    /** The end of the word that begins at a place, negative where it means the evening; 0 where there is none. */
    static int end(byte[] b, int from, int to) {
        int limit = Math.min(to, from + LONGEST);
        int end = from;
        while (end < limit && (b[end] < '0' || b[end] > '9') && b[end] != '(') {
            end++;
        }
        if (end == from || end == limit) {
            return 0;
        }
        String word = new String(b, from, end - from, StandardCharsets.UTF_8);
        Boolean isPm = IS_PM.get(word.replaceAll("[.\\s\\u00a0\\u202f]+", "").toLowerCase(java.util.Locale.ROOT));
        return isPm == null ? 0 : isPm ? -end : end;
    }
}
