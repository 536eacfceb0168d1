package io.firewitness.knowledge.guidance;

import io.firewitness.platform.problem.CommonProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The forms in which a plan can be had; the first is the default. */
enum GuidanceFormat {
    JSON("application/json"),
    MARKDOWN("text/markdown"),
    HTML("text/html"),
    /** For the description of a ticket. */
    TEXT("text/plain"),
    /** The rows to exempt only. */
    CSV("text/csv");

    private final String type;

    GuidanceFormat(String type) {
        this.type = type;
    }

    /** With the charset where the format is text of ours; JSON is UTF-8 by definition. */
    MediaType mediaType() {
        MediaType bare = MediaType.valueOf(type);
        return this == JSON ? bare : bare.withCharset("utf-8");
    }

    /**
     * The format by name, else the first that the header accepts in its order of preference.
     *
     * @param name as the query gives it; null for none
     * @throws io.firewitness.platform.problem.ProblemException 406 where the header accepts none of ours
     */
    static GuidanceFormat of(String name, HttpHeaders headers) {
        if (name != null) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
        List<MediaType> accepted = headers.getAcceptableMediaTypes();
        return accepted.stream()
                .filter(range -> !refused(range))
                .flatMap(range -> Arrays.stream(values())
                        .filter(format -> MediaType.valueOf(format.type).isCompatible(range))
                        .filter(format -> accepted.stream()
                                .noneMatch(other -> refused(other)
                                        && !other.isWildcardSubtype()
                                        && MediaType.valueOf(format.type).isCompatible(other))))
                .findFirst()
                .orElseThrow(CommonProblem.NOT_ACCEPTABLE::exception);
    }

    private static boolean refused(MediaType range) {
        String quality = range.getParameters().get("q");
        return quality != null && quality.matches("0(\\.0*)?");
    }
}
