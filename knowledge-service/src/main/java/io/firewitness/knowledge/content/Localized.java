package io.firewitness.knowledge.content;

import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A text in both languages of the product; answers carry the reader's one as a plain string. */
@Schema(type = SchemaType.STRING, description = "In the language of the answer")
public record Localized(String en, String ja) {
    /** The text for {@code language}; English unless it is Japanese. */
    public String in(Locale language) {
        return Locale.JAPANESE.getLanguage().equals(language.getLanguage()) ? ja : en;
    }
}
