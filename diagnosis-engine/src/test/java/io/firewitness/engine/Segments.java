package io.firewitness.engine;

import io.firewitness.engine.Recording.Shot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cuts the streams of a recording into other segments, and its connections shorter. */
final class Segments {
    private static final long TOGETHER = 200_000;
    private static final int MOST = 60_000;

    private Segments() {}

    /** A frame with its TCP segment, which is null where there is none. */
    private record Piece(Shot shot, int network, Segment segment) {
        static Piece of(Recording r, Shot s) {
            int at = r.network(s);
            Segment packet = at < 0 ? null : new Segment(Arrays.copyOfRange(s.bytes(), at, s.bytes().length));
            return new Piece(s, at, packet != null && packet.isTcp() ? packet : null);
        }

        int data() {
            return segment.length(shot.length() - network) - segment.payload();
        }

        /** Captured as a whole, plain data. */
        boolean isData() {
            return segment != null
                    && !segment.has(Segment.SYN | Segment.RST)
                    && data() > 0
                    && segment.bytes.length >= segment.payload() + data();
        }

        Shot with(byte[] packet) {
            byte[] frame = Frames.joined(Arrays.copyOf(shot.bytes(), network), packet);
            return new Shot(shot.nanos(), shot.port(), frame, frame.length);
        }
    }

    /** Data in segments of at most so many bytes. */
    static Recording split(Recording r, int most) {
        List<Shot> out = new ArrayList<>();
        for (Shot s : r.shots()) {
            Piece p = Piece.of(r, s);
            if (p.segment == null || !p.isData() || p.data() <= most) {
                out.add(s);
                continue;
            }
            for (int from = 0; from < p.data(); from += most) {
                int to = Math.min(p.data(), from + most);
                out.add(p.with(part(p, from, to)));
            }
        }
        return r.shots(out);
    }

    private static byte[] part(Piece p, int from, int to) {
        int header = p.segment.payload();
        Segment part = new Segment(Frames.joined(
                Arrays.copyOf(p.segment.bytes, header),
                Arrays.copyOfRange(p.segment.bytes, header + from, header + to)));
        part.sequence(part.sequence() + from);
        part.length(header + to - from, from == 0);
        if (to < p.data()) {
            part.flags(part.flags() & ~(Segment.FIN | 8));
        }
        return part.bytes;
    }

    /** Segments that follow each other at once as one, as offloading makes them. */
    static Recording gathered(Recording r) {
        List<Shot> out = new ArrayList<>();
        Piece open = null;
        for (Shot s : r.shots()) {
            Piece p = Piece.of(r, s);
            if (open != null && isNext(open, p)) {
                open = Piece.of(r, open.with(together(open, p)));
                continue;
            }
            if (open != null) {
                out.add(open.shot);
            }
            boolean isPlain = p.segment != null && p.isData() && !p.segment.has(Segment.FIN);
            open = isPlain ? p : null;
            if (!isPlain) {
                out.add(s);
            }
        }
        if (open != null) {
            out.add(open.shot);
        }
        return r.shots(out);
    }

    private static boolean isNext(Piece open, Piece p) {
        return p.segment != null
                && p.isData()
                && p.shot.port() == open.shot.port()
                && p.segment.stream().equals(open.segment.stream())
                && p.segment.sequence() == open.segment.sequence() + open.data()
                && p.segment.acknowledgement() == open.segment.acknowledgement()
                && p.segment.payload() == open.segment.payload()
                && !p.segment.has(Segment.FIN)
                && p.shot.nanos() - open.shot.nanos() < TOGETHER
                && open.data() + p.data() < MOST;
    }

    private static byte[] together(Piece open, Piece p) {
        int header = open.segment.payload();
        Segment both = new Segment(Frames.joined(
                Arrays.copyOf(open.segment.bytes, header + open.data()),
                Arrays.copyOfRange(p.segment.bytes, header, header + p.data())));
        both.length(header + open.data() + p.data(), true);
        both.flags(open.segment.flags() | p.segment.flags());
        return both.bytes;
    }

    /** Of each connection the packets from {@code first} on, until so many after its first RST. */
    static Recording between(Recording r, int first, int afterReset) {
        Map<String, int[]> seen = new HashMap<>();
        List<Shot> out = new ArrayList<>();
        for (Shot s : r.shots()) {
            Segment packet = Piece.of(r, s).segment;
            if (packet == null) {
                out.add(s);
                continue;
            }
            int[] counts = seen.computeIfAbsent(s.port() + packet.connection(), k -> new int[] {0, -1});
            counts[1] += counts[1] >= 0 || packet.has(Segment.RST) ? 1 : 0;
            if (counts[0]++ >= first && counts[1] <= afterReset) {
                out.add(s);
            }
        }
        return r.shots(out);
    }
}
