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
    /** The same with another reason for its status. */
    public ArtifactEntry because(Text why, String english) {
        Draft draft = new Draft(this);
        draft.reason = english;
        draft.reasonText = why;
        return draft.entry();
    }

    /** The same as a part of a recording. */
    public ArtifactEntry as(PartOf part) {
        Draft draft = new Draft(this);
        draft.partOf = part;
        return draft.entry();
    }

    /** An entry in the making: what is not set is unknown. */
    public static final class Draft {
        private final String id;
        private final String name;
        private final String kind;
        private final String format;
        private final long bytes;
        private String status = "analysed";
        private Long packets;
        private Long lines;
        private Long brokenAtByte;
        private String reason;
        private Text reasonText;
        private String vantagePoint = "unknown";
        private Text vantageReason;
        private String sha256;
        private Instant start;
        private Instant end;
        private String zone;
        private Boolean headersOnly;
        private Long dropped;
        private PartOf partOf;
        private LogInfo log;

        /** A file that was read as a whole. */
        public Draft(String id, String name, String kind, String format, long bytes) {
            this.id = id;
            this.name = name;
            this.kind = kind;
            this.format = format;
            this.bytes = bytes;
        }

        private Draft(ArtifactEntry e) {
            this(e.id, e.name, e.kind, e.format, e.bytes);
            status = e.status;
            packets = e.packets;
            lines = e.lines;
            brokenAtByte = e.brokenAtByte;
            reason = e.reason;
            reasonText = e.reasonText;
            vantagePoint = e.vantagePoint;
            vantageReason = e.vantageReason;
            sha256 = e.sha256;
            start = e.start;
            end = e.end;
            zone = e.zone;
            headersOnly = e.headersOnly;
            dropped = e.dropped;
            partOf = e.partOf;
            log = e.log;
        }

        /** How far it was read, and why no further: {@code null} where nothing hindered it. */
        public Draft status(String word, Text why, String english) {
            status = word;
            reasonText = why;
            reason = english;
            return this;
        }

        public Draft brokenAt(Long offset) {
            brokenAtByte = offset;
            return this;
        }

        public Draft between(Instant first, Instant last) {
            start = first;
            end = last;
            return this;
        }

        /** Of a capture. */
        public Draft packets(long read, boolean areHeadersOnly, Long lost) {
            packets = read;
            headersOnly = areHeadersOnly;
            dropped = lost;
            return this;
        }

        /** Of a capture. */
        public Draft seenFrom(String place, Text why) {
            vantagePoint = place;
            vantageReason = why;
            return this;
        }

        /** Of a log. */
        public Draft lines(long read, String offset, LogInfo info) {
            lines = read;
            zone = offset;
            log = info;
            return this;
        }

        public ArtifactEntry entry() {
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
                    partOf,
                    log);
        }
    }
}
