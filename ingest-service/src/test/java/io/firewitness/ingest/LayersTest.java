package io.firewitness.ingest;

import io.firewitness.platform.test.LayerRules;
import org.junit.jupiter.api.Test;

class LayersTest {
    @Test
    void layersAreKept() {
        LayerRules.check("ingest");
    }
}
