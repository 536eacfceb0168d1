package io.firewitness.engine.series;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.capture.PacketEvent;
import io.firewitness.engine.capture.PacketEvents;
import io.firewitness.engine.document.Connection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** Packets of a connection that one file holds. */
    private record Piece(String file, List<PacketEvent> events) {}

    /**
     * Reads the series of a TCP connection of this capture.
     *
     * @throws IOException where the artifact cannot be read
     */
    public static Series read(Artifact artifact, Connection connection, Limits limits) throws IOException {
        return read(List.of(artifact), List.of(connection), limits).getFirst();
    }

    /**
     * Reads the series of several TCP connections. Each file is read once, and only where it holds one of them; packets are
     * counted in their files, whose borders the series tells.
     *
     * @param files captures, those of one recording in their order
     * @return the series in the order of {@code connections}, without those of which no file is given
     * @throws IOException where an artifact cannot be read
     */
    public static List<Series> read(List<Artifact> files, List<Connection> connections, Limits limits)
            throws IOException {
        PacketEvents reader = new PacketEvents();
        Map<String, List<Piece>> pieces = new HashMap<>();
        for (Artifact file : files) {
            List<PacketEvents.Wanted> wanted = connections.stream()
                    .flatMap(c -> wanted(c, file.id()).stream())
                    .toList();
            if (wanted.isEmpty()) {
                continue;
            }
            List<List<PacketEvent>> events = reader.read(file.open(), wanted);
            for (int i = 0; i < wanted.size(); i++) {
                pieces.computeIfAbsent(wanted.get(i).id(), id -> new ArrayList<>())
                        .add(new Piece(file.id(), events.get(i)));
            }
        }
        return connections.stream()
                .filter(c -> pieces.containsKey(c.id()))
                .map(c -> series(c, pieces.get(c.id()), limits))
                .toList();
    }

    private static Series series(Connection connection, List<Piece> pieces, Limits limits) {
        List<PacketEvent> all = pieces.stream().flatMap(p -> p.events.stream()).toList();
        List<PacketEvent> named = pieces.stream()
                .filter(p -> p.file.equals(connection.artifactId()))
                .flatMap(p -> p.events.stream())
                .toList();
        Instant zero = zero(connection, named);
        List<Series.File> borders = pieces.stream()
                .filter(p -> !connection.parts().isEmpty() && !p.events.isEmpty())
                .map(p -> new Series.File(p.file, millis(zero, p.events.getFirst())))
                .toList();
        return series(connection, zero, all, limits, borders);
    }

    private static double millis(Instant zero, PacketEvent event) {
        return Duration.between(zero, event.time()).toNanos() / 1e6;
    }

    /** What this file holds of the connection. */
    private static Optional<PacketEvents.Wanted> wanted(Connection connection, String file) {
        if (connection.parts().isEmpty()) {
            return file.equals(connection.artifactId())
                    ? Optional.of(wanted(connection, connection.firstPacket(), connection.lastPacket()))
                    : Optional.empty();
        }
        return connection.parts().stream()
                .filter(p -> p.artifactId().equals(file))
                .map(p -> wanted(connection, p.firstPacket(), p.lastPacket()))
                .findFirst();
    }

    private static PacketEvents.Wanted wanted(Connection connection, long first, long last) {
        return new PacketEvents.Wanted(
                connection.id(),
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
