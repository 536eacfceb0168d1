package io.firewitness.engine.judge;

import io.firewitness.engine.InputStreamSupplier;
import io.firewitness.engine.capture.CaptureReader.Capture;
import java.util.Objects;

/**
 * A capture that was read and waits to be judged together with the others of its case.
 *
 * @param id id of its artifact
 * @param name file name, used in the commands that reproduce evidence
 * @param capture what was read
 * @param again opens the same capture for a second pass over the payload around cuts, or null where it cannot be
 */
public record CaptureInput(String id, String name, Capture capture, InputStreamSupplier again) {
    public CaptureInput {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(capture, "capture");
    }
}
