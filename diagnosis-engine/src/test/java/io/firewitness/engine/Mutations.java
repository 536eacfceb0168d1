package io.firewitness.engine;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Damaged copies of good inputs, the same ones at every run: what a build can afford of fuzzing. */
public final class Mutations {
    private static final byte[] EXTREMES = {0, 1, -1, 0x7F, -128, '\n', '\r', '[', '<', '\'', ' ', '.', '%', 'K', 'P'};
    private static final int MOST_DAMAGES = 6;
    private static final int LONGEST = 1 << 16;

    private final Random random;
    private final List<byte[]> seeds;

    private Mutations(List<byte[]> seeds, long seed) {
        this.seeds = seeds;
        this.random = new Random(seed);
    }

    /** Takes one input; any exception is a finding. */
    @FunctionalInterface
    public interface Target {
        /** Reads it. */
        void read(byte[] input) throws Exception;
    }

    /** Shows every seed as it is, then {@code rounds} damaged ones. A failure names the input, so that it can become a seed. */
    public static void of(List<byte[]> seeds, int rounds, Target target) {
        Mutations mutations = new Mutations(seeds, 20_261_123);
        seeds.forEach(s -> show(s, target));
        for (int round = 0; round < rounds; round++) {
            show(mutations.next(), target);
        }
    }

    private static void show(byte[] input, Target target) {
        try {
            target.read(input.clone());
        } catch (Exception | Error failure) {
            throw new AssertionError("input: " + Base64.getEncoder().encodeToString(input), failure);
        }
    }

    private byte[] next() {
        byte[] input = any().clone();
        int damages = 1 + random.nextInt(MOST_DAMAGES);
        for (int i = 0; i < damages && input.length > 0; i++) {
            input = damaged(input);
        }
        return input;
    }

    private byte[] any() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private byte[] damaged(byte[] input) {
        int at = random.nextInt(input.length);
        int length = Math.min(input.length - at, 1 + random.nextInt(1 << random.nextInt(10)));
        switch (random.nextInt(6)) {
            case 0 -> input[at] = (byte) random.nextInt(256);
            case 1 -> input[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> Arrays.fill(input, at, at + length, EXTREMES[random.nextInt(EXTREMES.length)]);
            case 3 -> {
                return joined(Arrays.copyOf(input, at), Arrays.copyOfRange(input, at + length, input.length));
            }
            case 4 -> {
                byte[] twice = joined(Arrays.copyOf(input, at + length), Arrays.copyOfRange(input, at, input.length));
                return twice.length > LONGEST ? input : twice;
            }
            default -> {
                byte[] other = any();
                int from = other.length == 0 ? 0 : random.nextInt(other.length);
                byte[] spliced = joined(Arrays.copyOf(input, at), Arrays.copyOfRange(other, from, other.length));
                return spliced.length > LONGEST ? input : spliced;
            }
        }
        return input;
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        byte[] all = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        return all;
    }
}
