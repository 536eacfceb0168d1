package io.firewitness.knowledge.guidance;

import io.firewitness.knowledge.content.Content;
import io.firewitness.knowledge.content.Port;
import io.firewitness.knowledge.content.PortRange;
import io.firewitness.knowledge.guidance.AddressBook.Pair;
import io.firewitness.knowledge.own.OwnAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns killed connections into rows to exempt, and refused ones into rows to allow: the addresses are the case's, the ports are those of the matrix for the
 * service that was hit. A row is never wider than the facts give, and never "any".
 */
final class ExclusionPlanner {
    /** More pairs than this are no plan for a person; the caller says that the rest was left out. */
    static final int MAX_ROWS = 200;

    /**
     * Services whose ports stand in for each other: a reconnect takes the next port of the range, version 13 falls back
     * from 6162 to the range, and the cloud gateway uses UDP beside TCP. Of the others only the port seen is exempted.
     */
    private static final Set<String> INTERCHANGEABLE = Set.of("data-mover", "cloud-gateway");

    private static final String CLOUD_GATEWAY = "cloud-gateway";

    private final List<Port> rows;
    private final AddressBook book;
    private final ExclusionRows written;
    private final OwnPart.Gateway gateway;

    /**
     * @param rows of the matrix, see {@link #bulkRows}
     * @param gateway where the tenant's data goes in place of the defaults; null for the defaults
     */
    ExclusionPlanner(List<Port> rows, AddressBook book, ExclusionRows written, OwnPart.Gateway gateway) {
        this.rows = rows;
        this.book = book;
        this.written = written;
        this.gateway = gateway;
    }

    /**
     * The rows of the matrix that carry bulk data of a product and version, KB2140's own first, then the most general.
     *
     * @param product id; null for unknown
     * @param version null for unknown
     */
    static List<Port> bulkRows(Content content, String product, String version) {
        return rows(content, product, version).stream().filter(Port::bulk).toList();
    }

    /** Like {@link #bulkRows}, with those that carry no bulk data: what cannot be connected to may be any of them. */
    static List<Port> rows(Content content, String product, String version) {
        return content.ports().stream()
                .filter(port -> product == null || port.products().contains(product))
                .filter(port -> port.holdsFor(version))
                .sorted(Comparator.comparing((Port port) -> !port.sources().contains(ExclusionRows.ARTICLE))
                        .thenComparingInt(port -> -port.products().size()))
                .toList();
    }

    /** @param killed connections with a verdict that these rows cure; empty where only logs were given */
    List<Guidance.Exclusion> plan(List<GuidanceRequest.Connection> killed, List<String> signatures) {
        Map<String, Guidance.Exclusion> plan = new LinkedHashMap<>();
        for (GuidanceRequest.Connection connection : killed) {
            for (Guidance.Exclusion row : forConnection(connection)) {
                plan.putIfAbsent(key(row), row);
            }
            if (plan.size() > MAX_ROWS) {
                break;
            }
        }
        if (killed.isEmpty()) {
            withoutCapture(signatures).forEach(row -> plan.putIfAbsent(key(row), row));
        }
        List<Guidance.Exclusion> numbered = new ArrayList<>();
        plan.values().forEach(row -> numbered.add(ExclusionRows.numbered(row, numbered.size() + 1)));
        return numbered;
    }

    private static String key(Guidance.Exclusion row) {
        return String.join(" ", row.from(), row.to(), row.protocol(), row.ports());
    }

    /** One side of the connection opened it, and the port is the other's. */
    private record Hit(Pair ends, String transport, int port, List<Port> rows) {}

    private List<Guidance.Exclusion> forConnection(GuidanceRequest.Connection connection) {
        Hit hit = hit(connection);
        List<Pair> pairs = book.pairs(hit.ends().from(), hit.ends().to());
        String to = hit.ends().to();
        Optional<Port> gatewayRow = gatewayRow();
        if (gateway != null
                && gateway.port() != null
                && gateway.port() == hit.port()
                && (gateway.address() == null
                        || book.forms(to).stream().anyMatch(form -> OwnAddress.same(gateway.address(), form)))
                && gatewayRow.isPresent()) {
            return ownGateway(gatewayRow.get(), pairs);
        }
        if (!fits(hit.rows(), book.role(hit.ends().from()), book.role(to))) {
            boolean isGateway = book.role(to).filter(CLOUD_GATEWAY::equals).isPresent() && gatewayRow.isPresent();
            return isGateway
                    ? onEach(
                            pairs,
                            pair -> gatewayRow.get().transports().stream()
                                    .map(transport ->
                                            written.seenGateway(gatewayRow.get(), transport, hit.port(), pair))
                                    .toList())
                    : onEach(pairs, pair -> List.of(written.seen(hit.transport(), hit.port(), pair)));
        }
        Port row = hit.rows().getFirst();
        if (row.installation() != null || !INTERCHANGEABLE.contains(row.service())) {
            PortRange range = row.ranges().stream()
                    .filter(candidate -> candidate.contains(hit.port()))
                    .findFirst()
                    .orElseThrow();
            return onEach(pairs, pair -> List.of(written.of(row, hit.transport(), range, pair)));
        }
        List<Port> stand = standing(row.service(), book.role(hit.ends().from()), book.role(to));
        return onEach(pairs, pair -> whole(stand, pair.from(), pair.to()));
    }

    /**
     * The rows that a connection hit. Where the reader knows both ends and the matrix has rows for the other direction only, the capture
     * began in the middle and its client is the server.
     */
    private Hit hit(GuidanceRequest.Connection connection) {
        Pair seen = new Pair(connection.client().address(), connection.server().address());
        Hit asSeen = hit(seen, connection.transport(), connection.server().port());
        Optional<String> client = book.role(seen.from());
        Optional<String> server = book.role(seen.to());
        if (client.isPresent() && server.isPresent() && !fits(asSeen.rows(), client, server)) {
            Hit reversed = hit(
                    new Pair(seen.to(), seen.from()),
                    connection.transport(),
                    connection.client().port());
            if (fits(reversed.rows(), server, client)) {
                return reversed;
            }
        }
        return asSeen;
    }

    private boolean fits(List<Port> candidates, Optional<String> from, Optional<String> to) {
        return candidates.stream().anyMatch(row -> book.distance(row, from, to).isPresent());
    }

    private Hit hit(Pair ends, String transport, int port) {
        List<Port> touched = rows.stream()
                .filter(row -> row.transports().contains(transport) && row.covers(port))
                .toList();
        // What only some installations keep counts where nothing else uses the port.
        List<Port> ordinary =
                touched.stream().filter(row -> row.installation() == null).toList();
        List<Port> counting = ordinary.isEmpty() ? touched : ordinary;
        return new Hit(ends, transport, port, nearest(counting, book.role(ends.from()), book.role(ends.to())));
    }

    /** Those that name the two ends most exactly; all where none names them. */
    private List<Port> nearest(List<Port> candidates, Optional<String> from, Optional<String> to) {
        OptionalInt least = candidates.stream()
                .map(row -> book.distance(row, from, to))
                .filter(OptionalInt::isPresent)
                .mapToInt(OptionalInt::getAsInt)
                .min();
        return least.isEmpty()
                ? candidates
                : candidates.stream()
                        .filter(row -> book.distance(row, from, to).equals(least))
                        .toList();
    }

    /** The rows of a service that name two ends; of the gateway also what the article asks for whoever sends: UDP beside TCP. */
    private List<Port> standing(String service, Optional<String> from, Optional<String> to) {
        List<Port> standing = new ArrayList<>(nearest(service(service), from, to));
        if (service.equals(CLOUD_GATEWAY)) {
            gatewayRow().ifPresent(standing::add);
        }
        return standing;
    }

    private List<Port> service(String service) {
        return rows.stream()
                .filter(row -> row.service().equals(service) && row.installation() == null)
                .toList();
    }

    private static List<Guidance.Exclusion> onEach(
            List<Pair> pairs, java.util.function.Function<Pair, List<Guidance.Exclusion>> made) {
        return pairs.stream().flatMap(pair -> made.apply(pair).stream()).toList();
    }

    /** Every port of these rows, both transports, each range once; null stands for an end that only has a role. */
    private List<Guidance.Exclusion> whole(List<Port> of, String from, String to) {
        Map<String, Guidance.Exclusion> found = new LinkedHashMap<>();
        for (Port row : of) {
            for (String transport : row.transports()) {
                for (PortRange range : row.ranges()) {
                    found.putIfAbsent(
                            transport + range, written.of(row, transport, range, written.named(row, from, to)));
                }
            }
        }
        return List.copyOf(found.values());
    }

    /**
     * Without a capture nobody sees the addresses. Where the reader knows both ends of a row, they are taken; else the article's own
     * rows, with roles in the place of what is not known.
     */
    private List<Guidance.Exclusion> withoutCapture(List<String> signatures) {
        boolean onlyMicrosoft365 = !signatures.isEmpty() && signatures.stream().allMatch("winsock-10004"::equals);
        Set<String> services = rows.stream()
                .filter(row -> row.sources().contains(ExclusionRows.ARTICLE))
                .map(Port::service)
                .filter(service -> !onlyMicrosoft365 || service.equals("microsoft-365"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<Guidance.Exclusion> known = services.stream()
                .flatMap(service -> betweenKnown(service).stream())
                .toList();
        return known.isEmpty()
                ? services.stream().flatMap(service -> roles(service).stream()).toList()
                : known;
    }

    /** The rows of a service between addresses that the reader entered, each pair with the rows that name it most exactly. */
    private List<Guidance.Exclusion> betweenKnown(String service) {
        List<Port> candidates = service(service);
        List<Guidance.Exclusion> found = new ArrayList<>();
        for (GuidanceRequest.KnownAddress from : book.entries()) {
            for (GuidanceRequest.KnownAddress to : book.entries()) {
                Optional<String> left = Optional.of(from.role());
                Optional<String> right = Optional.of(to.role());
                if (!from.equals(to) && fits(candidates, left, right)) {
                    List<Port> nearest = standing(service, left, right);
                    List<Pair> pairs = book.pairs(from.address(), to.address());
                    found.addAll(
                            gateway != null && service.equals(CLOUD_GATEWAY)
                                    ? ownGateway(nearest.getFirst(), pairs)
                                    : onEach(pairs, pair -> whole(nearest, pair.from(), pair.to())));
                }
            }
        }
        return found;
    }

    /** Roles in the place of addresses; rows of which the reader knows one end come before those of which nobody knows any. */
    private List<Guidance.Exclusion> roles(String service) {
        List<Port> candidates = gateway != null && service.equals(CLOUD_GATEWAY)
                ? gatewayRow().stream().toList()
                : service(service);
        List<Port> half = candidates.stream()
                .filter(row ->
                        !book.of(row.from()).isEmpty() || !book.of(row.to()).isEmpty())
                .toList();
        Map<String, Guidance.Exclusion> found = new LinkedHashMap<>();
        for (Port row : half.isEmpty() ? candidates : half) {
            for (String from : orUnknown(book.of(row.from()))) {
                for (String to : orUnknown(
                        gateway != null && gateway.address() != null && service.equals(CLOUD_GATEWAY)
                                ? List.of(gateway.address())
                                : book.of(row.to()))) {
                    List<Guidance.Exclusion> rows = gateway != null && service.equals(CLOUD_GATEWAY)
                            ? ownGateway(row, List.of(written.named(row, from, to)))
                            : whole(List.of(row), from, to);
                    rows.forEach(made -> found.putIfAbsent(
                            String.join(" ", String.valueOf(from), String.valueOf(to), made.protocol(), made.ports()),
                            made));
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** One null for an end that nobody knows. */
    private static List<String> orUnknown(List<String> addresses) {
        return addresses.isEmpty() ? java.util.Collections.singletonList(null) : addresses;
    }

    /** The article's row of the cloud gateway; empty where the product has none. */
    private Optional<Port> gatewayRow() {
        return service(CLOUD_GATEWAY).stream().findFirst();
    }

    /** The transports of the matrix on the port that the provider uses for this tenant; the provider is the source. */
    private List<Guidance.Exclusion> ownGateway(Port row, List<Pair> pairs) {
        List<String> ports = gateway.port() != null
                ? List.of(gateway.port().toString())
                : row.ranges().stream().map(PortRange::toString).toList();
        return onEach(
                pairs,
                pair -> row.transports().stream()
                        .flatMap(transport ->
                                ports.stream().map(port -> written.ofGateway(gateway, row, transport, port, pair)))
                        .toList());
    }
}
