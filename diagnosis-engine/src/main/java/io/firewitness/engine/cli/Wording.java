package io.firewitness.engine.cli;

import io.firewitness.engine.Messages;
import io.firewitness.engine.document.Text;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The report's own sentences ({@code report.*}) and those of the document, in one language. */
final class Wording {
    private final Messages messages;

    private Wording(Messages messages) {
        this.messages = messages;
    }

    static Wording of(Locale locale) {
        return new Wording(Messages.of(locale));
    }

    /**
     * The language that a person's environment asks for, as POSIX orders the variables.
     *
     * @param environment for example {@link System#getenv()}
     */
    static Locale language(Map<String, String> environment) {
        for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return value.startsWith("ja") ? Locale.JAPANESE : Locale.ENGLISH;
            }
        }
        return Locale.ENGLISH;
    }

    String of(Text text) {
        return messages.render(text);
    }

    /**
     * A sentence of the report.
     *
     * @param key without {@code report.}
     * @param args names and values in turn; what is to be copied as it stands is a string
     */
    String say(String key, Object... args) {
        Map<String, Object> named = new TreeMap<>();
        for (int i = 0; i < args.length; i += 2) {
            named.put((String) args[i], args[i + 1]);
        }
        return messages.render(new Text("report." + key, named));
    }

    /** {@code 1 line}, {@code 71 lines}. */
    String counted(long count, String singular) {
        return count == 1 ? say(singular) : say(singular + "s", "count", count);
    }
}
