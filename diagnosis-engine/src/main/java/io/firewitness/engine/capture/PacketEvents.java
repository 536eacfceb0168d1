package io.firewitness.engine.capture;

import io.firewitness.engine.InputStreamSupplier;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the packets of TCP connections, for pictures. Offsets count on from one file of a recording to the next. */
public final class PacketEvents {
    /** More packets of a connection than this are not kept one by one. */
    private static final int MOST = 1_000_000;

    private final Fragments fragments = new Fragments();
    private final Map<String, Stream> streams = new HashMap<>();

    /** What was read of a connection so far. */
    private static final class Stream {
        final Direction[] directions = {new Direction(), new Direction()};
        final long[] lastAck = {-1, -1};
        /** Packets in all files. */
        int packets;
    }

    /** Packets of one connection that are wanted of the file at hand. */
    private record Reader(Wanted wanted, Stream stream, List<PacketEvent> events) {}

    /**
     * A connection between two of its packets, {@code first} and {@code last} counted from 1 in the file.
     *
     * @param id equal for what several files hold of one connection
     */
    public record Wanted(
            String id,
            String client,
            int clientPort,
            String server,
            int serverPort,
            int interfaceNumber,
            long first,
            long last) {}

    /**
     * Reads the packets of some connections in one pass over a file. Files of one recording are read in their order.
     *
     * @return for each wanted connection its packets in this file, in the same order
     * @throws IOException where the source fails
     */
    public List<List<PacketEvent>> read(InputStreamSupplier file, List<Wanted> wanted) throws IOException {
        List<Reader> readers = wanted.stream()
                .map(one -> new Reader(one, streams.computeIfAbsent(one.id(), id -> new Stream()), new ArrayList<>()))
                .toList();
        try (OpenCapture capture = OpenCapture.open(file, done -> {})) {
            long[] packets = {0};
            capture.read(packet -> {
                packet.number = ++packets[0];
                if (isDrawn(packet, wanted) && Decoder.decode(packet) && fragments.isPlaced(packet)) {
                    readers.forEach(reader -> packet(reader, packet));
                }
            });
        }
        return readers.stream().map(reader -> List.copyOf(reader.events)).toList();
    }

    /** Most packets of a large capture lie outside of all pictures; they are not even decoded. */
    private static boolean isDrawn(Packet p, List<Wanted> wanted) {
        for (Wanted one : wanted) {
            if (p.number >= one.first() && p.number <= one.last() && p.interfaceNumber == one.interfaceNumber()) {
                return true;
            }
        }
        return false;
    }

    private static void packet(Reader reader, Packet p) {
        Wanted wanted = reader.wanted;
        if (p.number < wanted.first()
                || p.number > wanted.last()
                || p.interfaceNumber != wanted.interfaceNumber()
                || reader.stream.packets >= MOST
                || p.isIcmpQuote
                || p.protocol != Decoder.TCP) {
            return;
        }
        boolean fromClient = p.sourcePort == wanted.clientPort()
                && p.targetPort == wanted.serverPort()
                && isBetween(p, wanted.client(), wanted.server());
        boolean fromServer = !fromClient
                && p.sourcePort == wanted.serverPort()
                && p.targetPort == wanted.clientPort()
                && isBetween(p, wanted.server(), wanted.client());
        if (fromClient || fromServer) {
            take(reader, p, fromClient);
        }
    }

    private static boolean isBetween(Packet p, String from, String to) {
        return Addresses.text(p.sourceHigh, p.sourceLow, p.isIpv6).equals(from)
                && Addresses.text(p.targetHigh, p.targetLow, p.isIpv6).equals(to);
    }

    private static void take(Reader reader, Packet p, boolean fromClient) {
        Stream stream = reader.stream;
        stream.packets++;
        int side = fromClient ? 0 : 1;
        Direction own = stream.directions[side];
        Direction peer = stream.directions[1 - side];
        boolean isSyn = p.has(Packet.SYN);
        boolean isReset = p.has(Packet.RST);
        if (!own.hasBase && !isReset) {
            own.base = isSyn ? p.sequence + 1 : p.sequence;
            own.hasBase = true;
        }
        boolean hasAck = p.has(Packet.ACK);
        if (hasAck && !peer.hasBase) {
            peer.base = p.acknowledgement;
            peer.hasBase = true;
        }
        long from = own.hasBase ? own.offset(p.sequence) + (isSyn ? 1 : 0) : 0;
        long to = from + p.payloadLength;
        long ack = hasAck ? peer.offset(p.acknowledgement) : 0;
        boolean isAgain = p.payloadLength > 0 && to <= own.max;
        boolean isDuplicate = hasAck && p.payloadLength == 0 && !isSyn && ack == stream.lastAck[side];
        if (!isReset) {
            own.max = Math.max(own.max, to);
            stream.lastAck[side] = hasAck ? ack : stream.lastAck[side];
        }
        Instant time =
                Instant.ofEpochSecond(Math.floorDiv(p.time, 1_000_000_000L), Math.floorMod(p.time, 1_000_000_000L));
        reader.events.add(new PacketEvent(
                p.number, time, fromClient, from, to, isAgain, hasAck, ack, isDuplicate, isReset, p.ttl));
    }
}
