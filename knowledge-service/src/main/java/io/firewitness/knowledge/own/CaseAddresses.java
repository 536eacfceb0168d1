package io.firewitness.knowledge.own;

import inet.ipaddr.IPAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The addresses of one case, read once, to be held against the networks of many entries. Immutable. */
public final class CaseAddresses {
    /** As many as a plan has rows; a case with more shows the same devices. */
    private static final int MOST = 200;

    private final Map<String, IPAddress> addresses = new LinkedHashMap<>();

    /** @param literals addresses in the order of the case; what is none is left out */
    public CaseAddresses(Stream<String> literals) {
        literals.distinct()
                .limit(MOST)
                .forEach(text -> OwnAddress.single(text).ifPresent(address -> addresses.put(text, address)));
    }

    /** Those that lie in one of {@code networks}, as an entry holds them. */
    public List<String> in(List<String> networks) {
        List<IPAddress> outer = networks.stream()
                .map(OwnAddress::network)
                .flatMap(Optional::stream)
                .toList();
        return addresses.entrySet().stream()
                .filter(address -> outer.stream().anyMatch(network -> network.contains(address.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }
}
