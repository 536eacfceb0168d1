package io.firewitness.engine.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as logs of any culture print them. */
final class Numbers {
    private static final Pattern SIZED =
            Pattern.compile("^([\\d.,'\\u2019\\s\\u00a0\\u202f]+)\\s*(B|KB|MB|GB|TB|PB)?$");
    private static final String UNITS = "KMGTP";

    private Numbers() {}

    /**
     * A number of bytes. Plain bytes have no decimals, so each sign in them groups digits; with a unit the last sign is the
     * decimal one where one or two digits follow.
     *
     * @return bytes, or -1 where it is none
     */
    static long bytes(String text) {
        if (isPlain(text)) {
            return Long.parseLong(text);
        }
        Matcher m = SIZED.matcher(text.trim());
        if (!m.matches()) {
            return -1;
        }
        String unit = m.group(2);
        String number = m.group(1).replaceAll("[\\s\\u00a0\\u202f'\\u2019]", "");
        if (unit == null || unit.equals("B")) {
            String digits = number.replaceAll("[.,]", "");
            return digits.isEmpty() || digits.length() > 18 ? -1 : Long.parseLong(digits);
        }
        int sign = Math.max(number.lastIndexOf('.'), number.lastIndexOf(','));
        boolean isDecimal = sign >= 0 && number.length() - sign - 1 <= 2;
        String whole = (isDecimal ? number.substring(0, sign) : number).replaceAll("[.,]", "");
        String rest = isDecimal ? number.substring(sign + 1) : "";
        if ((whole.isEmpty() && rest.isEmpty()) || whole.length() > 12) {
            return -1;
        }
        double value = Double.parseDouble((whole.isEmpty() ? "0" : whole) + "." + (rest.isEmpty() ? "0" : rest));
        double bytes = value * Math.pow(1024, UNITS.indexOf(unit.charAt(0)) + 1);
        return bytes > 9e18 ? -1 : (long) bytes;
    }

    /** Digits only, and not too many: progress lines print nothing else, and there are many of them. */
    private static boolean isPlain(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return length > 0 && length <= 18;
    }

    /** True where the size is rounded to a unit. */
    static boolean isRounded(String text) {
        Matcher m = SIZED.matcher(text.trim());
        return m.matches() && m.group(2) != null && !m.group(2).equals("B");
    }

    /** Decimal hours with point or comma, as {@code -7.00} or {@code 5,50}, in milliseconds. */
    static long hours(String text) {
        return Math.round(Double.parseDouble(text.replace(',', '.')) * 3600) * 1000;
    }
}
