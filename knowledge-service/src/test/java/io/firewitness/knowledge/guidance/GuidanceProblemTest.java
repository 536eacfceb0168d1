package io.firewitness.knowledge.guidance;

import io.firewitness.platform.test.ProblemRules;
import org.junit.jupiter.api.Test;

class GuidanceProblemTest {
    @Test
    void everyErrorSpeaksBothLanguages() {
        ProblemRules.check(GuidanceProblem.values());
    }
}
