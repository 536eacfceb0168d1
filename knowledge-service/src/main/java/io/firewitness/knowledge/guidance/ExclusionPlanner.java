package io.firewitness.knowledge.guidance;

import io.firewitness.knowledge.catalog.Catalog;
import io.firewitness.knowledge.content.Content;
import io.firewitness.knowledge.content.Localized;
import io.firewitness.knowledge.content.Port;
import io.firewitness.knowledge.content.PortRange;
import io.firewitness.knowledge.content.Product;
import io.firewitness.knowledge.own.OwnAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns killed connections into rows to exempt: the addresses are the case's, the ports are those of the matrix for the
 * service that was hit. A row is never wider than the facts give, and never "any".
 */
final class ExclusionPlanner {
    /** More pairs than this are no plan for a person; the caller says that the rest was left out. */
    static final int MAX_ROWS = 200;

    private static final String ARTICLE = "kb2140";
    /**
     * Services whose ports stand in for each other: a reconnect takes the next port of the range, version 13 falls back
     * from 6162 to the range, and the cloud gateway uses UDP beside TCP. Of the others only the port seen is exempted.
     */
    private static final Set<String> INTERCHANGEABLE = Set.of("data-mover", "cloud-gateway");

    private static final String CLOUD_GATEWAY = "cloud-gateway";

    private static final Localized ALL = new Localized("all", "すべて");
    private static final Localized SINCE = new Localized("%s and later", "%s以降");
    private static final Localized UNTIL = new Localized("up to %s", "%sまで");
    private static final Localized BETWEEN = new Localized("%s to %s", "%sから%sまで");
    private static final Localized OWN_PORT = new Localized(
            "Port seen in this case; outside the default ranges, which can be set per managed server",
            "このケースで使用されたポート。既定の範囲外（範囲は管理対象サーバーごとに変更可能）");

    private final Catalog catalog;
    private final Locale language;
    private final List<Port> rows;
    private final OwnPart.Gateway gateway;

    /**
     * @param product id; null for unknown
     * @param version null for unknown
     * @param gateway where the tenant's data goes in place of the defaults; null for the defaults
     */
    ExclusionPlanner(Catalog catalog, Locale language, String product, String version, OwnPart.Gateway gateway) {
        this.gateway = gateway;
        this.catalog = catalog;
        this.language = language;
        this.rows = bulkRows(catalog.content(), product, version);
    }

    /** The rows of the matrix that carry bulk data of a product and version, KB2140's own first, then the most general. */
    static List<Port> bulkRows(Content content, String product, String version) {
        return content.ports().stream()
                .filter(Port::bulk)
                .filter(port -> product == null || port.products().contains(product))
                .filter(port -> port.holdsFor(version))
                .sorted(Comparator.comparing((Port port) -> !port.sources().contains(ARTICLE))
                        .thenComparingInt(port -> -port.products().size()))
                .toList();
    }

    /** @param killed connections with a verdict that an exclusion cures; empty where only logs were given */
    List<Guidance.Exclusion> plan(List<GuidanceRequest.Connection> killed, List<String> signatures) {
        Map<String, Guidance.Exclusion> plan = new LinkedHashMap<>();
        for (GuidanceRequest.Connection connection : killed) {
            for (Guidance.Exclusion row : forConnection(connection)) {
                plan.putIfAbsent(row.from() + row.to() + row.protocol() + row.ports(), row);
            }
            if (plan.size() > MAX_ROWS) {
                break;
            }
        }
        if (killed.isEmpty()) {
            withoutAddresses(signatures).forEach(row -> plan.putIfAbsent(row.protocol() + row.ports(), row));
        }
        List<Guidance.Exclusion> numbered = new ArrayList<>();
        plan.values().forEach(row -> numbered.add(numbered(row, numbered.size() + 1)));
        return numbered;
    }

    private List<Guidance.Exclusion> forConnection(GuidanceRequest.Connection connection) {
        int port = connection.server().port();
        String from = connection.client().address();
        String to = connection.server().address();
        if (gateway != null
                && gateway.port() != null
                && gateway.port() == port
                && (gateway.address() == null || OwnAddress.same(gateway.address(), to))
                && gatewayRow().isPresent()) {
            return ownGateway(gatewayRow().get(), from, to);
        }
        List<Port> hit = rows.stream()
                .filter(row -> row.transports().contains(connection.transport()) && row.covers(port))
                .toList();
        List<Port> ordinary =
                hit.stream().filter(row -> row.installation() == null).toList();
        if (hit.isEmpty()) {
            return List.of(ownPort(connection, from, to));
        }
        if (ordinary.isEmpty() || !INTERCHANGEABLE.contains(ordinary.getFirst().service())) {
            Port row = ordinary.isEmpty() ? hit.getFirst() : ordinary.getFirst();
            PortRange range = row.ranges().stream()
                    .filter(candidate -> candidate.contains(port))
                    .findFirst()
                    .orElseThrow();
            return List.of(exclusion(row, connection.transport(), range, from, to));
        }
        return whole(ordinary.getFirst().service(), from, to);
    }

    /** Every port of a service, both transports, each range once. */
    private List<Guidance.Exclusion> whole(String service, String from, String to) {
        Map<String, Guidance.Exclusion> found = new LinkedHashMap<>();
        for (Port row : rows) {
            if (!row.service().equals(service) || row.installation() != null) {
                continue;
            }
            for (String transport : row.transports()) {
                for (PortRange range : row.ranges()) {
                    found.putIfAbsent(
                            transport + range,
                            exclusion(
                                    row,
                                    transport,
                                    range,
                                    from == null ? catalog.component(row.from(), language) : from,
                                    to == null ? catalog.component(row.to(), language) : to));
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** Without a capture nobody knows the addresses: the article's own rows, with roles in their place. */
    private List<Guidance.Exclusion> withoutAddresses(List<String> signatures) {
        Set<String> services = rows.stream()
                .filter(row -> row.sources().contains(ARTICLE))
                .map(Port::service)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        boolean onlyMicrosoft365 = !signatures.isEmpty() && signatures.stream().allMatch("winsock-10004"::equals);
        return services.stream()
                .filter(service -> !onlyMicrosoft365 || service.equals("microsoft-365"))
                .flatMap(service -> gateway != null && service.equals(CLOUD_GATEWAY)
                        ? gatewayRow()
                                .map(row -> ownGateway(
                                        row,
                                        catalog.component(row.from(), language),
                                        gateway.address() != null
                                                ? gateway.address()
                                                : catalog.component(row.to(), language)))
                                .orElse(List.of())
                                .stream()
                        : whole(service, null, null).stream())
                .toList();
    }

    /** The article's row of the cloud gateway; empty where the product has none. */
    private Optional<Port> gatewayRow() {
        return rows.stream()
                .filter(row -> row.service().equals(CLOUD_GATEWAY) && row.installation() == null)
                .findFirst();
    }

    /** The transports of the matrix on the port that the provider uses for this tenant; the provider is the source. */
    private List<Guidance.Exclusion> ownGateway(Port row, String from, String to) {
        List<String> ports = gateway.port() != null
                ? List.of(gateway.port().toString())
                : row.ranges().stream().map(PortRange::toString).toList();
        return row.transports().stream()
                .flatMap(transport -> ports.stream()
                        .map(range -> new Guidance.Exclusion(
                                OwnPart.SOURCE + ":" + gateway.entry(),
                                from,
                                to,
                                transport.toUpperCase(Locale.ROOT),
                                range,
                                row.purpose().in(language),
                                row.products().stream().map(this::productName).collect(Collectors.joining(", ")),
                                versions(row),
                                gateway.source())))
                .toList();
    }

    private Guidance.Exclusion exclusion(Port row, String transport, PortRange range, String from, String to) {
        String source =
                row.sources().contains(ARTICLE) ? ARTICLE : row.sources().getFirst();
        return new Guidance.Exclusion(
                row.id(),
                from,
                to,
                transport.toUpperCase(Locale.ROOT),
                range.toString(),
                row.purpose().in(language),
                row.products().stream().map(this::productName).collect(Collectors.joining(", ")),
                versions(row),
                catalog.sources(List.of(source)).getFirst());
    }

    private Guidance.Exclusion ownPort(GuidanceRequest.Connection connection, String from, String to) {
        return new Guidance.Exclusion(
                "own-port",
                from,
                to,
                connection.transport().toUpperCase(Locale.ROOT),
                connection.server().port().toString(),
                OWN_PORT.in(language),
                "",
                ALL.in(language),
                catalog.sources(List.of("hc-range")).getFirst());
    }

    private static Guidance.Exclusion numbered(Guidance.Exclusion row, int number) {
        return new Guidance.Exclusion(
                row.id() + "#" + number,
                row.from(),
                row.to(),
                row.protocol(),
                row.ports(),
                row.why(),
                row.product(),
                row.versions(),
                row.source());
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
