package io.firewitness.engine.series;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.capture.PacketEvent;
import io.firewitness.engine.capture.PacketEvents;
import io.firewitness.engine.document.Connection;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads a capture again for the pictures of some of its connections. */
public final class ConnectionSeries {
    private ConnectionSeries() {}

    /**
     * Bounds the answer.
     *
     * @param segments most segments returned
     * @param acks most acknowledgements returned
     * @param keptAroundZero segments before the cut that are never thinned out
     */
    public record Limits(int segments, int acks, int keptAroundZero) {
        /** Enough for a wide screen. */
        public static final Limits SCREEN = new Limits(4000, 4000, 200);
    }

    /**
     * Reads the series of a TCP connection of this capture.
     *
     * @throws IOException where the artifact cannot be read
     */
    public static Series read(Artifact artifact, Connection connection, Limits limits) throws IOException {
        return read(artifact, List.of(connection), limits).getFirst();
    }

    /**
     * Reads the series of several TCP connections of this capture in one pass.
     *
     * @return the series in the order of {@code connections}
     * @throws IOException where the artifact cannot be read
     */
    public static List<Series> read(Artifact artifact, List<Connection> connections, Limits limits) throws IOException {
        List<List<PacketEvent>> events;
        try (InputStream in = artifact.open().open()) {
            events = PacketEvents.read(
                    in, connections.stream().map(ConnectionSeries::wanted).toList());
        }
        List<Series> result = new ArrayList<>();
        for (int i = 0; i < connections.size(); i++) {
            result.add(series(connections.get(i), events.get(i), limits));
        }
        return result;
    }

    private static PacketEvents.Wanted wanted(Connection connection) {
        return new PacketEvents.Wanted(
                connection.client().address(),
                connection.client().port(),
                connection.server().address(),
                connection.server().port(),
                connection.interfaceNumber(),
                connection.firstPacket(),
                connection.lastPacket());
    }

    private static Series series(Connection connection, List<PacketEvent> events, Limits limits) {
        long zeroPacket = connection.kill() == null
                ? connection.lastPacket()
                : connection.kill().packet();
        Instant zero = connection.end();
        for (PacketEvent e : events) {
            if (e.packet() == zeroPacket) {
                zero = e.time();
            }
        }
        List<Series.Segment> segments = new ArrayList<>();
        List<Series.Ack> acks = new ArrayList<>();
        List<Series.Rst> resets = new ArrayList<>();
        for (PacketEvent e : events) {
            double t = Duration.between(zero, e.time()).toNanos() / 1e6;
            String dir = direction(e.fromClient());
            if (e.isReset()) {
                resets.add(new Series.Rst(t, e.packet(), dir, e.ttl(), e.from()));
            } else if (e.to() > e.from()) {
                segments.add(new Series.Segment(t, dir, e.from(), e.to(), e.packet(), e.isAgain(), e.ttl()));
            }
            if (e.hasAck() && !e.isReset()) {
                acks.add(new Series.Ack(
                        t, direction(!e.fromClient()), e.ack(), e.packet(), e.ttl(), e.isDuplicateAck()));
            }
        }
        List<Series.Segment> drawn = thin(segments, limits.segments(), limits.keptAroundZero());
        return new Series(
                connection.id(),
                new Series.Zero(
                        zero,
                        connection.kill() == null ? null : connection.kill().streamOffset(),
                        zeroPacket),
                drawn.size(),
                segments.size(),
                drawn,
                thin(acks, limits.acks(), limits.keptAroundZero()),
                resets,
                connection.ttl());
    }

    /** The words of {@code kill.direction} in the document. */
    private static String direction(boolean fromClient) {
        return fromClient ? "client-to-server" : "server-to-client";
    }

    /** Keeps the end whole, where the cut is, and every n-th item before it. */
    private static <T> List<T> thin(List<T> items, int most, int kept) {
        if (items.size() <= most) {
            return items;
        }
        int tail = Math.min(kept, most / 2);
        int head = items.size() - tail;
        int step = Math.ceilDiv(head, most - tail);
        List<T> result = new ArrayList<>(most);
        for (int i = 0; i < head; i += step) {
            result.add(items.get(i));
        }
        result.addAll(items.subList(head, items.size()));
        return result;
    }
}
