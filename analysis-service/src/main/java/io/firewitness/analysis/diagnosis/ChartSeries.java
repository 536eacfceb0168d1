package io.firewitness.analysis.diagnosis;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.document.ArtifactEntry;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.DiagnosisJson;
import io.firewitness.engine.series.ConnectionSeries;
import io.firewitness.engine.series.Series;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Chart data of cut connections, read in one further pass over each capture that holds one. */
@ApplicationScoped
class ChartSeries {
    /** People look at the strongest few; each is stored with up to 8000 points. */
    private static final int MAX_CONNECTIONS = 5;

    /** JSON by connection id, for the cut connections of the case's own class first. */
    Map<String, String> of(Diagnosis diagnosis, List<Artifact> inputs) throws IOException {
        List<Connection> cut = diagnosis.connections().stream()
                .filter(connection -> connection.kill() != null)
                .sorted(Comparator.comparing(
                                (Connection connection) -> connection.verdict().verdictClass()
                                        != diagnosis.verdict().verdictClass())
                        .thenComparingDouble(connection -> -connection.verdict().confidence()))
                .limit(MAX_CONNECTIONS)
                .toList();
        Map<String, String> series = new HashMap<>();
        for (Series one : ConnectionSeries.read(inOrder(diagnosis, inputs), cut, ConnectionSeries.Limits.SCREEN)) {
            series.put(one.connection(), json(one));
        }
        return series;
    }

    /** Files of one recording in their order, whatever order they were uploaded in. */
    private static List<Artifact> inOrder(Diagnosis diagnosis, List<Artifact> inputs) {
        Map<String, Integer> parts = new HashMap<>();
        for (ArtifactEntry entry : diagnosis.artifacts()) {
            if (entry.partOf() != null) {
                parts.put(entry.id(), entry.partOf().part());
            }
        }
        return inputs.stream()
                .sorted(Comparator.comparing(input -> parts.getOrDefault(input.id(), 0)))
                .toList();
    }

    private static String json(Series series) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DiagnosisJson.writeValue(series, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
