package io.firewitness.engine.judge;

import io.firewitness.engine.capture.Flow;
import io.firewitness.engine.capture.KillWindows.Window;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed digests of the first bytes that did not get through. Equal digests within a case are equal bytes, whatever the
 * segments were; no content can be guessed from one, because the key is made of sequence numbers that no document holds.
 */
final class SegmentDigests {
    private static final int LENGTH = 256;
    private static final int MOST_FLOWS = 10_000;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** Digests for the captures of one case: the same files give the same key at every run. */
    SegmentDigests(List<List<Subject>> captures) {
        try {
            MessageDigest seed = MessageDigest.getInstance("SHA-256");
            ByteBuffer flow = ByteBuffer.allocate(16);
            for (List<Subject> subjects : captures) {
                for (Subject s : subjects.subList(0, Math.min(subjects.size(), MOST_FLOWS))) {
                    Flow f = s.flow;
                    flow.clear()
                            .putInt(f.fromClient().initialSequence())
                            .putInt(f.fromServer().initialSequence())
                            .putLong(f.firstTime());
                    seed.update(flow.array());
                }
            }
            key = new SecretKeySpec(seed.digest(), ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Digest of 256 bytes, or null where they are not in the capture. Attempts that died at one place are digested from there. */
    String of(Subject s) {
        Window window = s.window;
        if (window == null) {
            return null;
        }
        long index = at(s) - window.from();
        if (index < 0 || index + LENGTH > window.bytes().length || !window.covers((int) index, LENGTH)) {
            return null;
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(window.bytes(), (int) index, LENGTH);
            return "hmac-sha256:" + HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** Acknowledgements get a little farther in one attempt than in another: the farthest one names the bytes for all. */
    private static long at(Subject s) {
        Place place = s.chain.placeOf(s);
        Long end = place.ends().get(s);
        long farthest =
                place.ends().values().stream().mapToLong(Long::longValue).max().orElse(0);
        return end == null ? s.place() : s.place() + farthest - end;
    }
}
