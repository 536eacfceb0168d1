package io.firewitness.engine.capture;

/**
 * From which station of the captured segment one side's packets come: its own network card, or the gateway before it.
 * Sampled, because the answer hardly ever changes.
 */
public final class LinkTally {
    /** Not an Ethernet address. */
    public static final long NONE = -1;

    /** Every packet of a short connection, then every sixteenth. */
    private static final int FIRST = 8;

    private static final int SAMPLE_MASK = 15;

    private long usual = NONE;
    private long last = NONE;
    private int samples;
    private int usualSamples;

    /** True where the packet of this number shall be sampled. */
    static boolean isSampled(long number) {
        return number <= FIRST || (number & SAMPLE_MASK) == 0;
    }

    void add(Packet p) {
        long source = source(p);
        if (source == NONE) {
            return;
        }
        if (usual == NONE) {
            usual = source;
        }
        samples++;
        usualSamples += source == usual ? 1 : 0;
        last = source;
    }

    /** The station all samples name, or {@link #NONE}: two gateways that share the work name two. */
    public long only() {
        return samples > 0 && usualSamples == samples ? usual : NONE;
    }

    /** Samples taken. */
    public int samples() {
        return samples;
    }

    /** The station sampled last. */
    public long last() {
        return last;
    }

    /** The sender's 48-bit address on the captured segment, or {@link #NONE} where the link layer has none. */
    static long source(Packet p) {
        int at = switch (p.link) {
            case 1 -> p.start + 6;
            case 113 -> p.captured >= 16 && Bytes.u16(p.bytes, p.start + 4) == 6 ? p.start + 6 : -1;
            case 276 -> p.captured >= 20 && p.bytes[p.start + 11] == 6 ? p.start + 12 : -1;
            default -> -1;
        };
        if (at < 0) {
            return NONE;
        }
        long address = ((long) Bytes.u16(p.bytes, at) << 32) | (Bytes.i32(p.bytes, at + 2) & 0xFFFFFFFFL);
        return address == 0 ? NONE : address;
    }
}
