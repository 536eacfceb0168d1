package io.firewitness.engine.document;

import java.util.List;

/**
 * What the case or one connection comes to.
 *
 * @param verdictClass the class
 * @param confidence probability that the class is right, at most 0.99
 * @param band {@code high} from 0.95, {@code medium} from 0.80, else {@code low}
 * @param statement one English sentence a person can act on
 * @param text the same sentence for every language
 * @param who who cut it, {@code null} for a connection on which nothing was cut
 * @param why why it was cut
 * @param next what to do first, or the one file that would settle it
 * @param alternatives other classes left open, most probable first
 */
public record Verdict(
        @Member("class") VerdictClass verdictClass,
        double confidence,
        String band,
        String statement,
        Text text,
        Answer who,
        Answer why,
        Text next,
        List<Alternative> alternatives) {
    public Verdict {
        alternatives = List.copyOf(alternatives);
    }
}
