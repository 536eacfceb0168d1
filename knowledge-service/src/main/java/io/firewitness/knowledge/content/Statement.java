package io.firewitness.knowledge.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One sentence that can be shown, with its foundation.
 *
 * @param kind for statements about a vendor: features, logs, exclusion, isolation, closing, ttl, trap or naming; for a warning of a plan the service that it is
 *     about, null for any
 * @param command a command-line sketch that belongs to it; null for none
 * @param sources ids of {@link Source}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Statement(
        String id,
        Status status,
        String kind,
        String command,
        Localized text,

        @Schema(type = SchemaType.ARRAY, implementation = Source.class)
        List<String> sources) {}
