package io.firewitness.knowledge.browse;

import io.firewitness.knowledge.catalog.Answers;
import io.firewitness.knowledge.catalog.Catalog;
import io.firewitness.knowledge.content.Component;
import io.firewitness.knowledge.content.Port;
import io.firewitness.knowledge.content.Product;
import io.firewitness.platform.identity.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/ports")
@Tag(name = "knowledge")
@RolesAllowed({Role.PLATFORM_ADMIN, Role.PROVIDER_ADMIN, Role.PROVIDER_ENGINEER, Role.TENANT_USER, Role.API_CLIENT})
class PortResource {
    private final Catalog catalog;
    private final Answers answers;
    private final Views views;

    PortResource(Catalog catalog, Answers answers) {
        this.catalog = catalog;
        this.answers = answers;
        this.views = new Views(catalog);
    }

    @GET
    @APIResponse(responseCode = "422", description = "filter-unknown: a product or component that is not listed")
    @Operation(
            operationId = "listPorts",
            summary = "The port matrix: who opens what to whom, and which rows carry bulk data")
    @APIResponse(
            responseCode = "200",
            description = "The rows that match every given filter",
            content = @Content(schema = @Schema(implementation = PortPage.class)))
    public Response list(
            @Size(max = 20) @QueryParam("product") String product,
            @Pattern(regexp = "\\d[0-9A-Za-z. -]{0,30}") @QueryParam("version") String version,
            @Parameter(description = "Id of the component that opens the connection")
                    @Size(max = 40)
                    @QueryParam("from")
                    String from,
            @Parameter(description = "Id of the component that listens") @Size(max = 40) @QueryParam("to") String to,
            @Pattern(regexp = "tcp|udp") @QueryParam("protocol") String protocol,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @Pattern(regexp = "true|false") @QueryParam("bulk")
                    String bulk,
            @QueryParam("lang") String lang,
            @Context HttpHeaders headers,
            @Context Request request) {
        requireListed("product", product, catalog.content().products(), Product::id);
        requireListed("from", from, catalog.content().components(), Component::id);
        requireListed("to", to, catalog.content().components(), Component::id);
        Locale language = Answers.language(lang, headers);
        Filter filter = new Filter(product, version, from, to, protocol, bulk == null ? null : Boolean.valueOf(bulk));
        return answers.list(
                request,
                language,
                filter,
                () -> catalog.content().ports().stream()
                        .filter(filter::holds)
                        .map(port -> views.of(port, language))
                        .toList());
    }

    /** What is asked for; null stands for anything. */
    private record Filter(String product, String version, String from, String to, String protocol, Boolean bulk) {
        boolean holds(Port port) {
            return (product == null || port.products().contains(product))
                    && port.holdsFor(version)
                    && (from == null || port.from().equals(from))
                    && (to == null || port.to().equals(to))
                    && (protocol == null || port.transports().contains(protocol))
                    && (bulk == null || bulk == port.bulk());
        }
    }

    private static <T> void requireListed(String parameter, String value, List<T> listed, Function<T, String> id) {
        if (value != null && listed.stream().noneMatch(item -> id.apply(item).equals(value))) {
            throw BrowseProblem.FILTER_UNKNOWN.exception(Map.of("parameter", parameter));
        }
    }

    /** The shape of the list, for the API description. */
    record PortPage(List<Views.PortView> items, String next, int total, String knowledgeVersion) {}
}
