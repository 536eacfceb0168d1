package io.firewitness.engine;

import java.util.Locale;

/** How well stated confidence agrees with what was right: Brier score and reliability by tenths (Brier 1950; Murphy 1973). */
final class Reliability {
    private static final int BINS = 10;

    private final String of;
    private final int[] counts = new int[BINS];
    private final int[] rights = new int[BINS];
    private final double[] stated = new double[BINS];
    private double squares;

    Reliability(String of) {
        this.of = of;
    }

    void add(double confidence, boolean isRight) {
        int bin = Math.min((int) (confidence * BINS), BINS - 1);
        counts[bin]++;
        rights[bin] += isRight ? 1 : 0;
        stated[bin] += confidence;
        squares += Math.pow(confidence - (isRight ? 1 : 0), 2);
    }

    /** Mean squared difference between confidence and truth: 0 is perfect, 0.25 is a coin. */
    double brier() {
        return squares / total(0, counts);
    }

    double share() {
        return (double) total(0, rights) / total(0, counts);
    }

    /** Share right among verdicts of at least that confidence, in whole tenths. */
    double shareFrom(double confidence) {
        int bin = (int) Math.round(confidence * BINS);
        return (double) total(bin, rights) / total(bin, counts);
    }

    private static int total(int from, int[] values) {
        int sum = 0;
        for (int bin = from; bin < BINS; bin++) {
            sum += values[bin];
        }
        return sum;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %d of %d right (%.4f), Brier score %.4f%n  stated     mean   right   count",
                of,
                total(0, rights),
                total(0, counts),
                share(),
                brier()));
        for (int bin = 0; bin < BINS; bin++) {
            if (counts[bin] > 0) {
                text.append(String.format(
                        Locale.ROOT,
                        "%n  %.1f-%.1f   %.3f   %.3f   %5d",
                        bin / 10.0,
                        (bin + 1) / 10.0,
                        stated[bin] / counts[bin],
                        (double) rights[bin] / counts[bin],
                        counts[bin]));
            }
        }
        return text.toString();
    }
}
