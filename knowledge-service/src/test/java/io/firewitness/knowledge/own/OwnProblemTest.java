package io.firewitness.knowledge.own;

import io.firewitness.platform.test.ProblemRules;
import org.junit.jupiter.api.Test;

class OwnProblemTest {
    @Test
    void everyErrorSpeaksBothLanguages() {
        ProblemRules.check(OwnProblem.values());
    }
}
