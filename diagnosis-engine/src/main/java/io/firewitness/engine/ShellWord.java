package io.firewitness.engine;

import java.util.regex.Pattern;

/** Writes a file name into a command that a person will copy into a shell. Names come from strangers. */
public final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+][A-Za-z0-9_./:@%+-]*");

    private ShellWord() {}

    /**
     * One word for a POSIX shell, taken literally: no option, no second command. Control characters, which could rewrite what
     * a terminal shows, become {@code ?}.
     */
    public static String of(String name) {
        if (PLAIN.matcher(name).matches()) {
            return name;
        }
        StringBuilder word = new StringBuilder(name.startsWith("-") ? "'./" : "'");
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '\'') {
                word.append("'\\''");
            } else {
                word.append(Character.isISOControl(c) ? '?' : c);
            }
        }
        return word.append('\'').toString();
    }
}
