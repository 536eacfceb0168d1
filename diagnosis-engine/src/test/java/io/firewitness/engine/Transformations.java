package io.firewitness.engine;

import static io.firewitness.engine.Encapsulations.hex;
import static io.firewitness.engine.Encapsulations.u16;
import static io.firewitness.engine.Frames.joined;
import static io.firewitness.engine.Transformations.Promise.HUMBLER;
import static io.firewitness.engine.Transformations.Promise.PART;
import static io.firewitness.engine.Transformations.Promise.PLACE;
import static io.firewitness.engine.Transformations.Promise.SAME;

import com.github.luben.zstd.Zstd;
import io.firewitness.engine.Recording.Shot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Ways in which a capture of the same events may look different, and what must be said of it all the same. */
final class Transformations {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final String MACS = "020000000001020000000002";

    private Transformations() {}

    /** What a transformation leaves of a verdict. */
    enum Promise {
        /** All that was known is known: class and place are the same. */
        SAME,
        /** Evidence may be gone, offsets are not: the class is the same or a humbler one, the place the same. */
        PLACE,
        /** The class is the same or a humbler one. */
        HUMBLER,
        /** As above; what is seen of a connection may be healthy. */
        PART
    }

    /**
     * A transformation.
     *
     * @param name what it does
     * @param promise what must hold afterwards
     * @param files makes the files of the changed case; none where the capture has nothing to change in this way
     * @param port what becomes of a port number
     */
    record Transformation(
            String name, Promise promise, Function<Recording, List<byte[]>> files, IntUnaryOperator port) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Transformation of(String name, Promise promise, UnaryOperator<Recording> change) {
        return new Transformation(name, promise, r -> List.of(change.apply(r).bytes()), p -> p);
    }

    private static Transformation written(String name, Function<Recording, byte[]> writer) {
        return new Transformation(name, SAME, r -> List.of(writer.apply(r)), p -> p);
    }

    static List<Transformation> all() {
        List<Transformation> all = new ArrayList<>();
        formats(all);
        layers(all);
        headers(all);
        clocks(all);
        payloads(all);
        views(all);
        losses(all);
        return all;
    }

    private static void formats(List<Transformation> all) {
        all.add(written("pcapng", Recording::pcapng));
        all.add(written("pcap, other byte order", r -> single(r, x -> x.pcap(ByteOrder.BIG_ENDIAN, 1000))));
        all.add(written("pcap, microseconds", r -> single(r, x -> x.pcap(ByteOrder.LITTLE_ENDIAN, 1000))));
        all.add(written("snoop", r -> r.links().equals(List.of(1)) ? r.snoop() : r.bytes()));
        all.add(written("gzip", r -> gzip(r.bytes())));
        all.add(written("zstd", r -> Zstd.compress(r.bytes())));
        all.add(written("zeros behind the end", r -> joined(r.bytes(), new byte[4096])));
        all.add(of(
                "padded to 60 bytes and a check sequence",
                SAME,
                r -> r.each(s -> {
                    byte[] padded = Arrays.copyOf(s.bytes(), Math.max(60, s.bytes().length) + 4);
                    return s.bytes().length == s.length() ? new Shot(s.nanos(), s.port(), padded, padded.length) : s;
                })));
    }

    private static byte[] single(Recording r, Function<Recording, byte[]> writer) {
        return r.links().size() == 1 ? writer.apply(r) : r.bytes();
    }

    private static byte[] gzip(byte[] bytes) {
        try {
            return Frames.gzip(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void layers(List<Transformation> all) {
        layer(all, "raw IP", 101, "");
        layer(all, "Linux cooked", 113, "000000010006020000000001" + "0000");
        layer(all, "802.1Q", 1, MACS + "81000064");
        layer(all, "QinQ", 1, MACS + "88a80064" + "81000065");
        all.add(of(
                "PPPoE",
                SAME,
                r -> r.behind(
                        1,
                        n -> joined(hex(MACS + "886411000001"), u16(Math.abs(n) + 2), hex(n < 0 ? "0057" : "0021")))));
        all.add(of(
                "Linux cooked v2",
                SAME,
                r -> r.behind(
                        276,
                        n -> joined(type(n), hex("0000" + "00000003" + "0001" + "04" + "06" + "0200000000010000")))));
        tunnel(all, "IP in IP", n -> n < 0 ? 41 : 4, n -> hex(""));
        tunnel(all, "GRE", n -> 47, n -> joined(hex("0000"), type(n)));
        tunnel(
                all,
                "ERSPAN II",
                n -> 47,
                n -> joined(hex("100088be" + "00000001" + "1001000100000000" + MACS), type(n)));
        tunnel(
                all,
                "VXLAN",
                n -> 17,
                n -> joined(hex("9c4012b5"), u16(30 + Math.abs(n)), hex("0000" + "0800000000006400" + MACS), type(n)));
    }

    private static void layer(List<Transformation> all, String name, int link, String header) {
        all.add(of(name, SAME, r -> r.behind(link, n -> link == 101 ? hex("") : joined(hex(header), type(n)))));
    }

    private static void tunnel(
            List<Transformation> all, String name, IntUnaryOperator protocol, Function<Integer, byte[]> inner) {
        all.add(of(
                name,
                SAME,
                r -> r.behind(1, n -> {
                    byte[] header = inner.apply(n);
                    byte[] outer = hex("4500" + "0000" + "00000000" + "3c" + "00" + "0000" + "c0000201" + "c0000202");
                    int length = 20 + header.length + Math.abs(n);
                    outer[2] = (byte) (length >> 8);
                    outer[3] = (byte) length;
                    outer[9] = (byte) protocol.applyAsInt(n);
                    return joined(hex(MACS + "0800"), outer, header);
                })));
    }

    /** The EtherType; a negative length stands for IPv6. */
    private static byte[] type(int length) {
        return hex(length < 0 ? "86dd" : "0800");
    }

    private static void headers(List<Transformation> all) {
        all.add(of("IPv6", PLACE, Transformations::ipv6));
        all.add(of(
                "addresses anonymised",
                SAME,
                r -> edited(r, s -> s.addresses(a -> (a & 0xFF000000) | (a * 0x9E3779B1 & 0xFFFFFF)))));
        IntUnaryOperator port = p -> Segment.isService(p) ? p : 10_000 + (p * 7919 & 0x7FFF);
        all.add(new Transformation(
                "ports of clients remapped",
                SAME,
                r -> List.of(edited(r, s -> s.ports(port)).bytes()),
                port));
        all.add(of("three routers more before the client", PLACE, r -> ttls(r, 3, 0)));
        all.add(of("three routers more before the server", PLACE, r -> ttls(r, 0, 3)));
        all.add(of("sequence numbers wrap in the middle", SAME, r -> renumbered(r, 2)));
        all.add(of("sequence numbers wrap at once", SAME, r -> renumbered(r, 100_000)));
        all.add(of(
                "timestamps stripped",
                PLACE,
                r -> edited(r, s -> {
                    if (s.isTcp()) {
                        s.withoutTimestamps();
                    }
                })));
    }

    /** Changes each packet with ports, and those quoted in messages about them. */
    private static Recording edited(Recording r, Consumer<Segment> change) {
        return r.eachPacket(packet -> edited(packet, change));
    }

    private static byte[] edited(byte[] packet, Consumer<Segment> change) {
        Segment s = new Segment(packet);
        if (s.isQuote()) {
            return s.withQuoted(quoted -> edited(quoted, change));
        }
        if (s.hasPorts() && packet.length >= s.transport + 8) {
            change.accept(s);
        }
        return packet;
    }

    private static Recording ipv6(Recording r) {
        return r.behind(1, n -> hex(MACS + "86dd")).eachPacket(packet -> {
            Segment s = new Segment(packet);
            return s.isV6 ? packet : s.toV6(packet.length);
        });
    }

    private static Recording ttls(Recording r, int fromServer, int fromClient) {
        return r.eachPacket(packet -> {
            Segment s = new Segment(packet);
            if (s.isTcp()) {
                s.ttl(s.ttl() - (s.isFromServer() ? fromServer : fromClient));
            }
            return packet;
        });
    }

    /** So that one part of {@code parts} of each stream lies before the numbers wrap. */
    private static Recording renumbered(Recording r, int parts) {
        Map<String, int[]> streams = new HashMap<>();
        r.eachPacket(packet -> {
            Segment s = new Segment(packet);
            if (s.isTcp() && !s.has(Segment.RST)) {
                int[] ends = streams.computeIfAbsent(s.stream(), k -> new int[] {s.sequence(), s.sequence()});
                ends[1] = s.sequence() - ends[1] > 0 ? s.sequence() : ends[1];
            }
            return packet;
        });
        return edited(r, s -> {
            if (s.isTcp() && s.bytes.length >= s.transport + 20) {
                s.sequence(s.sequence() + shift(streams, s.stream(), parts));
                s.acknowledge(shift(streams, s.answered(), parts));
            }
        });
    }

    /** Initial numbers of different connections differ, if by little. */
    private static int shift(Map<String, int[]> streams, String name, int parts) {
        int[] ends = streams.get(name);
        return ends == null ? 0 : -ends[0] - (ends[1] - ends[0]) / parts - 1 - (name.hashCode() & 0xFF);
    }

    private static void clocks(List<Transformation> all) {
        all.add(of("seven hours later", SAME, r -> r.each(s -> s.at(s.nanos() + 7 * 3600 * SECOND))));
        all.add(of("a clock that runs 1 % fast", SAME, r -> scaled(r, 1.01)));
        all.add(of("ten times slower", HUMBLER, r -> scaled(r, 10)));
        all.add(of("ten times faster", HUMBLER, r -> scaled(r, 0.1)));
        for (int share : new int[] {33, 50, 80}) {
            all.add(of("clock back by 2 s at " + share + " %", HUMBLER, r -> stepped(r, share, -2 * SECOND)));
            // A longer step between two packets of a quiet connection is a silence, whoever looks at it.
            all.add(of("clock ahead by 4 s at " + share + " %", HUMBLER, r -> stepped(r, share, 4 * SECOND)));
        }
        all.add(of("order blurred within 1 ms", HUMBLER, r -> blurred(r, false)));
        all.add(of("packets overtake within 1 ms", HUMBLER, r -> blurred(r, true)));
        all.add(of("each packet twice", SAME, r -> doubled(r, 0)));
        all.add(of("each packet again behind a router", SAME, r -> doubled(r, 1)));
    }

    private static Recording scaled(Recording r, double factor) {
        long first = r.shots().isEmpty() ? 0 : r.shots().getFirst().nanos();
        return r.each(s -> s.at(first + (long) ((s.nanos() - first) * factor)));
    }

    private static Recording stepped(Recording r, int share, long nanos) {
        List<Shot> out = new ArrayList<>(r.shots());
        for (int i = out.size() * share / 100; i < out.size(); i++) {
            out.set(i, out.get(i).at(out.get(i).nanos() + nanos));
        }
        return r.shots(out);
    }

    private static Recording blurred(Recording r, boolean isOnTheWire) {
        Random random = new Random(1);
        List<Shot> moved = new ArrayList<>();
        Map<Shot, Long> times = new HashMap<>();
        for (Shot s : r.shots()) {
            times.put(s, s.nanos() + random.nextLong(MILLI));
            moved.add(s);
        }
        moved.sort(Comparator.comparing(times::get));
        return r.shots(isOnTheWire ? moved.stream().map(s -> s.at(times.get(s))).toList() : moved);
    }

    private static Recording doubled(Recording r, int hops) {
        List<Shot> out = new ArrayList<>();
        for (Shot s : r.shots()) {
            int at = r.network(s);
            byte[] copy = s.bytes().clone();
            if (at >= 0) {
                Segment packet = new Segment(Arrays.copyOfRange(copy, at, copy.length));
                packet.ttl(packet.ttl() - hops);
                System.arraycopy(packet.bytes, 0, copy, at, packet.bytes.length);
            }
            out.add(s);
            out.add(s.with(copy).at(s.nanos() + 3_000));
        }
        out.sort(Comparator.comparingLong(Shot::nanos));
        return r.shots(out);
    }

    private static void payloads(List<Transformation> all) {
        all.add(of("segments of 536 bytes", PLACE, r -> Segments.split(r, 536)));
        all.add(of("segments gathered before capture", PLACE, Segments::gathered));
        for (int most : new int[] {54, 64, 68, 96, 128}) {
            all.add(of("cut to " + most + " bytes", most < 66 ? HUMBLER : PLACE, r -> r.each(s -> s.cut(most))));
        }
    }

    private static void views(List<Transformation> all) {
        all.add(of("from servers only", HUMBLER, r -> tcp(r, Segment::isFromServer)));
        all.add(of("from clients only", HUMBLER, r -> tcp(r, s -> !s.isFromServer())));
        all.add(of("SYN, FIN and RST only", HUMBLER, r -> tcp(r, s -> (s.flags() & 7) != 0)));
        all.add(of("SYN and RST only", HUMBLER, r -> tcp(r, s -> (s.flags() & 6) != 0)));
        all.add(of("no SYN", HUMBLER, r -> tcp(r, s -> !s.has(Segment.SYN))));
        all.add(of("no SYN-ACK", HUMBLER, r -> tcp(r, s -> (s.flags() & 18) != 18)));
        for (int begin : new int[] {3, 20}) {
            all.add(of("each connection from packet " + begin, HUMBLER, r -> Segments.between(r, begin, 1_000_000)));
        }
        for (int end : new int[] {-1, 0, 3}) {
            all.add(of(
                    "each connection until " + end + " packets after its RST",
                    HUMBLER,
                    r -> Segments.between(r, 0, end)));
        }
        for (int share : new int[] {20, 50, 80}) {
            all.add(of("begun at " + share + " %", PART, r -> r.shots(r.shots().subList(at(r, share), at(r, 100)))));
            all.add(of("ended at " + share + " %", PART, r -> r.shots(r.shots().subList(0, at(r, share)))));
            all.add(new Transformation(
                    "two files, split at " + share + " %",
                    PART,
                    r -> List.of(
                            r.shots(r.shots().subList(0, at(r, share))).bytes(),
                            r.shots(r.shots().subList(at(r, share), at(r, 100))).bytes()),
                    p -> p));
        }
    }

    private static int at(Recording r, int share) {
        return r.shots().size() * share / 100;
    }

    private static Recording tcp(Recording r, Predicate<Segment> wanted) {
        return r.only(s -> {
            int at = r.network(s);
            Segment packet = at < 0 ? null : new Segment(Arrays.copyOfRange(s.bytes(), at, s.bytes().length));
            return packet != null && packet.isTcp() && wanted.test(packet);
        });
    }

    /** The capture among others that began at the same time; of other hosts, or each from an interface of its own. */
    static Transformation merged(List<Recording> others, boolean areInterfaces) {
        String name = areInterfaces ? "among others, an interface each" : "among others";
        return new Transformation(
                name,
                SAME,
                r -> {
                    List<Integer> links = new ArrayList<>(r.links());
                    List<Shot> shots = new ArrayList<>(r.shots());
                    for (Recording other : others) {
                        int net = 100 + links.size();
                        Recording moved = areInterfaces
                                ? other
                                : edited(
                                        other.behind(1, n -> joined(hex(MACS), type(n))),
                                        s -> s.addresses(a -> (net << 24) | (a & 0xFFFFFF)));
                        long shift = r.shots().getFirst().nanos()
                                - other.shots().getFirst().nanos();
                        int port = areInterfaces ? links.size() : 0;
                        links.add(moved.links().getFirst());
                        moved.shots().forEach(s -> shots.add(new Shot(s.nanos() + shift, port, s.bytes(), s.length())));
                    }
                    shots.sort(Comparator.comparingLong(Shot::nanos));
                    return List.of(new Recording(areInterfaces ? links : r.links(), shots).bytes());
                },
                p -> p);
    }

    /** Addresses and ports of clients as a translator shows them. */
    static Recording translated(Recording r) {
        return edited(r, s -> s.translate(s.isFromServer(), 0xC6336407, Transformations::translatedPort));
    }

    static int translatedPort(int port) {
        return Segment.isService(port) ? port : 20_000 + (port * 31 & 0x3FFF);
    }

    private static void losses(List<Transformation> all) {
        for (int seed = 1; seed <= 3; seed++) {
            for (int perMille : new int[] {1, 10, 50}) {
                int number = seed;
                String name = "one in " + 1000 / perMille + " lost by the capture, ";
                all.add(of(name + seed, HUMBLER, r -> lossy(r, perMille, number)));
                all.add(new Transformation(
                        name + "counted, " + seed,
                        HUMBLER,
                        r -> {
                            Recording kept = lossy(r, perMille, number);
                            int dropped = r.shots().size() - kept.shots().size();
                            return List.of(kept.pcapng(statistics(dropped)));
                        },
                        p -> p));
            }
        }
    }

    private static Recording lossy(Recording r, int perMille, int seed) {
        Random random = new Random(seed);
        return r.only(s -> random.nextInt(1000) >= perMille);
    }

    private static byte[] statistics(long dropped) {
        ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        return joined(
                Frames.number(order, 4, 5),
                Frames.number(order, 4, 40),
                new byte[12],
                Frames.option(order, 5, Frames.number(order, 8, dropped)),
                Frames.option(order, 0),
                Frames.number(order, 4, 40));
    }
}
