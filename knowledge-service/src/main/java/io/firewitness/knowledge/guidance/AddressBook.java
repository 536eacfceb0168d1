package io.firewitness.knowledge.guidance;

import io.firewitness.knowledge.content.Component;
import io.firewitness.knowledge.content.Port;
import io.firewitness.knowledge.own.OwnAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Who is behind which address, as the person who asks knows it. Immutable; empty where nothing is known. */
final class AddressBook {
    /** A box on the path, no end of a connection of ours. */
    static final String FIREWALL = "firewall";

    private final List<GuidanceRequest.KnownAddress> known;
    private final Map<String, String> generals = new HashMap<>();

    AddressBook(GuidanceRequest.Topology topology, List<Component> components) {
        this.known = topology == null || topology.addresses() == null ? List.of() : List.copyOf(topology.addresses());
        components.forEach(component -> generals.put(component.id(), component.general()));
    }

    /** A pair of addresses as one device on the path sees it. */
    record Pair(String from, String to) {}

    List<GuidanceRequest.KnownAddress> entries() {
        return known;
    }

    /** What an address is: its own role, else that of the one host behind it; empty for unknown and for a box on the path. */
    Optional<String> role(String address) {
        List<String> roles = new ArrayList<>();
        for (GuidanceRequest.KnownAddress entry : known) {
            if (!entry.role().equals(FIREWALL) && OwnAddress.same(entry.address(), address)) {
                return Optional.of(entry.role());
            }
            if (!entry.role().equals(FIREWALL) && entry.behind() != null && OwnAddress.same(entry.behind(), address)) {
                roles.add(entry.role());
            }
        }
        return roles.stream().distinct().count() == 1 ? Optional.of(roles.getFirst()) : Optional.empty();
    }

    boolean isFirewall(String address) {
        return known.stream()
                .anyMatch(entry -> entry.role().equals(FIREWALL) && OwnAddress.same(entry.address(), address));
    }

    /** The vendors of the firewalls on the path, each once. */
    Set<String> vendors() {
        Set<String> vendors = new LinkedHashSet<>();
        known.stream()
                .filter(entry -> entry.role().equals(FIREWALL) && entry.vendor() != null)
                .forEach(entry -> vendors.add(entry.vendor()));
        return vendors;
    }

    /** The addresses of the hosts that a row of the matrix means by a component. */
    List<String> of(String component) {
        return known.stream()
                .filter(entry -> steps(entry.role(), component).isPresent())
                .map(GuidanceRequest.KnownAddress::address)
                .toList();
    }

    /**
     * How far a row of the matrix is from naming these two ends: 0 where it names them, more where it speaks of them in general; empty
     * where it speaks of others.
     *
     * @param from role of the side that opens the connection; empty for unknown
     */
    OptionalInt distance(Port row, Optional<String> from, Optional<String> to) {
        if (from.isPresent() && to.isPresent() && areApart(from.get(), to.get())) {
            return OptionalInt.empty();
        }
        OptionalInt left = from.map(role -> steps(role, row.from())).orElse(OptionalInt.of(0));
        OptionalInt right = to.map(role -> steps(role, row.to())).orElse(OptionalInt.of(0));
        return left.isPresent() && right.isPresent()
                ? OptionalInt.of(left.getAsInt() + right.getAsInt())
                : OptionalInt.empty();
    }

    /** A tenant's servers reach those of the provider through the cloud gateway only, whatever a general row says. */
    private static boolean areApart(String from, String to) {
        return (from.startsWith("tenant-") && to.startsWith("sp-"))
                || (from.startsWith("sp-") && to.startsWith("tenant-"));
    }

    private OptionalInt steps(String role, String component) {
        int steps = 0;
        for (String at = role; at != null; at = generals.get(at)) {
            if (at.equals(component)) {
                return OptionalInt.of(steps);
            }
            steps++;
        }
        return OptionalInt.empty();
    }

    /** The addresses that stand for an address on one side of a translation or the other, itself first. */
    List<String> forms(String address) {
        Set<String> forms = new LinkedHashSet<>(List.of(address));
        for (GuidanceRequest.KnownAddress entry : known) {
            if (entry.behind() != null && OwnAddress.same(entry.behind(), address)) {
                forms.add(entry.address());
            }
            if (entry.behind() != null && OwnAddress.same(entry.address(), address)) {
                forms.add(entry.behind());
            }
        }
        return List.copyOf(forms);
    }

    /**
     * A connection as the devices on its path see it. Each side is translated on its own side of the line, so no device sees the inner
     * address of both.
     */
    List<Pair> pairs(String from, String to) {
        List<Pair> pairs = new ArrayList<>();
        for (String left : forms(from)) {
            for (String right : forms(to)) {
                if (!(isInner(left) && isInner(right))) {
                    pairs.add(new Pair(left, right));
                }
            }
        }
        return pairs.isEmpty() ? List.of(new Pair(from, to)) : pairs;
    }

    private boolean isInner(String address) {
        return known.stream().anyMatch(entry -> entry.behind() != null && OwnAddress.same(entry.address(), address));
    }
}
