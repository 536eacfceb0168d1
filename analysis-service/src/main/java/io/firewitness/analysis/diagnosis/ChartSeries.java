package io.firewitness.analysis.diagnosis;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.DiagnosisJson;
import io.firewitness.engine.series.ConnectionSeries;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chart data of cut connections, read in a further pass over their capture. */
@ApplicationScoped
class ChartSeries {
    /** Each takes one more pass over its capture; people look at the strongest few. */
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
        for (Connection connection : cut) {
            Optional<Artifact> capture = inputs.stream()
                    .filter(input -> input.id().equals(connection.artifactId()))
                    .findFirst();
            if (capture.isPresent()) {
                series.put(connection.id(), json(capture.get(), connection));
            }
        }
        return series;
    }

    private static String json(Artifact capture, Connection connection) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DiagnosisJson.writeValue(ConnectionSeries.read(capture, connection, ConnectionSeries.Limits.SCREEN), bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
