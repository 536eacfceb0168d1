package io.firewitness.analysis.diagnosis;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.document.Diagnosis;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Chart data of killed connections, read in a second pass over their capture. */
@ApplicationScoped
class ChartSeries {
    /** JSON by connection id, for the connections that a person will look at first. */
    Map<String, String> of(Diagnosis diagnosis, List<Artifact> inputs) {
        return Map.of();
    }
}
