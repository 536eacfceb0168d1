package io.firewitness.engine.document;

import java.time.Instant;

/**
 * What became of one input file, or of one file inside a bundle.
 *
 * @param id stable id: the input's id; members of a bundle append {@code /} and their path
 * @param name file name; members of a bundle append {@code /} and their path
 * @param kind {@code capture}, {@code log}, {@code bundle} or {@code unknown}
 * @param format what it is more exactly, as {@code pcapng} or {@code pcap+gzip}
 * @param status {@code analysed}, {@code analysed-in-part} or {@code refused}
 * @param bytes size in bytes as given, compressed where it is compressed
 * @param packets packets read; {@code null} for anything but a capture
 * @param lines lines read; {@code null} for anything but a log
 * @param brokenAtByte first byte (of the decompressed file) that could not be used; {@code null} for a whole file
 * @param reason why it is refused or only partly analysed, one English sentence
 * @param reasonText the same for every language
 * @param vantagePoint {@code sender}, {@code receiver}, {@code middle} or {@code unknown}
 * @param vantageReason why that vantage point is assumed
 * @param sha256 digest of the file's bytes, hexadecimal; {@code null} where not computed
 * @param start time of the first packet or line
 * @param end time of the last packet or line
 * @param zone time zone of a log, as {@code +09:00}; {@code null} where unknown
 * @param headersOnly true where packets are cut before their payload ends
 * @param dropped packets that the capturing tool reports as lost; {@code null} where it reports nothing
 * @param partOf its place in a recording of several files; {@code null} for a file that stands alone
 * @param log product, encoding and unread lines of a log; {@code null} for anything else
 */
public record ArtifactEntry(
        String id,
        String name,
        String kind,
        String format,
        String status,
        long bytes,
        Long packets,
        Long lines,
        Long brokenAtByte,
        String reason,
        Text reasonText,
        String vantagePoint,
        Text vantageReason,
        String sha256,
        Instant start,
        Instant end,
        String zone,
        Boolean headersOnly,
        Long dropped,
        PartOf partOf,
        LogInfo log) {
    /** An entry for anything but a log. */
    public ArtifactEntry(
            String id,
            String name,
            String kind,
            String format,
            String status,
            long bytes,
            Long packets,
            Long lines,
            Long brokenAtByte,
            String reason,
            Text reasonText,
            String vantagePoint,
            Text vantageReason,
            String sha256,
            Instant start,
            Instant end,
            String zone,
            Boolean headersOnly,
            Long dropped) {
        this(
                id,
                name,
                kind,
                format,
                status,
                bytes,
                packets,
                lines,
                brokenAtByte,
                reason,
                reasonText,
                vantagePoint,
                vantageReason,
                sha256,
                start,
                end,
                zone,
                headersOnly,
                dropped,
                null,
                null);
    }

    /** The same with another reason for its status. */
    public ArtifactEntry because(Text why, String english) {
        return new ArtifactEntry(
                id,
                name,
                kind,
                format,
                status,
                bytes,
                packets,
                lines,
                brokenAtByte,
                english,
                why,
                vantagePoint,
                vantageReason,
                sha256,
                start,
                end,
                zone,
                headersOnly,
                dropped,
                partOf,
                log);
    }

    /** The same as a part of a recording. */
    public ArtifactEntry as(PartOf part) {
        return new ArtifactEntry(
                id,
                name,
                kind,
                format,
                status,
                bytes,
                packets,
                lines,
                brokenAtByte,
                reason,
                reasonText,
                vantagePoint,
                vantageReason,
                sha256,
                start,
                end,
                zone,
                headersOnly,
                dropped,
                part,
                log);
    }
}
