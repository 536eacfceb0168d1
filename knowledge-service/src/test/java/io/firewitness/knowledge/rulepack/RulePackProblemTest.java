package io.firewitness.knowledge.rulepack;

import io.firewitness.platform.test.ProblemRules;
import org.junit.jupiter.api.Test;

class RulePackProblemTest {
    @Test
    void everyErrorSpeaksBothLanguages() {
        ProblemRules.check(RulePackProblem.values());
    }
}
