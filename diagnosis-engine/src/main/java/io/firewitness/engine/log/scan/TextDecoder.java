package io.firewitness.engine.log.scan;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Bytes of a line to text: UTF-8 where it is that, else the code page of the text that was recognised in it, of the file's
 * culture, or windows-1252.
 *
 * <p>The decision is made line by line, because data movers on Windows write system sentences in the local code page inside
 * files that are otherwise ASCII or UTF-8.
 */
public final class TextDecoder {
    private static final Map<String, String> PAGES = Map.ofEntries(
            Map.entry("ja", "windows-31j"),
            Map.entry("ru", "windows-1251"),
            Map.entry("uk", "windows-1251"),
            Map.entry("bg", "windows-1251"),
            Map.entry("pl", "windows-1250"),
            Map.entry("cs", "windows-1250"),
            Map.entry("sk", "windows-1250"),
            Map.entry("hu", "windows-1250"),
            Map.entry("tr", "windows-1254"),
            Map.entry("ko", "x-windows-949"),
            Map.entry("zh-Hans", "GBK"),
            Map.entry("zh-CN", "GBK"),
            Map.entry("zh-SG", "GBK"),
            Map.entry("zh-Hant", "Big5"),
            Map.entry("zh-TW", "Big5"),
            Map.entry("zh-HK", "Big5"),
            Map.entry("el", "windows-1253"),
            Map.entry("he", "windows-1255"),
            Map.entry("ar", "windows-1256"));
    private static final Charset WESTERN = Charset.forName("windows-1252");

    private final CharsetDecoder utf8 = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final List<Charset> ofAnchor;
    private Charset page;
    private String found;
    private long replaced;

    /** A decoder of one file; {@code ofAnchor} holds the code page of each literal, null for those that tell none. */
    public TextDecoder(List<Charset> ofAnchor) {
        this.ofAnchor = ofAnchor;
    }

    /** Code page of Windows systems in a language, as {@code windows-31j} for {@code ja}; windows-1252 for any other. */
    public static Charset page(String language) {
        String name = PAGES.get(language);
        if (name == null) {
            int dash = language.indexOf('-');
            name = dash > 0 ? PAGES.get(language.substring(0, dash)) : null;
        }
        return name == null || !Charset.isSupported(name) ? WESTERN : Charset.forName(name);
    }

    /** The file's header names a culture, as {@code fr-FR}; a code page that a text has already shown stays. */
    public void culture(String culture) {
        if (page == null) {
            page = page(culture);
        }
    }

    /** The code page that was needed, or null where ASCII and UTF-8 were enough. */
    public String foundPage() {
        return found;
    }

    /** Characters that could not be read and stand as U+FFFD. */
    public long replaced() {
        return replaced;
    }

    String decode(byte[] b, int from, int to, Line line) {
        int at = from;
        while (at < to && b[at] >= 0) {
            at++;
        }
        if (at == to) {
            return new String(b, from, to - from, StandardCharsets.ISO_8859_1);
        }
        try {
            CharBuffer text = utf8.reset().decode(ByteBuffer.wrap(b, from, to - from));
            return text.toString();
        } catch (CharacterCodingException notUtf8) {
            return inPage(b, from, to, line);
        }
    }

    private String inPage(byte[] b, int from, int to, Line line) {
        for (int i = 0; i < line.anchors(); i++) {
            Charset shown = ofAnchor.get(line.anchor(i));
            if (shown != null) {
                page = shown;
            }
        }
        Charset used = page == null ? WESTERN : page;
        found = used.name();
        String text = new String(b, from, to - from, used);
        for (int i = text.indexOf('\uFFFD'); i >= 0; i = text.indexOf('\uFFFD', i + 1)) {
            replaced++;
        }
        return text;
    }
}
