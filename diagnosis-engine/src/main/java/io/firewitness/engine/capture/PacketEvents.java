package io.firewitness.engine.capture;

import io.firewitness.engine.ContentType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads the packets of one TCP connection, for pictures. */
public final class PacketEvents {
    /** More packets than this are not kept one by one. */
    private static final int MOST = 1_000_000;

    private final String client;
    private final int clientPort;
    private final String server;
    private final int serverPort;
    private final int interfaceNumber;
    private final long first;
    private final long last;
    private final List<PacketEvent> events = new ArrayList<>();
    private final Direction[] directions = {new Direction(), new Direction()};
    private final long[] lastAck = {-1, -1};

    private PacketEvents(
            String client, int clientPort, String server, int serverPort, int interfaceNumber, long first, long last) {
        this.client = client;
        this.clientPort = clientPort;
        this.server = server;
        this.serverPort = serverPort;
        this.interfaceNumber = interfaceNumber;
        this.first = first;
        this.last = last;
    }

    /**
     * Reads the packets of a connection between two packet numbers.
     *
     * @throws IOException where the stream fails
     */
    public static List<PacketEvent> read(
            InputStream in,
            String client,
            int clientPort,
            String server,
            int serverPort,
            int interfaceNumber,
            long first,
            long last)
            throws IOException {
        PacketEvents reader = new PacketEvents(client, clientPort, server, serverPort, interfaceNumber, first, last);
        byte[] head = in.readNBytes(ContentType.HEAD_BYTES);
        CaptureReader.read(
                ContentType.detect(head), new SequenceInputStream(new ByteArrayInputStream(head), in), reader::packet);
        return List.copyOf(reader.events);
    }

    private void packet(Packet p) {
        if (p.number < first || p.number > last || p.interfaceNumber != interfaceNumber || events.size() >= MOST) {
            return;
        }
        if (!Decoder.decode(p) || p.isIcmpQuote || p.protocol != Decoder.TCP) {
            return;
        }
        boolean fromClient = p.sourcePort == clientPort && p.targetPort == serverPort && isBetween(p, client, server);
        boolean fromServer = p.sourcePort == serverPort && p.targetPort == clientPort && isBetween(p, server, client);
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
