package io.firewitness.engine.log.archive;

/**
 * How much of an archive is read.
 *
 * @param depth archives inside archives; Veeam's own bundles need three
 * @param entries files of one upload
 * @param unpackedBytes bytes of one upload after decompression
 * @param freeBytes bytes of one file that may come out whatever their ratio
 * @param ratio bytes that may come out for each byte that went in; text seldom passes 60
 */
public record Limits(int depth, int entries, long unpackedBytes, long freeBytes, int ratio) {
    /** For uploads of strangers. */
    public static final Limits USUAL = new Limits(3, 100_000, 64L << 30, 64L << 20, 200);
}
