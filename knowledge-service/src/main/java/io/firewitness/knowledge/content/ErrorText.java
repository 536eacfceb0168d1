package io.firewitness.knowledge.content;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An error as logs show it.
 *
 * @param codes numbers it is known by, for example {@code 10054} and {@code 0x2746}; empty for none
 * @param texts how the systems of each language word it
 * @param alternatives what else it can be
 */
public record ErrorText(
        String id,
        String name,
        LocalDate reviewed,
        Status status,
        boolean inKb2140,
        List<String> codes,
        List<String> products,
        List<Wording> texts,
        Localized meaning,
        List<Statement> alternatives,

        @Schema(type = SchemaType.ARRAY, implementation = Source.class)
        List<String> sources) {

    /**
     * The text of one language.
     *
     * @param language BCP 47 tag of the system that wrote the text
     */
    public record Wording(String language, String text) {}
}
