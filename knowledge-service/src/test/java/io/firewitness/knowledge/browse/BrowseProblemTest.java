package io.firewitness.knowledge.browse;

import io.firewitness.platform.test.ProblemRules;
import org.junit.jupiter.api.Test;

class BrowseProblemTest {
    @Test
    void everyErrorSpeaksBothLanguages() {
        ProblemRules.check(BrowseProblem.values());
    }
}
