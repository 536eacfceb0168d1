package io.firewitness.knowledge.browse;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.firewitness.knowledge.catalog.Catalog;
import io.firewitness.knowledge.catalog.Catalog.SourceView;
import io.firewitness.knowledge.content.ErrorText;
import io.firewitness.knowledge.content.Localized;
import io.firewitness.knowledge.content.Port;
import io.firewitness.knowledge.content.PortRange;
import io.firewitness.knowledge.content.Product;
import io.firewitness.knowledge.content.Statement;
import io.firewitness.knowledge.content.Status;
import io.firewitness.knowledge.content.Vendor;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** From content to what a reader sees: plain columns for a table first, the details behind them. */
final class Views {
    private final Catalog catalog;

    Views(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * A product.
     *
     * @param versions the ids of {@code releases}, oldest first
     * @param source the one that names the product's versions
     */
    record ProductView(
            String id,
            String code,
            String name,
            List<String> versions,
            SourceView source,
            LocalDate reviewed,
            List<Statement> statements,
            List<Product.ProductVersion> releases) {}

    /**
     * @param protocol {@code TCP}, {@code UDP} or {@code TCP + UDP}
     * @param ports ports and ranges, separated by commas
     * @param since first version, included; absent for no bound
     * @param until last version, included; absent for no bound
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PortView(
            String id,
            Status status,
            List<String> products,
            String from,
            String fromName,
            String to,
            String toName,
            String protocol,
            String ports,
            String service,
            boolean bulk,
            String since,
            String until,
            String installation,
            Localized purpose,
            SourceView source,

            @Schema(type = SchemaType.ARRAY, implementation = SourceView.class)
            List<String> sources) {}

    /**
     * @param code the best known of {@code codes}; null for none
     * @param texts the wordings without their languages
     */
    record ErrorView(
            String id,
            String name,
            String code,
            List<String> texts,
            Localized meaning,
            SourceView source,
            Status status,
            boolean inKb2140,
            List<String> codes,
            List<String> products,
            List<ErrorText.Wording> wordings,
            List<Statement> alternatives,

            @Schema(type = SchemaType.ARRAY, implementation = SourceView.class)
            List<String> sources) {}

    /** @param note the first statement about the vendor */
    record VendorView(
            String id,
            String name,
            Localized note,
            SourceView source,
            LocalDate reviewed,
            boolean namedInKb2140,
            List<Statement> statements) {}

    ProductView of(Product product) {
        Statement first = product.statements().getFirst();
        return new ProductView(
                product.id(),
                product.code(),
                product.name(),
                product.versions().stream().map(Product.ProductVersion::id).toList(),
                source(first.sources()),
                product.reviewed(),
                product.statements(),
                product.versions());
    }

    PortView of(Port port, Locale language) {
        return new PortView(
                port.id(),
                port.status(),
                port.products(),
                port.from(),
                catalog.component(port.from(), language),
                port.to(),
                catalog.component(port.to(), language),
                port.transports().stream()
                        .map(transport -> transport.toUpperCase(Locale.ROOT))
                        .collect(Collectors.joining(" + ")),
                port.ranges().stream().map(PortRange::toString).collect(Collectors.joining(", ")),
                port.service(),
                port.bulk(),
                port.since(),
                port.until(),
                port.installation(),
                port.purpose(),
                source(port.sources()),
                port.sources());
    }

    ErrorView of(ErrorText error) {
        return new ErrorView(
                error.id(),
                error.name(),
                error.codes().isEmpty() ? null : error.codes().getFirst(),
                error.texts().stream().map(ErrorText.Wording::text).toList(),
                error.meaning(),
                source(error.sources()),
                error.status(),
                error.inKb2140(),
                error.codes(),
                error.products(),
                error.texts(),
                error.alternatives(),
                error.sources());
    }

    VendorView of(Vendor vendor) {
        Statement first = vendor.statements().getFirst();
        return new VendorView(
                vendor.id(),
                vendor.name(),
                first.text(),
                source(first.sources()),
                vendor.reviewed(),
                vendor.namedInKb2140(),
                vendor.statements());
    }

    private SourceView source(List<String> sources) {
        return catalog.sources(sources).getFirst();
    }
}
