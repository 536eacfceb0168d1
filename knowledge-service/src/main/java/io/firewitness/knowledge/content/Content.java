package io.firewitness.knowledge.content;

import java.util.List;
import java.util.Map;

/**
 * All content of one version. Immutable.
 *
 * @param version changes exactly when the content does
 * @param plans step ids by verdict class, in order
 */
public record Content(
        String version,
        Map<String, Source> sources,
        List<Product> products,
        List<Port> ports,
        List<ErrorText> errors,
        List<Vendor> vendors,
        Map<String, Step> steps,
        Map<String, List<String>> plans) {

    /** The source of a statement. */
    public Source sourceOf(Statement statement) {
        return sources.get(statement.source());
    }
}
