package io.firewitness.engine.document;

import java.time.Instant;
import java.util.List;

/**
 * One TCP connection or UDP conversation in one capture, on one interface.
 *
 * @param id stable: id of the (first) artifact of its recording, {@code #} and the number of the connection from 1
 * @param artifact name of the capture: of several, the one that holds the cut, else the last one
 * @param artifactId id of that capture
 * @param interfaceNumber pcapng interface, counted over all sections; 0 elsewhere
 * @param transport {@code tcp} or {@code udp}
 * @param serviceClass by port: {@code data-mover}, {@code cloud-gateway}, {@code https}, …, {@code other}
 * @param firstPacket first packet number, counted from 1 in the file
 * @param lastPacket last packet number there
 * @param parts all files that hold it, in their order, where a recording was rotated while it lasted; else empty
 * @param payloadBytes distinct payload bytes of each direction
 * @param kill where it was cut; {@code null} where nothing was cut
 * @param rttMs round-trip times; {@code null} where not measurable
 * @param evidence facts for and against
 */
public record Connection(
        String id,
        String artifact,
        String artifactId,
        @Member("interface") int interfaceNumber,
        String transport,
        Endpoint client,
        Endpoint server,
        String serviceClass,
        long firstPacket,
        long lastPacket,
        List<ConnectionPart> parts,
        Instant start,
        Instant end,
        DirectionBytes payloadBytes,
        Verdict verdict,
        Kill kill,
        Close close,
        Ttls ttl,
        Rtt rttMs,
        Hops hops,
        List<Gap> gaps,
        List<Mark> marks,
        List<Match> matches,
        List<Evidence> evidence) {
    public Connection {
        parts = List.copyOf(parts);
        gaps = List.copyOf(gaps);
        marks = List.copyOf(marks);
        matches = List.copyOf(matches);
        evidence = List.copyOf(evidence);
    }
}
