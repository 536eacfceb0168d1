package io.firewitness.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.VerdictClass;
import java.io.IOException;

/** Judges everyday ends that look like a firewall's work: whatever the verdict of the case, no connection of it may accuse anybody. */
final class Innocents {
    private Innocents() {}

    /** The verdict on a failure told three times at one place: even that must accuse nobody. */
    static VerdictClass told(Dialogue d, Retries.Try one) throws IOException {
        return judged(Retries.told(d, one));
    }

    static VerdictClass judged(Diagnosis diagnosis) {
        assertThat(diagnosis.connections())
                .extracting(Connection::verdict)
                .allSatisfy(v -> assertThat(v.verdictClass().accusesFirewall())
                        .as("%s", v)
                        .isFalse());
        return diagnosis.verdict().verdictClass();
    }
}
