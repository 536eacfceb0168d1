package io.firewitness.ingest;

import io.firewitness.platform.test.DemoSecretsRules;

class DemoSecretsIT extends DemoSecretsRules {
    DemoSecretsIT() {
        super("ingest");
    }
}
