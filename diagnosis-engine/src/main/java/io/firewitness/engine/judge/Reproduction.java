package io.firewitness.engine.judge;

import io.firewitness.engine.ShellWord;
import io.firewitness.engine.capture.Flow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Commands that show a fact of a connection again, in the files that hold it. */
final class Reproduction {
    private final CaptureInput input;
    private final Subject subject;

    Reproduction(CaptureInput input, Subject subject) {
        this.input = input;
        this.subject = subject;
    }

    String command(Observation o) {
        if (o.rule().equals("two-sided-rst") && o.text().args().get("file") instanceof String other) {
            // Prints the RST at the place nearer to its claimed sender; nothing where it was never sent.
            return elsewhere(other) + " -Y '" + o.filter()
                    + "' -T fields -e frame.number -e ip.src -e ip.ttl -e tcp.seq_raw";
        }
        if (o.packets().isEmpty()) {
            return reading(input, subject.flow) + " -Y '" + (o.filter() == null ? "tcp" : o.filter()) + "'";
        }
        String fields = "-e frame.number -e ip.src -e ipv6.src -e "
                + (o.filter() == null || o.filter().startsWith("tcp.analysis") ? "ip.ttl -e ipv6.hlim" : o.filter())
                + " -e tcp.flags.str -e tcp.seq_raw -e tcp.len";
        // By file, not by name: two files may bear one.
        Map<CaptureInput.Part, String> byFile = new LinkedHashMap<>();
        for (long packet : o.packets()) {
            byFile.merge(
                    input.part(packet),
                    "frame.number==" + input.numberInFile(packet),
                    (before, next) -> before + " || " + next);
        }
        return byFile.entrySet().stream()
                .map(e -> "tshark -r " + ShellWord.of(e.getKey().name()) + " -Y '" + e.getValue() + "' -T fields "
                        + fields)
                .collect(Collectors.joining("; "));
    }

    private String elsewhere(String files) {
        for (Counterpart c : subject.counterparts) {
            if (c.side().input().names(c.subject().flow).equals(files)) {
                return reading(c.side().input(), c.subject().flow);
            }
        }
        return "tshark -r " + ShellWord.of(files);
    }

    /** Reads the files of a connection one behind the other, as they were recorded. */
    private static String reading(CaptureInput input, Flow flow) {
        List<String> files = input.stretches(flow).stream()
                .map(s -> ShellWord.of(s.part().name()))
                .toList();
        return files.size() == 1
                ? "tshark -r " + files.getFirst()
                : "mergecap -a -w - " + String.join(" ", files) + " | tshark -r -";
    }
}
