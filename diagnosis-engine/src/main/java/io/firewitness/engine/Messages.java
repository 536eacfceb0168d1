package io.firewitness.engine;

import io.firewitness.engine.document.Text;
import java.io.IOException;
import java.io.InputStream;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Renders sentences from {@code messages/en.json} and {@code messages/ja.json}. */
public final class Messages {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z]+)}");

    private final Map<String, Object> sentences;
    private final Locale locale;

    private Messages(Locale locale) {
        this.locale = locale;
        String resource = "messages/" + locale.getLanguage() + ".json";
        try (InputStream in = Messages.class.getResourceAsStream(resource)) {
            this.sentences = JsonTree.readObject(in);
        } catch (IOException e) {
            throw new IllegalStateException("messages " + resource + " cannot be read", e);
        }
    }

    /** The English sentence, as documents carry it beside the key. */
    public static String english(Text text) {
        return English.MESSAGES.render(text);
    }

    /** Sentences of {@link Locale#ENGLISH} or {@link Locale#JAPANESE}. */
    public static Messages of(Locale locale) {
        return locale.getLanguage().equals("ja") ? new Messages(Locale.JAPANESE) : English.MESSAGES;
    }

    /**
     * Puts the arguments in: numbers grouped as the language does, times in UTC, parts of the sentence rendered themselves,
     * strings verbatim.
     *
     * @throws IllegalArgumentException for a key without a sentence, or a placeholder without an argument
     */
    public String render(Text text) {
        if (!(sentences.get(text.key()) instanceof String sentence)) {
            throw new IllegalArgumentException("no sentence for " + text.key());
        }
        Matcher placeholder = PLACEHOLDER.matcher(sentence);
        StringBuilder out = new StringBuilder();
        while (placeholder.find()) {
            Object value = text.args().get(placeholder.group(1));
            if (value == null) {
                throw new IllegalArgumentException(text.key() + " needs the argument " + placeholder.group(1));
            }
            placeholder.appendReplacement(out, Matcher.quoteReplacement(shown(value)));
        }
        return placeholder.appendTail(out).toString();
    }

    private String shown(Object value) {
        return switch (value) {
            case Number number -> NumberFormat.getInstance(locale).format(number);
            case Text part -> render(part);
            case Instant time -> TIME.format(time);
            default -> value.toString();
        };
    }

    private static final class English {
        static final Messages MESSAGES = new Messages(Locale.ENGLISH);
    }
}
