package io.firewitness.knowledge.guidance;

import io.firewitness.knowledge.guidance.GuidanceRequest.Connection;
import io.firewitness.knowledge.guidance.GuidanceRequest.Evidence;
import io.firewitness.knowledge.guidance.GuidanceRequest.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The connections that the verdict of a case rests on: those of its class that say what the case says. */
final class Grounds {
    /** More ranges than this are no list for a person. */
    private static final int MOST_RANGES = 8;

    private final String verdictClass;
    private final List<Connection> all;
    private final List<Connection> connections;

    Grounds(GuidanceRequest.Diagnosis diagnosis) {
        this.verdictClass = diagnosis.verdict().type();
        this.all = diagnosis.connections() == null ? List.of() : diagnosis.connections();
        String sentence = key(diagnosis.verdict().text());
        this.connections = all.stream()
                .filter(this::isOfClass)
                .filter(connection -> says(connection, sentence))
                .toList();
    }

    private boolean isOfClass(Connection connection) {
        return connection.verdict() != null
                && verdictClass.equals(connection.verdict().type());
    }

    /** Documents and excerpts that name no sentence are told apart by the class alone. */
    private static boolean says(Connection connection, String sentence) {
        String own = key(connection.verdict().text());
        return sentence == null || own == null || sentence.equals(own);
    }

    private static String key(Text text) {
        return text == null ? null : text.key();
    }

    List<Connection> connections() {
        return connections;
    }

    /** Whether there are any, and each carries evidence of this rule. */
    boolean allShow(String rule) {
        return !connections.isEmpty()
                && connections.stream()
                        .allMatch(connection ->
                                evidence(connection, rule).findAny().isPresent());
    }

    /** What the evidence of a rule says, where it says the same of all: the last part of its text's key. */
    Optional<String> manner(String rule) {
        String prefix = "evidence." + rule + ".";
        List<String> manners = connections.stream()
                .flatMap(connection -> evidence(connection, rule))
                .map(evidence -> Objects.requireNonNullElse(key(evidence.text()), ""))
                .distinct()
                .toList();
        return manners.size() == 1 && manners.getFirst().startsWith(prefix)
                ? Optional.of(manners.getFirst().substring(prefix.length()))
                : Optional.empty();
    }

    private static Stream<Evidence> evidence(Connection connection, String rule) {
        return connection.evidence() == null
                ? Stream.empty()
                : connection.evidence().stream().filter(evidence -> rule.equals(evidence.rule()));
    }

    /** The connection that the case is about: one that its verdict rests on, else one of its class, else any; empty without any. */
    Optional<Connection> first() {
        return Stream.of(connections.stream(), all.stream().filter(this::isOfClass), all.stream())
                .flatMap(candidates -> candidates)
                .findFirst();
    }

    /** The ports of the host that {@link #first} goes to, on all connections that the verdict rests on: 2500-2504, 6180. */
    String ports() {
        SortedSet<Integer> ports = new TreeSet<>();
        first().ifPresent(chosen -> Stream.concat(Stream.of(chosen), connections.stream())
                .filter(connection ->
                        connection.server().address().equals(chosen.server().address()))
                .forEach(connection -> ports.add(connection.server().port())));
        List<int[]> ranges = new ArrayList<>();
        for (int port : ports) {
            if (!ranges.isEmpty() && ranges.getLast()[1] + 1 == port) {
                ranges.getLast()[1] = port;
            } else {
                ranges.add(new int[] {port, port});
            }
        }
        List<String> shown = new ArrayList<>(ranges.stream()
                .limit(MOST_RANGES)
                .map(range -> range[0] == range[1] ? Integer.toString(range[0]) : range[0] + "-" + range[1])
                .toList());
        if (ranges.size() > MOST_RANGES) {
            shown.add("…");
        }
        return String.join(", ", shown);
    }
}
