package io.firewitness.analysis.diagnosis;

import io.firewitness.engine.Artifact;
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

/** Chart data of cut connections, read in one further pass over each capture. */
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
        for (Artifact input : inputs) {
            List<Connection> own = cut.stream()
                    .filter(connection -> connection.parts().isEmpty())
                    .filter(connection -> input.id().equals(connection.artifactId()))
                    .toList();
            if (!own.isEmpty()) {
                for (Series one : ConnectionSeries.read(input, own, ConnectionSeries.Limits.SCREEN)) {
                    series.put(one.connection(), json(one));
                }
            }
        }
        for (Connection connection : cut) {
            List<Artifact> files = files(connection, inputs);
            if (!files.isEmpty()) {
                Series one = ConnectionSeries.readParts(files, connection, ConnectionSeries.Limits.SCREEN);
                series.put(one.connection(), json(one));
            }
        }
        return series;
    }

    /** The files of a connection that lasted while its recording was rotated; none of one that lies in one file. */
    private static List<Artifact> files(Connection connection, List<Artifact> inputs) {
        return connection.parts().stream()
                .flatMap(part -> inputs.stream().filter(input -> input.id().equals(part.artifactId())))
                .toList();
    }

    private static String json(Series series) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DiagnosisJson.writeValue(series, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
