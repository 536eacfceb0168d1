package io.firewitness.knowledge.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file keeps its schema, and each slip of an author's hand is found: in one file by its schema, across files by the rules. */
class AlteredContentTest {
    private static final String PFSENSE = "vendors/pfsense.yaml";
    private static final String HEALTHY = "guidance/healthy.yaml";
    private static final String VCC_PORTS = "ports/vcc.yaml";
    private static final String SOURCES = "sources.yaml";
    private static final String STATUS = "does not have a value in the enumeration [\"CONFIRMED\", \"REASONED\"]";
    private static final String UNKNOWN =
            "is not defined in the schema and the schema does not allow additional properties";

    static List<String> files() {
        return ContentReader.index();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileKeepsItsSchema(String file) {
        assertThat(ContentSchemas.violations(file, ContentReader.bytes(file))).isEmpty();
    }

    static Stream<Arguments> slipsInAFile() {
        return Stream.of(
                arguments(HEALTHY, ", ja: \"正常\"", "", "$.title: required property 'ja' not found"),
                arguments(HEALTHY, "ja: \"正常\"", "ja: \" \"", "$.title.ja: does not match the regex pattern \\S"),
                arguments(PFSENSE, "status: CONFIRMED", "status: RECALLED", "$.statements[0].status: " + STATUS),
                arguments(VCC_PORTS, "status: CONFIRMED", "status: RECALLED", "$.ports[0].status: " + STATUS),
                arguments(VCC_PORTS, "    bulk:", "    bulky:", "$.ports[0]: property 'bulky' " + UNKNOWN),
                arguments(VCC_PORTS, "    bulk:", "    bulky:", "$.ports[0]: required property 'bulk' not found"),
                arguments(VCC_PORTS, "reviewed:", "checked:", "$: property 'checked' " + UNKNOWN),
                arguments(
                        VCC_PORTS,
                        "[tcp, udp]",
                        "[tcp, sctp]",
                        "$.ports[0].transports[1]: does not have a value in the enumeration [\"tcp\", \"udp\"]"),
                arguments(SOURCES, "    url: ", "    link: ", "$.sources[0]: required property 'url' not found"),
                arguments(
                        SOURCES,
                        "url: \"https://",
                        "url: \"",
                        "$.sources[0].url: does not match the regex pattern ^https?://[^\\s]+$"),
                arguments(
                        SOURCES,
                        "    reviewed: 2026-11-23\n",
                        "",
                        "$.sources[0]: required property 'reviewed' not found"),
                arguments(
                        SOURCES,
                        "2026-11-23",
                        "2026-11-31",
                        "$.sources[0].reviewed: does not match the date pattern must be a valid RFC 3339 full-date"),
                arguments(
                        "guidance/closed-port.yaml",
                        "evidence: closed-port\n",
                        "",
                        "$: must be valid to one and only one schema, but 0 are valid"),
                arguments(
                        HEALTHY,
                        "class: healthy\n",
                        "class: healthy\nevidence: closed-port\n",
                        "$: must be valid to one and only one schema, but 2 are valid with indexes '0, 1'"),
                arguments(PFSENSE, "reviewed: 2026-11-23\n", "", "$: required property 'reviewed' not found"),
                arguments(
                        PFSENSE,
                        "[pf-snort]",
                        "[]",
                        "$.statements[0].sources: must have at least 1 items but found 0"));
    }

    @ParameterizedTest
    @MethodSource("slipsInAFile")
    void aSlipInAFileBreaksItsSchema(String file, String original, String slip, String violation) {
        assertThat(ContentSchemas.violations(file, altered(file, original, slip)))
                .contains(violation);
    }

    static Stream<Arguments> slipsThatTheRulesFind() {
        return Stream.of(
                arguments(PFSENSE, "[pf-snort]", "[pf-snor]", "pfsense.pass-list: unknown source pf-snor"),
                arguments(
                        VCC_PORTS,
                        "to: cloud-gateway",
                        "to: cloud-gate",
                        "vcc.kb2140-gateway: unknown component cloud-gate"),
                arguments(
                        VCC_PORTS,
                        "[vcc, vbr, vaw, val]",
                        "[vvc, vbr, vaw, val]",
                        "vcc.kb2140-gateway: unknown product vvc"),
                arguments(
                        "contradictions.yaml",
                        "[kb2140.range,",
                        "[kb2140.rang,",
                        "contradiction.data-port: unknown statement kb2140.rang"),
                arguments(HEALTHY, ", ja: \"正常\"", "", "healthy: missing translation"),
                arguments(
                        "guidance/closed-port.yaml",
                        "evidence: closed-port\n",
                        "class: healthy\nevidence: closed-port\n",
                        "closed-port: neither class nor rule alone selects this guide"),
                arguments(
                        PFSENSE,
                        "status: CONFIRMED",
                        "status: RECALLED",
                        "pfsense.pass-list: status RECALLED must not be shown as fact"),
                arguments(
                        SOURCES,
                        "    url: \"https://github.com/endoflife-date/release-data/blob/main/releases/veeam-backup-for-microsoft-365.json\"\n",
                        "",
                        "builds-vb365: no address"),
                arguments(SOURCES, "    reviewed: 2026-11-23\n", "", "builds-vb365: no review date"));
    }

    @ParameterizedTest
    @MethodSource("slipsThatTheRulesFind")
    void aSlipBreaksARule(String file, String original, String slip, String violation) {
        assertThat(ContentRules.violations(read(file, original, slip))).containsExactly(violation);
    }

    @Test
    void portsThatOverlapWithoutAVersionBoundBreakARule() {
        // The pair of the gateway's own row, one port wider, and no bound that would keep the two apart.
        String second = """
                ports:
                  - {id: vcc.second, status: CONFIRMED, products: [vcc], from: tenant-backup-server, to: cloud-gateway,
                     transports: [tcp], ranges: ["6179-6180"], service: cloud-gateway, bulk: true%s,
                     purpose: {en: "x", ja: "あ"}, sources: [kb2140]}
                """;
        assertThat(ContentRules.violations(read(VCC_PORTS, "ports:\n", second.formatted(""))))
                .containsExactly("vcc.second and vcc.kb2140-gateway: same ports for the same pair and versions");
        assertThat(ContentRules.violations(read(VCC_PORTS, "ports:\n", second.formatted(", until: \"9\""))))
                .as("a bound on one side only does not keep them apart")
                .containsExactly("vcc.second and vcc.kb2140-gateway: same ports for the same pair and versions");
    }

    @Test
    void anUnknownMemberIsNotRead() {
        assertThatThrownBy(() -> read(VCC_PORTS, "    bulk:", "    bulky:"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("content/ports/vcc.yaml: Unrecognized field \"bulky\"");
    }

    @Test
    void aStatusOrARangeThatIsNoneIsNotRead() {
        assertThatThrownBy(() -> read(PFSENSE, "CONFIRMED", "CERTAIN"))
                .hasMessageContaining("content/vendors/pfsense.yaml", "CERTAIN");
        assertThatThrownBy(() -> read(VCC_PORTS, "\"6180\"", "\"6180-6170\""))
                .hasMessageContaining("no port range: 6180-6170");
    }

    private static Content read(String file, String original, String slip) {
        return ContentReader.read(name -> name.equals(file) ? altered(file, original, slip) : ContentReader.bytes(name))
                .content();
    }

    /** The file with the first {@code original} replaced. */
    private static byte[] altered(String file, String original, String slip) {
        String text = new String(ContentReader.bytes(file), StandardCharsets.UTF_8);
        int at = text.indexOf(original);
        assertThat(at).as(original).isNotNegative();
        return (text.substring(0, at) + slip + text.substring(at + original.length())).getBytes(StandardCharsets.UTF_8);
    }
}
