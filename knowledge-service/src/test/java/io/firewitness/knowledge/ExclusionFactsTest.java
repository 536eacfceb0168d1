package io.firewitness.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.knowledge.content.Content;
import io.firewitness.knowledge.content.ContentReader;
import io.firewitness.knowledge.content.Port;
import io.firewitness.knowledge.content.PortRange;
import io.firewitness.knowledge.content.Product;
import io.firewitness.platform.test.Persona;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows to exempt, for every product and version of the content and every port of the matrix: all that is needed, nothing wider. */
@KnowledgeTest
class ExclusionFactsTest {
    private static final Content CONTENT = ContentReader.read().content();
    /** So many connections stay below the number of rows that a plan can hold. */
    private static final int AT_ONCE = 10;
    /** In no row of the matrix: all that can be said is that this port was cut. */
    private static final Set<Integer> ELSEWHERE = Set.of(1, 8443, 50_000, 65_535);

    private record Hit(String transport, int port, String client) {}

    static Stream<Arguments> versions() {
        return CONTENT.products().stream()
                .flatMap(product -> product.versions().stream()
                        .map(Product.ProductVersion::id)
                        .map(version -> Arguments.of(product.id(), version)));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aCutConnectionIsCoveredAndNoRowIsWiderThanTheFacts(String product, String version) {
        List<Port> facts = CONTENT.ports().stream()
                .filter(port -> port.bulk() && port.products().contains(product) && port.holdsFor(version))
                .toList();
        List<Hit> hits = hits(facts);
        for (int start = 0; start < hits.size(); start += AT_ONCE) {
            List<Hit> some = hits.subList(start, Math.min(start + AT_ONCE, hits.size()));
            List<Map<String, String>> rows = exclusions(product, version, some);
            for (Hit hit : some) {
                check(
                        facts,
                        hit,
                        rows.stream()
                                .filter(row -> row.get("from").equals(hit.client()))
                                .toList());
            }
        }
    }

    private static void check(List<Port> facts, Hit hit, List<Map<String, String>> rows) {
        assertThat(rows)
                .as("%s is covered", hit)
                .anyMatch(row -> row.get("protocol").equalsIgnoreCase(hit.transport())
                        && PortRange.parse(row.get("ports")).contains(hit.port()));
        assertThat(rows).as("%s", hit).allMatch(row -> row.get("to").equals("198.51.100.20"));
        List<Port> touched = facts.stream()
                .filter(port -> port.transports().contains(hit.transport()) && port.covers(hit.port()))
                .toList();
        if (touched.isEmpty()) {
            assertThat(rows).as("%s alone", hit).singleElement().satisfies(row -> {
                assertThat(row.get("ports")).isEqualTo(Integer.toString(hit.port()));
                assertThat(row.get("protocol")).isEqualToIgnoringCase(hit.transport());
            });
            return;
        }
        Set<String> services = touched.stream().map(Port::service).collect(Collectors.toSet());
        Set<String> allowed = facts.stream()
                .filter(port -> services.contains(port.service()))
                .flatMap(port -> port.transports().stream()
                        .flatMap(transport -> port.ranges().stream().map(range -> transport + " " + range)))
                .collect(Collectors.toSet());
        assertThat(rows.stream()
                        .map(row -> row.get("protocol").toLowerCase(java.util.Locale.ROOT) + " " + row.get("ports")))
                .as("%s: only rows of the services that use this port", hit)
                .isSubsetOf(allowed);
    }

    /** Both ends and the middle of every range, each transport, and ports beside the matrix; each from an address of its own. */
    private static List<Hit> hits(List<Port> facts) {
        Set<Map.Entry<String, Integer>> wanted = new LinkedHashSet<>();
        for (Port port : facts) {
            for (String transport : port.transports()) {
                for (PortRange range : port.ranges()) {
                    Stream.of(range.first(), (range.first() + range.last()) / 2, range.last())
                            .forEach(number -> wanted.add(Map.entry(transport, number)));
                }
            }
        }
        ELSEWHERE.forEach(number -> wanted.add(Map.entry("tcp", number)));
        List<Hit> hits = new ArrayList<>();
        wanted.forEach(one -> hits.add(new Hit(one.getKey(), one.getValue(), "10.20.4." + (hits.size() + 1))));
        return hits;
    }

    private static List<Map<String, String>> exclusions(String product, String version, List<Hit> hits) {
        String connections = hits.stream()
                .map(hit -> """
                        {"transport": "%s", "client": {"address": "%s", "port": 50123},
                         "server": {"address": "198.51.100.20", "port": %d},
                         "verdict": {"class": "firewall-signature-reset"}}""".formatted(hit.transport(), hit.client(), hit.port()))
                .collect(Collectors.joining(","));
        Response response = Own.write(Persona.AIKO)
                .body("""
                        {"topology": {"product": "%s", "version": "%s"},
                         "diagnosis": {"verdict": {"class": "firewall-signature-reset"}, "connections": [%s]}}""".formatted(product, version, connections))
                .post("/api/v1/guidance?lang=en&format=json");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath().getList("exclusions");
    }
}
