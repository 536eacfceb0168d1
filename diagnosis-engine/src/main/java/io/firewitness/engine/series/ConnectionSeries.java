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
            Connection connection = connections.get(i);
            result.add(series(connection, zero(connection, events.get(i)), events.get(i), limits, List.of()));
        }
        return result;
    }

    /**
     * Reads the series of a TCP connection that several files hold; packets are counted in their files, whose borders the series
     * tells.
     *
     * @param files the artifacts of {@link Connection#parts}, in their order
     * @throws IOException where an artifact cannot be read
     */
    public static Series readParts(List<Artifact> files, Connection connection, Limits limits) throws IOException {
        List<List<PacketEvent>> byFile = PacketEvents.read(
                files.stream().map(Artifact::open).toList(),
                connection.parts().stream()
                        .map(p -> wanted(connection, p.firstPacket(), p.lastPacket()))
                        .toList());
        List<PacketEvent> all = new ArrayList<>();
        List<PacketEvent> named = List.of();
        for (int i = 0; i < byFile.size(); i++) {
            all.addAll(byFile.get(i));
            if (files.get(i).id().equals(connection.artifactId())) {
                named = byFile.get(i);
            }
        }
        Instant zero = zero(connection, named);
        List<Series.File> borders = new ArrayList<>();
        for (int i = 0; i < byFile.size(); i++) {
            if (!byFile.get(i).isEmpty()) {
                double t = millis(zero, byFile.get(i).getFirst());
                borders.add(new Series.File(files.get(i).id(), t));
            }
        }
        return series(connection, zero, all, limits, borders);
    }

    private static double millis(Instant zero, PacketEvent event) {
        return Duration.between(zero, event.time()).toNanos() / 1e6;
    }

    private static PacketEvents.Wanted wanted(Connection connection) {
        return wanted(connection, connection.firstPacket(), connection.lastPacket());
    }

    private static PacketEvents.Wanted wanted(Connection connection, long first, long last) {
        return new PacketEvents.Wanted(
                connection.client().address(),
                connection.client().port(),
                connection.server().address(),
                connection.server().port(),
                connection.interfaceNumber(),
                first,
                last);
    }

    private static long zeroPacket(Connection connection) {
        return connection.kill() == null
                ? connection.lastPacket()
                : connection.kill().packet();
    }

    private static Instant zero(Connection connection, List<PacketEvent> events) {
        for (PacketEvent e : events) {
            if (e.packet() == zeroPacket(connection)) {
                return e.time();
            }
        }
        return connection.end();
    }

    private static Series series(
            Connection connection, Instant zero, List<PacketEvent> events, Limits limits, List<Series.File> files) {
        List<Series.Segment> segments = new ArrayList<>();
        List<Series.Ack> acks = new ArrayList<>();
        List<Series.Rst> resets = new ArrayList<>();
        for (PacketEvent e : events) {
            double t = millis(zero, e);
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
                        zeroPacket(connection)),
                drawn.size(),
                segments.size(),
                drawn,
                thin(acks, limits.acks(), limits.keptAroundZero()),
                resets,
                connection.ttl(),
                files);
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
