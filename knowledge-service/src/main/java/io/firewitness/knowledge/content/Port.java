package io.firewitness.knowledge.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One row of the port matrix.
 *
 * @param products ids of the products it holds for
 * @param from the component that opens the connection
 * @param to the component that listens
 * @param transports {@code tcp}, {@code udp}
 * @param service what runs there, for example {@code data-mover}; rows of one service stand for each other
 * @param bulk whether backup data flows there
 * @param since first version it holds for, included; null for no bound
 * @param until last version it holds for, included by prefix ({@code 12} includes 12.3.2); null for no bound
 * @param installation null for any; {@code upgraded-from-before-10} for components that kept an older range
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Port(
        String id,
        Status status,
        List<String> products,
        String from,
        String to,
        List<String> transports,
        List<PortRange> ranges,
        String service,
        boolean bulk,
        String since,
        String until,
        String installation,
        Localized purpose,

        @Schema(type = SchemaType.ARRAY, implementation = Source.class)
        List<String> sources) {

    /** Whether the row holds for a version; null stands for "not known" and matches every row. */
    public boolean holdsFor(String version) {
        return version == null
                || ((since == null || Versions.compare(version, since) >= 0)
                        && (until == null || Versions.compare(version, until) <= 0));
    }

    /** Whether {@code port} lies in one of the ranges. */
    public boolean covers(int port) {
        return ranges.stream().anyMatch(range -> range.contains(port));
    }
}
