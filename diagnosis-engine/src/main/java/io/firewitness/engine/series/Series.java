package io.firewitness.engine.series;

import io.firewitness.engine.document.Ttls;
import java.time.Instant;
import java.util.List;

/**
 * What the picture of one connection needs. Times are milliseconds relative to {@link Zero}; offsets are payload bytes from
 * the start of the direction.
 *
 * @param connection id of the connection
 * @param zero the origin of the time axis
 * @param drawn segments in this answer
 * @param total segments of the connection
 * @param segments data segments, thinned evenly where there are too many; those near the cut are all kept
 * @param acks acknowledgements, thinned likewise
 * @param resets every RST
 * @param ttl TTL baselines of both directions
 * @param files where several files hold the connection: from when on packets are counted in which one; else empty
 */
public record Series(
        String connection,
        Zero zero,
        long drawn,
        long total,
        List<Segment> segments,
        List<Ack> acks,
        List<Rst> resets,
        Ttls ttl,
        List<File> files) {
    public Series {
        segments = List.copyOf(segments);
        acks = List.copyOf(acks);
        resets = List.copyOf(resets);
        files = List.copyOf(files);
    }

    /** The cut, or the last packet where nothing was cut. */
    public record Zero(Instant time, Long streamOffset, long packet) {}

    /** From time {@code t} on packets lie in the file with this id. */
    public record File(String artifact, double t) {}

    /** One data segment; {@code dir} is {@code client-to-server} or {@code server-to-client}. */
    public record Segment(double t, String dir, long from, long to, long packet, boolean retransmission, int ttl) {}

    /** One acknowledgement of the data of direction {@code dir}. */
    public record Ack(double t, String dir, long ack, long packet, int ttl, boolean duplicate) {}

    /** One RST, sent in direction {@code dir} as it claims. */
    public record Rst(double t, long packet, String dir, int ttl, long seq) {}
}
