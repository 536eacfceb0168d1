package io.firewitness.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulePagesTest {
    @Test
    void everyKindOfEvidenceHasItsPage() {
        Map<?, ?> groups = (Map<?, ?>) RulePack.builtIn().section("groups");
        for (Object rule : groups.keySet()) {
            String page = rule.equals("mode") ? "ending" : (String) rule;
            assertThat(Files.exists(Path.of("../docs/rules/" + page + ".md")))
                    .as(page)
                    .isTrue();
        }
    }

    @Test
    void everyWeightedFeatureHasAGroup() {
        Map<?, ?> weights = (Map<?, ?>) RulePack.builtIn().section("weights");
        Map<?, ?> groups = (Map<?, ?>) RulePack.builtIn().section("groups");
        for (Object feature : weights.keySet()) {
            String name = (String) feature;
            int dot = name.indexOf('.');
            assertThat(groups.containsKey(dot < 0 ? name : name.substring(0, dot)))
                    .as(name)
                    .isTrue();
        }
    }
}
