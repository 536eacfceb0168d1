package io.firewitness.engine.document;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be said about a connection or a case. The order is the gravity: the first ones concern people most. */
public enum VerdictClass implements Wire {
    FIREWALL_SIGNATURE_RESET,
    FIREWALL_SILENT_DROP,
    KEY_EXCHANGE_BLOCKED,
    MIDDLEBOX_RESET,
    IDLE_TIMEOUT_RESET,
    PMTUD_BLACKHOLE,
    PATH_OUTAGE,
    HOST_ABORT,
    PACKET_LOSS,
    INSUFFICIENT,
    HEALTHY;

    private static final Map<String, VerdictClass> BY_WIRE =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(VerdictClass::wire, Function.identity()));

    private final String wire = name().toLowerCase(Locale.ROOT).replace('_', '-');

    @Override
    public String wire() {
        return wire;
    }

    /** True for the three classes that accuse a firewall's inspection of content. */
    public boolean accusesFirewall() {
        return this == FIREWALL_SIGNATURE_RESET || this == FIREWALL_SILENT_DROP || this == KEY_EXCHANGE_BLOCKED;
    }

    /**
     * The class with the given word.
     *
     * @throws IllegalArgumentException for any other word
     */
    public static VerdictClass ofWire(String wire) {
        VerdictClass found = BY_WIRE.get(wire);
        if (found == null) {
            throw new IllegalArgumentException("no verdict class is called " + wire);
        }
        return found;
    }
}
