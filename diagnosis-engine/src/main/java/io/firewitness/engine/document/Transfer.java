package io.firewitness.engine.document;

import java.util.List;

/**
 * Attempts that belong together.
 *
 * @param id stable within the document
 * @param object what was moved, as {@code vm01/disk0.vmdk}; for captures the end points
 * @param source {@code log}, {@code capture} or {@code both}
 * @param attempts in order of time
 * @param sameOffset {@code null} with fewer than two failed attempts
 * @param unit {@code byte} or {@code percent}
 * @param chance probability that the places coincide by chance; {@code null} where not computable
 * @param control attempts of other objects that passed the same place
 */
public record Transfer(
        String id,
        String object,
        String source,
        List<Attempt> attempts,
        SameOffset sameOffset,
        String unit,
        Double chance,
        List<Control> control) {
    public Transfer {
        attempts = List.copyOf(attempts);
        control = List.copyOf(control);
    }
}
