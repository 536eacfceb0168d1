package io.firewitness.analysis;

import io.firewitness.platform.test.DemoSecretsRules;

class DemoSecretsIT extends DemoSecretsRules {
    DemoSecretsIT() {
        super("analysis");
    }
}
