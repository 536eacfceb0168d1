package io.firewitness.engine.judge;

import io.firewitness.engine.capture.Flow;
import io.firewitness.engine.capture.KillWindows;
import io.firewitness.engine.capture.KillWindows.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the payload around cuts again: of all retries, and of single cuts where that costs little. */
final class CutPayload {
    /** At most 128 KiB each. */
    private static final int MAX_WINDOWS = 256;
    /** Long ones, in which records of TLS are looked for. */
    private static final int MAX_LONG = 24;

    private static final int LONG_REACH = 1 << 20;

    private CutPayload() {}

    /** Sets {@link Subject#window} of what was cut in bulk data. */
    static void read(List<Subject> subjects, CaptureInput input, Thresholds limits) throws IOException {
        if (input.again() == null) {
            return;
        }
        Map<Flow.Pair, List<Subject>> cut = new LinkedHashMap<>();
        for (Subject s : subjects) {
            if (s.isKilledInBulk(limits)) {
                cut.computeIfAbsent(s.flow.pair(), k -> new ArrayList<>()).add(s);
            }
        }
        // A compressed file would have to be inflated a second time for it.
        boolean isPlain = !input.capture().isPacked();
        List<Window> windows = new ArrayList<>();
        int longOnes = 0;
        List<List<Subject>> groups = new ArrayList<>(cut.values());
        groups.sort(Comparator.comparingInt(g -> -Math.min(g.size(), 2)));
        for (List<Subject> retries : groups) {
            for (Subject s : retries) {
                if ((retries.size() >= 2 || isPlain) && windows.size() < MAX_WINDOWS) {
                    boolean isLong = retries.size() >= 2 && s.isTls() && longOnes++ < MAX_LONG;
                    s.window = isLong
                            ? new Window(s.flow, s.ending.hitClientData(), s.place(), LONG_REACH)
                            : new Window(s.flow, s.ending.hitClientData(), s.place());
                    windows.add(s.window);
                }
            }
        }
        if (!windows.isEmpty()) {
            KillWindows.fill(input.again(), input.capture().layouts(), windows);
        }
    }

    /** The streams by their bytes. */
    static ContentIndex contents(List<Subject> subjects) {
        Map<Subject, Window> windows = new HashMap<>();
        for (Subject s : subjects) {
            if (s.window != null) {
                windows.put(s, s.window);
            }
        }
        return windows.isEmpty() ? ContentIndex.NONE : new ContentIndex(windows);
    }
}
