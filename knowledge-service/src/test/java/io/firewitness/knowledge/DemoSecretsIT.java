package io.firewitness.knowledge;

import io.firewitness.platform.test.DemoSecretsRules;

class DemoSecretsIT extends DemoSecretsRules {
    DemoSecretsIT() {
        super("knowledge");
    }
}
