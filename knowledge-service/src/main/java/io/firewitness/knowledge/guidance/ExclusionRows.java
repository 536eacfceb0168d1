package io.firewitness.knowledge.guidance;

import io.firewitness.knowledge.catalog.Catalog;
import io.firewitness.knowledge.catalog.Catalog.SourceView;
import io.firewitness.knowledge.content.Content;
import io.firewitness.knowledge.content.Localized;
import io.firewitness.knowledge.content.Port;
import io.firewitness.knowledge.content.PortRange;
import io.firewitness.knowledge.content.Product;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes rows to exempt in one language. */
final class ExclusionRows {
    static final String ARTICLE = "kb2140";
    /** The id of a row of the gateway on a port of its own. */
    private static final String GATEWAY = "gateway-port";
    /** The id of a row whose port the matrix does not hold. */
    static final String SEEN = "own-port";

    private static final Localized SEPARATOR = new Localized(", ", "、");
    private static final Localized ALL = new Localized("all", "すべて");
    private static final Localized SINCE = new Localized("%s and later", "%s以降");
    private static final Localized UNTIL = new Localized("up to %s", "%sまで");
    private static final Localized BETWEEN = new Localized("%s to %s", "%sから%sまで");
    private static final Localized SEEN_PORT = new Localized(
            "Port seen in this case; outside the default ranges, which can be set per managed server",
            "このケースで使用されたポート。既定の範囲外（範囲は管理対象サーバーごとに変更可能）");
    private static final Localized SEEN_GATEWAY_PORT = new Localized(
            "Port of the cloud gateway in this case; 6180 is only the default", "このケースのクラウドゲートウェイのポート。6180は既定値");

    private final Catalog catalog;
    private final AddressBook book;
    private final Locale language;

    ExclusionRows(Catalog catalog, AddressBook book, Locale language) {
        this.catalog = catalog;
        this.book = book;
        this.language = language;
    }

    /** @param ends addresses; an end of which none is known has its component's name */
    Guidance.Exclusion of(Port row, String transport, PortRange range, AddressBook.Pair ends) {
        String source =
                row.sources().contains(ARTICLE) ? ARTICLE : row.sources().getFirst();
        return row(
                row.id(),
                ends,
                transport,
                range.toString(),
                row.purpose().in(language),
                products(row),
                versions(row),
                source(source));
    }

    /** The transports of the gateway's row on the port that the provider entered for this tenant. */
    Guidance.Exclusion ofGateway(
            OwnPart.Gateway gateway, Port row, String transport, String port, AddressBook.Pair ends) {
        return row(
                OwnPart.SOURCE + ":" + gateway.entry(),
                ends,
                transport,
                port,
                row.purpose().in(language),
                products(row),
                versions(row),
                gateway.source());
    }

    /** A port that no row of the matrix holds. */
    Guidance.Exclusion seen(String transport, int port, AddressBook.Pair ends) {
        return row(
                SEEN,
                ends,
                transport,
                Integer.toString(port),
                SEEN_PORT.in(language),
                "",
                ALL.in(language),
                source("hc-range"));
    }

    /** A gateway that the reader knows as one, on a port of its own. */
    Guidance.Exclusion seenGateway(Port row, String transport, int port, AddressBook.Pair ends) {
        return row(
                GATEWAY,
                ends,
                transport,
                Integer.toString(port),
                SEEN_GATEWAY_PORT.in(language),
                products(row),
                versions(row),
                source("hc-gateway"));
    }

    AddressBook.Pair named(Port row, String from, String to) {
        return new AddressBook.Pair(
                from != null ? from : catalog.component(row.from(), language),
                to != null ? to : catalog.component(row.to(), language));
    }

    static Guidance.Exclusion numbered(Guidance.Exclusion row, int number) {
        return new Guidance.Exclusion(
                row.id() + "#" + number,
                row.from(),
                row.fromRole(),
                row.to(),
                row.toRole(),
                row.protocol(),
                row.ports(),
                row.why(),
                row.product(),
                row.versions(),
                row.source());
    }

    /** Whether a row is of this service, or of a port that the matrix does not hold. */
    static boolean areAbout(Content content, List<Guidance.Exclusion> rows, String service) {
        return rows.stream().anyMatch(row -> id(row).equals(SEEN) || isOf(content, row, service));
    }

    /** Whether a numbered row is of this service. */
    static boolean isOf(Content content, Guidance.Exclusion row, String service) {
        String id = id(row);
        boolean isGateway = id.equals(GATEWAY) || id.startsWith(OwnPart.SOURCE + ":");
        return isGateway
                ? service.equals("cloud-gateway")
                : content.ports().stream()
                        .anyMatch(port -> port.id().equals(id) && port.service().equals(service));
    }

    private static String id(Guidance.Exclusion row) {
        return row.id().substring(0, row.id().indexOf('#'));
    }

    private Guidance.Exclusion row(
            String id,
            AddressBook.Pair ends,
            String transport,
            String ports,
            String why,
            String products,
            String versions,
            SourceView source) {
        return new Guidance.Exclusion(
                id,
                ends.from(),
                role(ends.from()),
                ends.to(),
                role(ends.to()),
                transport.toUpperCase(Locale.ROOT),
                ports,
                why,
                products,
                versions,
                source);
    }

    private String role(String address) {
        return book.role(address)
                .map(component -> catalog.component(component, language))
                .orElse(null);
    }

    private SourceView source(String id) {
        return catalog.sources(List.of(id)).getFirst();
    }

    private String products(Port row) {
        return row.products().stream().map(this::productName).collect(Collectors.joining(SEPARATOR.in(language)));
    }

    private String productName(String id) {
        return catalog.content().products().stream()
                .filter(product -> product.id().equals(id))
                .map(Product::name)
                .findFirst()
                .orElse(id);
    }

    private String versions(Port row) {
        if (row.since() != null && row.until() != null) {
            return BETWEEN.in(language).formatted(row.since(), row.until());
        }
        if (row.since() != null) {
            return SINCE.in(language).formatted(row.since());
        }
        return row.until() != null ? UNTIL.in(language).formatted(row.until()) : ALL.in(language);
    }
}
