package io.firewitness.knowledge.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A product family with its versions, oldest first. */
public record Product(
        String id,
        String code,
        String name,
        LocalDate reviewed,
        List<Statement> statements,
        List<ProductVersion> versions) {

    public Product {
        versions = versions == null ? List.of() : List.copyOf(versions);
    }

    /**
     * One version, with the builds known of it.
     *
     * @param id as people write it, for example {@code 12.1} or {@code 7a}
     * @param listedInKb2140 whether the article names this version or its family
     */
    public record ProductVersion(
            String id,
            boolean listedInKb2140,
            Status status,

            @Schema(type = SchemaType.ARRAY, implementation = Source.class)
            List<String> sources,

            List<Build> builds) {
        public ProductVersion {
            builds = builds == null ? List.of() : List.copyOf(builds);
        }
    }

    /**
     * One build.
     *
     * @param build for example {@code 12.1.2.172}, with a patch mark such as {@code -P20230412} where there is one
     * @param released null where the source gives no date
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Build(String build, LocalDate released) {}
}
