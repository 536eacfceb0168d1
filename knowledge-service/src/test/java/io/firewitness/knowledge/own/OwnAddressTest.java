package io.firewitness.knowledge.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.1",
                "203.0.113.0/24",
                "10.0.0.0/8",
                "203.0.113.1/32",
                "2001:db8::1",
                "2001:db8::/32",
                "::ffff:203.0.113.1"
            })
    void anAddressOrANetworkIsTaken(String text) {
        assertThat(OwnAddress.network(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "*",
                "0.0.0.0/0",
                "::/0",
                "0.0.0.0/7",
                "2000::/15",
                "203.0.113.1/24",
                "203.0.113.0/33",
                "203.0.113.0/255.255.255.0",
                "203.0.113",
                "203.0.113.*",
                "203.0.113.1-9",
                "203.0.113.001",
                "0x7f.0.0.1",
                "2130706433",
                "fe80::1%eth0",
                "2001:db8::/",
                "/24",
                "edge.example",
                "localhost",
                "203.0.113.1 ",
                "203.0.113.1\n"
            })
    void anythingElseIsRefused(String text) {
        assertThat(OwnAddress.network(text)).isEmpty();
    }

    @Test
    void oneAddressIsNoNetwork() {
        assertThat(OwnAddress.single("203.0.113.1")).isPresent();
        assertThat(OwnAddress.single("203.0.113.1/32")).isEmpty();
        assertThat(OwnAddress.single(null)).isEmpty();
    }

    @Test
    void anAddressIsTheSameHoweverItIsWritten() {
        assertThat(OwnAddress.same("2001:db8::1", "2001:DB8:0:0:0:0:0:1")).isTrue();
        assertThat(OwnAddress.same("203.0.113.1", "203.0.113.10")).isFalse();
    }

    @Test
    void aNetworkCoversItsOwnAddressesOnly() {
        CaseAddresses addresses =
                new CaseAddresses(Stream.of("203.0.113.7", "203.0.114.7", "2001:db8::7", "203.0.113.7"));
        assertThat(addresses.in(List.of("203.0.113.0/24"))).containsExactly("203.0.113.7");
        assertThat(addresses.in(List.of("203.0.113.7"))).containsExactly("203.0.113.7");
        assertThat(addresses.in(List.of("2001:db8::/64", "203.0.114.0/24")))
                .containsExactly("203.0.114.7", "2001:db8::7");
        assertThat(addresses.in(List.of("203.0.113.8"))).isEmpty();
        assertThat(addresses.in(List.of())).isEmpty();
    }
}
