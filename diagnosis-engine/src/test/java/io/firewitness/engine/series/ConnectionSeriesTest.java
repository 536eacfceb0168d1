package io.firewitness.engine.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.Engine;
import io.firewitness.engine.Progress;
import io.firewitness.engine.RulePack;
import io.firewitness.engine.document.Connection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionSeriesTest {
    private static final Path SAMPLE = Path.of("../samples/dying-backup.pcap");

    @Test
    void thePictureOfACutConnectionEndsAtTheForeignReset() throws IOException {
        Artifact artifact = Artifact.of("a1", SAMPLE);
        Connection c = Engine.diagnose(List.of(artifact), RulePack.builtIn(), Progress.NONE)
                .connections()
                .getFirst();
        Series series = ConnectionSeries.read(artifact, c, ConnectionSeries.Limits.SCREEN);
        assertThat(series.zero().packet()).isEqualTo(132);
        assertThat(series.zero().streamOffset()).isEqualTo(148_355);
        Series.Rst reset = series.resets().getFirst();
        assertThat(reset.t()).isZero();
        assertThat(reset.ttl()).isEqualTo(64);
        assertThat(reset.dir()).isEqualTo("server-to-client");
        assertThat(series.drawn()).isEqualTo(series.total());
        assertThat(series.segments())
                .filteredOn(s -> s.dir().equals("client-to-server"))
                .last()
                .satisfies(s -> assertThat(s.to()).isEqualTo(c.payloadBytes().clientToServer()));
        assertThat(series.acks()).anySatisfy(a -> assertThat(a.ack()).isEqualTo(148_355));
    }

    @Test
    void aLongConnectionIsThinnedButItsEndIsKept() throws IOException {
        Artifact artifact = Artifact.of("a1", SAMPLE);
        Connection c = Engine.diagnose(List.of(artifact), RulePack.builtIn(), Progress.NONE)
                .connections()
                .getFirst();
        Series whole = ConnectionSeries.read(artifact, c, ConnectionSeries.Limits.SCREEN);
        Series thin = ConnectionSeries.read(artifact, c, new ConnectionSeries.Limits(20, 20, 5));
        assertThat(thin.total()).isEqualTo(whole.total());
        assertThat(thin.segments()).hasSizeLessThanOrEqualTo(20);
        assertThat(thin.segments().getLast()).isEqualTo(whole.segments().getLast());
    }
}
