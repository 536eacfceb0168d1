package io.firewitness.engine.log.scan;

import io.firewitness.engine.input.Ahead;
import io.firewitness.engine.input.CountingInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;

/**
 * Cuts a file into blocks of whole lines and finds the known literals in them.
 *
 * <p>What is packed is unpacked in a thread of its own once there is much of it. While its blocks wait for their reader, that thread
 * looks for the literals as well: whichever of unpacking and reading takes longer is helped by the other. Closing ends the thread
 * and leaves the stream open.
 */
final class LineBlocks implements AutoCloseable {
    private static final int BLOCK = 1 << 18;
    private static final int BLOCKS = 8;
    /** Most files of a bundle are smaller than so many blocks, and need no thread. */
    private static final int DIRECT_BLOCKS = 4;
    /** With so many full blocks in front of its reader, the other thread has time to look for literals. */
    private static final int ENOUGH = 4;

    private final InputStream in;
    private final CountingInput packed;
    private final AnchorFinder finder;
    private final Block direct = new Block();
    private int directBlocks;
    private Ahead<Block> ahead;
    private boolean isEnded;
    private IOException failure;
    /** The beginning of a line whose end lies in the next block. */
    private byte[] rest = {};

    private int restLength;
    private boolean isSkipping;

    /** Whole lines, each with its end but for the last one of a file and for one that fills the block and is cut there. */
    static final class Block {
        final byte[] bytes = new byte[BLOCK];
        final AnchorFinder.Hits hits = new AnchorFinder.Hits();
        int from;
        int to;
        private boolean isSearched;
        private long taken;
    }

    /**
     * Blocks of a file.
     *
     * @param in its bytes, unpacked
     * @param packed what lies below {@code in}, where that unpacks, and counts; null where it does not
     */
    LineBlocks(InputStream in, CountingInput packed, AnchorFinder finder) {
        this.in = in;
        this.packed = packed;
        this.finder = finder;
    }

    /**
     * The next block, which may be empty; null at the end. It is used again at the next call.
     *
     * @throws IOException where the stream fails, after the lines before that
     */
    Block next() throws IOException {
        if (failure != null) {
            throw failure;
        }
        Block block = packed == null || directBlocks < DIRECT_BLOCKS ? nextDirect() : nextAhead();
        if (block != null && !block.isSearched) {
            finder.find(block.bytes, block.from, block.to, block.hits);
        }
        return block;
    }

    private Block nextDirect() throws IOException {
        if (isEnded) {
            return null;
        }
        directBlocks++;
        try {
            isEnded = !fill(direct);
        } catch (IOException failed) {
            failure = failed;
        }
        return direct;
    }

    private Block nextAhead() throws IOException {
        if (isEnded) {
            return null;
        }
        if (ahead == null) {
            List<Block> blocks = Stream.generate(Block::new).limit(BLOCKS).toList();
            ahead = new Ahead<>("unpack", blocks, this::fillAhead);
        }
        Block block = ahead.next();
        if (block != null) {
            packed.tell(block.taken);
        }
        return block;
    }

    private boolean fillAhead(Block block, int waiting) throws IOException {
        boolean isMore = fill(block);
        block.taken = packed.count();
        block.isSearched = waiting >= ENOUGH;
        if (block.isSearched) {
            finder.find(block.bytes, block.from, block.to, block.hits);
        }
        return isMore;
    }

    /** Reads as much as a block holds; false at the end. */
    private boolean fill(Block block) throws IOException {
        byte[] b = block.bytes;
        System.arraycopy(rest, 0, b, 0, restLength);
        block.isSearched = false;
        block.from = block.to = 0;
        int end = restLength;
        int n = 0;
        try {
            while (n >= 0 && end < BLOCK) {
                n = in.read(b, end, BLOCK - end);
                end += Math.max(0, n);
            }
        } finally {
            cut(block, end, n < 0);
        }
        return n >= 0;
    }

    /** Ends the block behind its last line end; the rest waits for the next block. */
    private void cut(Block block, int end, boolean isLast) {
        byte[] b = block.bytes;
        int cut = end;
        while (cut > 0 && b[cut - 1] != '\n') {
            cut--;
        }
        if (isSkipping) {
            // Behind a line that was cut: nothing up to its end is a line.
            block.from = cut == 0 ? end : Ascii.newLine(b, 0, cut) + 1;
            isSkipping = cut == 0;
        }
        boolean isCut = cut == 0 && end == BLOCK && block.from == 0;
        isSkipping |= isCut;
        block.to = isCut || isLast ? Math.max(end, block.from) : Math.max(cut, block.from);
        restLength = end - block.to;
        if (rest.length < restLength) {
            rest = new byte[BLOCK];
        }
        System.arraycopy(b, block.to, rest, 0, restLength);
    }

    @Override
    public void close() {
        if (ahead != null) {
            ahead.close();
        }
    }
}
