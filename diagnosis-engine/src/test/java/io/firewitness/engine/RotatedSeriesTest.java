package io.firewitness.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.document.Connection;
import io.firewitness.engine.series.ConnectionSeries;
import io.firewitness.engine.series.Series;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pictures of connections that lasted while their recording was rotated. */
class RotatedSeriesTest {
    private static final Path SAMPLE = Path.of("../samples/dying-backup.pcap");

    private final List<String> opened = new ArrayList<>();
    private List<Artifact> files;
    private List<Connection> connections;

    /** The first connection lies in a0, a40 and a100, the second in a100, the third in a100 and a210, the last in a210. */
    @BeforeEach
    void rotate() throws IOException {
        files = List.of(file(0, 0, 40), file(1, 40, 100), file(2, 100, 210), file(3, 210, 258));
        connections = diagnosed(files);
        opened.clear();
    }

    private Artifact file(int number, int from, int to) throws IOException {
        Recording whole = Recording.read(SAMPLE);
        byte[] bytes = whole.shots(whole.shots().subList(from, to)).pcap(ByteOrder.LITTLE_ENDIAN, 1);
        String id = "a" + from;
        return new Artifact(id, "ring.pcap" + number, bytes.length, () -> {
            opened.add(id);
            return new ByteArrayInputStream(bytes);
        });
    }

    private static List<Connection> diagnosed(List<Artifact> files) throws IOException {
        return Engine.diagnose(files, RulePack.builtIn(), Progress.NONE).connections();
    }

    private static List<Series> series(List<Artifact> files, List<Connection> connections) throws IOException {
        return ConnectionSeries.read(files, connections, ConnectionSeries.Limits.SCREEN);
    }

    private static List<Long> ends(Series series) {
        return series.segments().stream().map(Series.Segment::to).toList();
    }

    @Test
    void thePictureOfAConnectionGoesOnFromFileToFile() throws IOException {
        Artifact one = file(0, 0, 258);
        List<Series> whole = series(List.of(one), diagnosed(List.of(one)));
        List<Series> parts = series(files, connections);
        assertThat(parts).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertThat(ends(parts.get(i))).isEqualTo(ends(whole.get(i)));
            assertThat(parts.get(i).zero().time()).isEqualTo(whole.get(i).zero().time());
        }
        assertThat(parts.getFirst().zero().packet()).isEqualTo(32);
        assertThat(parts.getFirst().files()).extracting(Series.File::artifact).containsExactly("a0", "a40", "a100");
    }

    @Test
    void eachFileIsReadOnceForAllConnections() throws IOException {
        series(files, connections);
        assertThat(opened).containsExactly("a0", "a40", "a100", "a210");
    }

    @Test
    void filesThatHoldNoneOfTheConnectionsAreNotRead() throws IOException {
        series(files, connections.subList(1, 2));
        assertThat(opened).containsExactly("a100");
    }

    /** A file may be gone by then: what is left of the connection is read where it lies. */
    @Test
    void packetsAreLookedForInTheFileThatHoldsThem() throws IOException {
        Connection first = connections.getFirst();
        Series all = series(files, List.of(first)).getFirst();
        Series left = series(files.subList(1, 4), List.of(first)).getFirst();
        assertThat(left.zero()).isEqualTo(all.zero());
        assertThat(left.segments())
                .extracting(Series.Segment::packet)
                .containsExactlyElementsOf(all.segments().stream()
                        .filter(s -> s.t() >= all.files().get(1).t())
                        .map(Series.Segment::packet)
                        .toList());
        assertThat(left.files()).extracting(Series.File::artifact).containsExactly("a40", "a100");
    }

    @Test
    void aConnectionOfWhichNoFileIsLeftHasNoPicture() throws IOException {
        assertThat(series(files.subList(3, 4), connections.subList(0, 1))).isEmpty();
    }
}
