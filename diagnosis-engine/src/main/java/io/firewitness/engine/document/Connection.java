package io.firewitness.engine.document;

import java.time.Instant;
import java.util.List;

/**
 * One TCP connection or UDP conversation in one capture, on one interface.
 *
 * @param id stable: artifact id, {@code #} and the number of the connection from 1
 * @param artifact name of the capture
 * @param artifactId id of the capture
 * @param interfaceNumber pcapng interface, counted over all sections; 0 elsewhere
 * @param transport {@code tcp} or {@code udp}
 * @param serviceClass by port: {@code data-mover}, {@code cloud-gateway}, {@code https}, …, {@code other}
 * @param firstPacket first packet number, counted from 1 in the file
 * @param lastPacket last packet number
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
        gaps = List.copyOf(gaps);
        marks = List.copyOf(marks);
        matches = List.copyOf(matches);
        evidence = List.copyOf(evidence);
    }
}
