package io.firewitness.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulePackTest {
    private static RulePack read(String json) throws IOException {
        return RulePack.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theBuiltInPackIsGood() {
        assertThat(RulePack.builtIn().problems()).isEmpty();
    }

    @Test
    void aPackTakesWhatItLeavesOutFromTheBuiltInOne() throws IOException {
        RulePack pack = read("{\"version\": \"2026-12-01.1\", \"tempering\": 0.5}");
        assertThat(pack.problems()).isEmpty();
        assertThat(pack.version()).isEqualTo("2026-12-01.1");
        assertThat(pack.priors()).isEqualTo(RulePack.builtIn().priors());
    }

    @Test
    void aPackWithoutAVersionIsNone() {
        assertThatThrownBy(() -> read("{\"tempering\": 0.5}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"version": "new"} | the version new is no date with a number, as 2026-11-23.1
            {"version": "2026-12-01.1", "thresholds": {"verdict": 0.9}} | the thresholds cannot be used: rule pack 2026-12-01.1 has no threshold likely
            {"version": "2026-12-01.1", "priors": {"host-abort": 0.5}} | the priors add up to 0.5, not to 1
            {"version": "2026-12-01.1", "priors": {"alien": 1}} | the priors cannot be used: no verdict class is called alien
            {"version": "2026-12-01.1", "weights": {"rst-ttl.strong": {"host-abort": 99}}} | the weight of rst-ttl.strong for host-abort is 99, not a number from -6.0 to 6.0
            {"version": "2026-12-01.1", "weights": {"unheard-of": {"host-abort": 1}}} | feature unheard-of is in no group
            {"version": "2026-12-01.1", "signatures": [{"id": "greedy", "family": "G", "class": "network", "codes": ["7"], "matches": ["error: 7"], "rejects": ["error: 7 again"]}]} | signature greedy takes a line that it must leave alone: error: 7 again
            {"version": "2026-12-01.1", "signatures": [{"id": "deaf", "family": "G", "class": "network", "codes": ["7"], "matches": ["error: 8"], "rejects": ["nothing"]}]} | signature deaf misses its own line: error: 8
            {"version": "2026-12-01.1", "signatures": [{"id": "bare", "family": "G", "class": "network", "codes": ["7"], "matches": ["error: 7"]}]} | signature bare has no line under rejects
            {"version": "2026-12-01.1", "logLines": [{"event": "blocks", "anchor": "processed blocks", "pattern": "processed blocks (?<n>[0-9]+)"}]} | the pattern of event blocks has no group "blocks": processed blocks (?<n>[0-9]+)
            {"version": "2026-12-01.1", "logLines": [{"event": "endpoint", "anchor": "Connecting to", "pattern": "Connecting to (?<host>.+):(?<port>[0-9]+)"}]} | an endpoint has no "kind": Connecting to (?<host>.+):(?<port>[0-9]+)
            {"version": "2026-12-01.1", "signatures": [{"id": "s3", "family": "S-{code}", "class": "control", "patterns": [{"anchors": ["S3 error:"], "pattern": "S3 error: [0-9]+"}], "matches": ["S3 error: 7"], "rejects": ["nothing"]}]} | the pattern of signature s3 has no group "code": S3 error: [0-9]+
            """)
    void aBadPackSaysWhatIsWrong(String json, String problem) throws IOException {
        assertThat(read(json).problems()).contains(problem);
    }

    @Test
    void aPatternThatDoesNotCompileIsNamed() throws IOException {
        RulePack pack = read(
                "{\"version\": \"2026-12-01.1\", \"logLines\": [{\"event\": \"header\", \"anchor\": \"Starting new log\", \"pattern\": \"(\"}]}");
        assertThat(pack.problems())
                .singleElement()
                .asString()
                .startsWith("the wording cannot be compiled: Unclosed group");
    }
}
