package io.firewitness.engine.capture;

import io.firewitness.engine.InputStreamSupplier;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads the packets of TCP connections, for pictures. */
public final class PacketEvents {
    /** More packets than this are not kept one by one. */
    private static final int MOST = 1_000_000;

    private Wanted wanted;
    private final List<PacketEvent> events = new ArrayList<>();
    private final Direction[] directions = {new Direction(), new Direction()};
    private final long[] lastAck = {-1, -1};

    private PacketEvents(Wanted wanted) {
        this.wanted = wanted;
    }

    /** A connection between two of its packets, {@code first} and {@code last} counted from 1 in its file. */
    public record Wanted(
            String client, int clientPort, String server, int serverPort, int interfaceNumber, long first, long last) {}

    /**
     * Reads the packets of some connections in one pass over their capture.
     *
     * @return for each wanted connection its packets, in the same order
     * @throws IOException where the stream fails
     */
    public static List<List<PacketEvent>> read(InputStream in, List<Wanted> wanted) throws IOException {
        List<PacketEvents> readers = wanted.stream().map(PacketEvents::new).toList();
        try (OpenCapture capture = OpenCapture.of(in, done -> {})) {
            long[] packets = {0};
            Fragments fragments = new Fragments();
            capture.read(packet -> {
                packet.number = ++packets[0];
                if (isDrawn(packet, wanted) && Decoder.decode(packet) && fragments.isPlaced(packet)) {
                    readers.forEach(reader -> reader.packet(packet));
                }
            });
        }
        return readers.stream().map(reader -> List.copyOf(reader.events)).toList();
    }

    /**
     * Reads the packets of one connection that several files of a recording hold.
     *
     * @param files the files that hold it, in their order
     * @param stretches what is wanted of each
     * @return for each file its packets; offsets count on from file to file
     * @throws IOException where a source fails
     */
    public static List<List<PacketEvent>> read(List<InputStreamSupplier> files, List<Wanted> stretches)
            throws IOException {
        PacketEvents reader = new PacketEvents(stretches.getFirst());
        Fragments fragments = new Fragments();
        List<List<PacketEvent>> events = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            int before = reader.events.size();
            reader.wanted = stretches.get(i);
            long[] packets = {0};
            try (OpenCapture capture = OpenCapture.open(files.get(i), done -> {})) {
                capture.read(packet -> {
                    packet.number = ++packets[0];
                    if (isDrawn(packet, List.of(reader.wanted))
                            && Decoder.decode(packet)
                            && fragments.isPlaced(packet)) {
                        reader.packet(packet);
                    }
                });
            }
            events.add(List.copyOf(reader.events.subList(before, reader.events.size())));
        }
        return events;
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

    private void packet(Packet p) {
        if (p.number < wanted.first()
                || p.number > wanted.last()
                || p.interfaceNumber != wanted.interfaceNumber()
                || events.size() >= MOST
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
            take(p, fromClient);
        }
    }

    private static boolean isBetween(Packet p, String from, String to) {
        return Addresses.text(p.sourceHigh, p.sourceLow, p.isIpv6).equals(from)
                && Addresses.text(p.targetHigh, p.targetLow, p.isIpv6).equals(to);
    }

    private void take(Packet p, boolean fromClient) {
        int side = fromClient ? 0 : 1;
        Direction own = directions[side];
        Direction peer = directions[1 - side];
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
        boolean isDuplicate = hasAck && p.payloadLength == 0 && !isSyn && ack == lastAck[side];
        if (!isReset) {
            own.max = Math.max(own.max, to);
            lastAck[side] = hasAck ? ack : lastAck[side];
        }
        Instant time =
                Instant.ofEpochSecond(Math.floorDiv(p.time, 1_000_000_000L), Math.floorMod(p.time, 1_000_000_000L));
        events.add(new PacketEvent(
                p.number, time, fromClient, from, to, isAgain, hasAck, ack, isDuplicate, isReset, p.ttl));
    }
}
