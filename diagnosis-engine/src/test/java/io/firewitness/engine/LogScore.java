package io.firewitness.engine;

import io.firewitness.engine.document.Attempt;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.DiagnosisJson;
import io.firewitness.engine.document.LogEndpoint;
import io.firewitness.engine.document.LogPlace;
import io.firewitness.engine.document.Pointer;
import io.firewitness.engine.document.Signature;
import io.firewitness.engine.document.Transfer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares what the engine finds in the labelled logs with their labels. {@code main} prints a table:
 *
 * <p>{@code java -cp … io.firewitness.engine.LogScore [DIR] [ID…]}
 */
final class LogScore {
    /** One kind of statement: how many labels, how many of them found, and what differs. */
    static final class Count {
        int labels;
        int right;
        final List<String> wrong = new ArrayList<>();

        void check(boolean isRight, String what) {
            labels++;
            right += isRight ? 1 : 0;
            if (!isRight) {
                wrong.add(what);
            }
        }
    }

    final Map<String, Count> counts = new LinkedHashMap<>();
    final List<String> rows = new ArrayList<>();
    private final Path corpus;
    private String item;

    LogScore(Path corpus) {
        this.corpus = corpus;
    }

    static Path corpus() {
        String given = System.getProperty("firewitness.corpus");
        return (given != null ? Path.of(given) : Path.of("../../shared/corpus")).resolve("logs");
    }

    public static void main(String[] args) throws IOException {
        LogScore score = new LogScore(args.length > 0 ? Path.of(args[0]) : corpus());
        score.run(args.length > 1 ? Set.copyOf(List.of(args).subList(1, args.length)) : Set.of());
        score.rows.forEach(System.out::println);
        System.out.println();
        score.counts.forEach((kind, c) -> System.out.printf("%-12s %5d of %5d%n", kind, c.right, c.labels));
        score.counts.forEach((kind, c) -> c.wrong.stream().limit(40).forEach(w -> System.out.println(kind + ": " + w)));
    }

    void run(Set<String> only) throws IOException {
        Map<String, Object> labels = JsonTree.readObject(Files.newInputStream(corpus.resolve("labels.json")));
        for (Map<String, Object> label : objects(labels, "items")) {
            item = (String) label.get("id");
            if (only.isEmpty() || only.contains(item)) {
                List<Artifact> uploads = uploads(label);
                if (uploads != null) {
                    item(label, Engine.diagnose(uploads, RulePack.builtIn(), Progress.NONE));
                }
            }
        }
    }

    private List<Artifact> uploads(Map<String, Object> label) throws IOException {
        List<Artifact> result = new ArrayList<>();
        for (Map<String, Object> upload : objects(label, "uploads")) {
            String path = (String) upload.get("path");
            Path file = corpus.resolve(path);
            if (!Files.exists(file)) {
                return null;
            }
            String name = path.substring(path.indexOf('/') + 1);
            result.add(new Artifact(name, name, Files.size(file), () -> Files.newInputStream(file)));
        }
        return result.isEmpty() ? null : result;
    }

    private Count count(String kind) {
        return counts.computeIfAbsent(kind, k -> new Count());
    }

    private void item(Map<String, Object> label, Diagnosis d) throws IOException {
        String verdict = d.verdict().verdictClass().wire();
        List<?> acceptable = (List<?>) label.get("acceptable");
        Number most = (Number) label.get("maxConfidence");
        boolean isTooSure = most != null
                && d.verdict().verdictClass().accusesFirewall()
                && d.verdict().confidence() > most.doubleValue();
        count("verdict")
                .check(
                        acceptable.contains(verdict) && !isTooSure,
                        item + " " + verdict + " " + d.verdict().confidence());
        count("false").check(!((List<?>) label.get("mustNotClaim")).contains(verdict), item + " " + verdict);
        rows.add("%s  %-25s %.2f  (label %s, at most %s)  %s"
                .formatted(
                        item,
                        verdict,
                        d.verdict().confidence(),
                        label.get("expectedClass"),
                        most,
                        d.verdict().statement()));
        Set<Attempt> used = new HashSet<>();
        for (Map<String, Object> transfer : objects(label, "transfers")) {
            transfer(transfer, d, used);
        }
        for (Transfer t : d.transfers()) {
            for (Attempt a : t.attempts()) {
                boolean isOptional = a.log().basis().equals("object-run");
                if (!used.contains(a) && !isOptional) {
                    count("extra").check(false, item + " " + t.object() + " " + a.start() + " " + a.outcome());
                } else {
                    count("extra").check(true, "");
                }
            }
        }
        signatures(label, d);
        endpoints(label, d);
        secrets(label, d);
        for (Map<String, Object> artifact : objects(label, "artifacts")) {
            String name = file((String) artifact.get("name"));
            String status = d.artifacts().stream()
                    .filter(a -> a.name().equals(name))
                    .map(a -> a.status())
                    .findFirst()
                    .orElse(null);
            count("artifact")
                    .check(((List<?>) artifact.get("status")).contains(status), item + " " + name + " " + status);
        }
    }

    private void transfer(Map<String, Object> label, Diagnosis d, Set<Attempt> used) {
        String object = label.get("object") + (label.get("disk") == null ? "" : "/" + label.get("disk"));
        boolean isOptional = Boolean.TRUE.equals(label.get("optional"));
        Transfer found = d.transfers().stream()
                .filter(t -> t.object().equals(object)
                        && Objects.equals(t.attempts().getFirst().log().job(), label.get("job")))
                .findFirst()
                .orElseGet(() -> onlyOfJob(d, label));
        List<Map<String, Object>> attempts = objects(label, "attempts");
        if (isOptional) {
            return;
        }
        if (found == null) {
            count("attempt").check(false, item + " no transfer " + label.get("job") + " " + object);
            return;
        }
        for (int i = 0; i < attempts.size(); i++) {
            String what = item + " " + object + " " + (i + 1) + ": ";
            if (i >= found.attempts().size()) {
                count("attempt").check(false, what + "not found");
                continue;
            }
            Attempt a = found.attempts().get(i);
            used.add(a);
            attempt(attempts.get(i), a, what);
        }
        Map<String, Object> same = object(label, "sameOffset");
        Object holds = same.get("holds");
        boolean isSame = holds == null
                ? found.sameOffset() == null
                : found.sameOffset() != null
                        && found.sameOffset().holds() == (Boolean) holds
                        && found.sameOffset().attempts() == ((Number) same.get("attempts")).intValue()
                        && found.sameOffset().of() == ((Number) same.get("of")).intValue();
        count("same place").check(isSame, item + " " + object + " " + same + " found " + found.sameOffset());
    }

    /** Logs of the Linux agent name no object; the label has it from elsewhere. */
    private static Transfer onlyOfJob(Diagnosis d, Map<String, Object> label) {
        List<Transfer> ofJob = d.transfers().stream()
                .filter(t -> t.attempts().getFirst().log().basis().equals("session-folder")
                        && Objects.equals(t.attempts().getFirst().log().job(), label.get("job")))
                .toList();
        return ofJob.size() == 1 ? ofJob.getFirst() : null;
    }

    private void attempt(Map<String, Object> label, Attempt a, String what) {
        Count c = count("attempt");
        String outcome = label.get("outcome").equals("success") ? "completed" : (String) label.get("outcome");
        c.check(a.outcome().equals(outcome), what + "outcome " + a.outcome() + " not " + outcome);
        count("time")
                .check(time(label.get("start"), a.start()), what + "start " + a.start() + " not " + label.get("start"));
        count("time").check(time(label.get("end"), a.end()), what + "end " + a.end() + " not " + label.get("end"));
        line(label, "startLine", a, what);
        line(label, "endLine", a, what);
        List<Map<String, Object>> causes = objects(label, "cause");
        if (!causes.isEmpty()) {
            boolean isFound = causes.stream().anyMatch(w -> has(a.log().pointers(), w));
            count("cause").check(isFound, what + "cause " + a.log().pointers() + " not " + causes);
        }
        List<?> error = (List<?>) label.get("error");
        if (!error.isEmpty()) {
            String family = String.valueOf(error.getLast()).replaceAll("\\D+", "");
            boolean isRight = a.error() != null
                    && (family.isEmpty()
                            || a.error().contains(family)
                            || a.error().startsWith("errno"));
            count("error").check(isRight, what + "error " + a.error() + " not " + error);
        }
        Object offset = label.get("offsetBytes");
        count("offset").check(Objects.equals(offset, a.offset()), what + "offset " + a.offset() + " not " + offset);
        Number percent = (Number) label.get("progressPercent");
        boolean isPercent =
                percent == null || (a.progressPercent() != null && a.progressPercent() == percent.doubleValue());
        count("percent").check(isPercent, what + "percent " + a.progressPercent() + " not " + percent);
        boolean isComparable = Boolean.TRUE.equals(label.get("comparable"));
        count("comparable")
                .check(
                        isComparable == (a.log().notComparable() == null),
                        what + "comparable " + a.log().notComparable() + " not " + label.get("whyNotComparable"));
        for (Map<String, Object> position : objects(label, "positions")) {
            count("position").check(place(a.log().places(), position), what + "position " + position);
        }
        if (label.get("resumes") instanceof Map<?, ?> resumes) {
            int wanted = ((Number) resumes.get("count")).intValue();
            count("resumes")
                    .check(
                            a.log().resumes() == wanted,
                            what + "resumes " + a.log().resumes() + " not " + wanted);
        }
    }

    private static boolean time(Object label, Instant found) {
        return label == null
                ? found == null
                : found != null && Instant.parse((String) label).equals(found);
    }

    private void line(Map<String, Object> label, String name, Attempt a, String what) {
        if (label.get(name) instanceof Map<?, ?> where) {
            count("line")
                    .check(
                            has(a.log().pointers(), where),
                            what + name + " " + a.log().pointers() + " not " + where);
        }
    }

    private static boolean has(List<Pointer> pointers, Map<?, ?> where) {
        return pointers.contains(
                Pointer.line(file((String) where.get("file")), ((Number) where.get("line")).longValue()));
    }

    private static boolean place(List<LogPlace> places, Map<String, Object> label) {
        String file = file((String) label.get("file"));
        long line = ((Number) label.get("line")).longValue();
        long value = ((Number) label.get("value")).longValue();
        return places.stream()
                .anyMatch(p -> p.artifact().equals(file)
                        && p.line() == line
                        && p.value() == value
                        && p.isConfirmed() == label.get("wording").equals("confirmed"));
    }

    private void signatures(Map<String, Object> label, Diagnosis d) {
        Set<String> wanted = new TreeSet<>();
        Set<String> mayBe = new TreeSet<>();
        for (Map<String, Object> s : objects(label, "signatures")) {
            for (Object line : (List<?>) s.get("lines")) {
                String key = s.get("id") + " " + file((String) s.get("file")) + ":" + line;
                (Boolean.TRUE.equals(s.get("optional")) ? mayBe : wanted).add(key);
            }
        }
        List<?> ignore = label.get("ignore") instanceof List<?> list ? list : List.of();
        Set<String> found = new TreeSet<>();
        for (Signature s : d.signatures()) {
            boolean isIgnored = ignore.stream().anyMatch(i -> s.artifact().startsWith(file((String) i)));
            if (!isIgnored) {
                found.add(s.family() + " " + s.artifact() + ":" + s.line());
            }
        }
        for (String key : wanted) {
            count("signature").check(found.contains(key), item + " missing " + key);
        }
        for (String key : found) {
            if (!wanted.contains(key) && !mayBe.contains(key)) {
                count("signature").check(false, item + " extra " + key);
            }
        }
    }

    private void endpoints(Map<String, Object> label, Diagnosis d) {
        for (Map<String, Object> end : objects(label, "endpoints")) {
            Number port = (Number) end.get("port");
            LogEndpoint found = d.endpoints().stream()
                    .filter(e -> e.address().equals(end.get("address"))
                            && e.kind().equals(end.get("kind"))
                            && Objects.equals(e.port(), port == null ? null : port.intValue()))
                    .findFirst()
                    .orElse(null);
            String what = item + " " + end.get("kind") + " " + end.get("address") + ":" + port;
            boolean isWhole =
                    found != null && objects(end, "seen").stream().limit(64).allMatch(w -> has(found.pointers(), w));
            count("endpoint").check(isWhole, what + (found == null ? " not found" : " lines differ"));
        }
    }

    private void secrets(Map<String, Object> label, Diagnosis d) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DiagnosisJson.write(d, out);
        String json = out.toString(StandardCharsets.UTF_8);
        for (Map<String, Object> secret : objects(label, "secrets")) {
            count("secret").check(!json.contains((String) secret.get("marker")), item + " " + secret);
        }
    }

    private static String file(String path) {
        return path.replace("!/", "/");
    }

    @SuppressWarnings("unchecked") // labels.json holds objects and arrays in these places
    private static List<Map<String, Object>> objects(Map<String, Object> of, String name) {
        return of.get(name) instanceof List<?> list ? (List<Map<String, Object>>) list : List.of();
    }

    @SuppressWarnings("unchecked") // as above
    private static Map<String, Object> object(Map<String, Object> of, String name) {
        return (Map<String, Object>) of.get(name);
    }
}
