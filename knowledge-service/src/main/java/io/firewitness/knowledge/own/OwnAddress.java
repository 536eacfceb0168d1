package io.firewitness.knowledge.own;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses and networks as people write them in a device's entry: literal only, so nothing is ever looked up. */
public final class OwnAddress {
    /** The library also takes texts with blanks around them. */
    private static final Pattern FORM = Pattern.compile("[0-9A-Fa-f:./]{2,49}");

    /** Larger networks would cover strangers. */
    private static final int SHORTEST_IPV4_PREFIX = 8;

    private static final int SHORTEST_IPV6_PREFIX = 16;

    private static final IPAddressStringParameters STRICT = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowWildcardedSeparator(false)
            .allowMask(false)
            .allowPrefixOnly(false)
            .setRangeOptions(RangeParameters.NO_RANGE)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .allowLeadingZeros(false)
            .allowPrefixLengthLeadingZeros(false)
            .allowBinary(false)
            .getParentBuilder()
            .getIPv6AddressParametersBuilder()
            .allowZone(false)
            .allowBase85(false)
            .allowBinary(false)
            .getParentBuilder()
            .toParams();

    private OwnAddress() {}

    /** An address, or a network without host bits that is not too large; empty for anything else. */
    static Optional<IPAddress> network(String text) {
        return parse(text)
                .filter(address -> address.getNetworkPrefixLength() == null
                        || (address.isPrefixBlock()
                                && address.getNetworkPrefixLength()
                                        >= (address.isIPv4() ? SHORTEST_IPV4_PREFIX : SHORTEST_IPV6_PREFIX)));
    }

    /** One address; empty for a network and anything else. */
    static Optional<IPAddress> single(String text) {
        return parse(text).filter(address -> address.getNetworkPrefixLength() == null);
    }

    /** Whether both texts mean one address, however it is written. */
    public static boolean same(String one, String other) {
        return single(one).flatMap(left -> single(other).map(left::equals)).orElse(false);
    }

    private static Optional<IPAddress> parse(String text) {
        return text == null || !FORM.matcher(text).matches()
                ? Optional.empty()
                : Optional.ofNullable(new IPAddressString(text, STRICT).getAddress());
    }
}
