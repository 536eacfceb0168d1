package io.firewitness.engine;

import io.firewitness.engine.document.Diagnosis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Tells the same failure three times, as retries of one transfer, and has it judged. */
final class Retries {
    static final int TRIES = 3;

    private Retries() {}

    interface Try {
        void go(Dialogue d, int number);
    }

    static Diagnosis told(Dialogue d, Try one) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            d.connection(50001 + i, 2500);
            one.go(d, i);
            d.pause(5);
        }
        return diagnose(d);
    }

    /** All that the taps saw, as one case. */
    static Diagnosis diagnose(Dialogue d) throws IOException {
        List<Artifact> inputs = new ArrayList<>();
        for (Tap tap : d.taps) {
            inputs.add(tap.artifact("a" + (inputs.size() + 1)));
        }
        return Engine.diagnose(inputs, RulePack.builtIn(), Progress.NONE);
    }
}
