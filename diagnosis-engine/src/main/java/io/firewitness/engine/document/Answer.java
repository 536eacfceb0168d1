package io.firewitness.engine.document;

import java.util.List;

/**
 * One half of a verdict: who cut it, or why.
 *
 * @param value who: {@code device-in-path}, {@code client-host}, {@code server-host}, {@code path}, {@code nobody},
 *     {@code unknown}; why: {@code signature}, {@code silent-drop}, {@code key-exchange-policy}, {@code idle-timeout},
 *     {@code mtu}, {@code outage}, {@code loss}, {@code application}, {@code none}, {@code unknown}
 * @param confidence 0..0.99
 * @param band {@code proven} where two captures show it, {@code high} from 0.95, {@code medium} from 0.80, else {@code low}
 * @param evidence ids of the evidence it rests on
 */
public record Answer(String value, double confidence, String band, List<String> evidence) {
    public Answer {
        evidence = List.copyOf(evidence);
    }
}
