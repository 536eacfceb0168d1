package io.firewitness.knowledge.content;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Statements that cannot all hold as they stand. None is dropped for the other: readers see every side with its source.
 *
 * @param question what they answer differently
 * @param sides ids of the statements and port rows; at least two
 * @param judgement what we do about it
 */
public record Contradiction(
        String id,
        Localized question,
        List<String> sides,
        Localized judgement,
        Status status,

        @Schema(type = SchemaType.ARRAY, implementation = Source.class)
        List<String> sources) {}
