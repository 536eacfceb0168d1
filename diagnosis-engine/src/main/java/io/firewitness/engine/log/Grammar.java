package io.firewitness.engine.log;

import io.firewitness.engine.RulePack;
import io.firewitness.engine.log.scan.AnchorFinder;
import io.firewitness.engine.log.scan.Line;
import io.firewitness.engine.log.scan.TextDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rule pack's wording, compiled: which literals to look for, and what a line that holds one means. Immutable; safe for use by
 * several threads.
 */
final class Grammar {
    /** Words after which a bare number is an error code; anywhere else it is a count, a port or an id. */
    private static final String BEFORE_CODE =
            "\\b(?:error|code|errno|winsock|wsa\\w*|socket)\\b(?:\\s+(?:error|code|number))*\\s*[:=#(\\[]*\\s*";

    /** Literals that lead to lines in which a code may stand. */
    private static final List<String> CODE_ANCHORS = List.of(
            "error code", "socket error", "error: 10", "error = 10", "errorcode", "win32 error", "winsock error");

    private static final Pattern ODD_BLANKS = Pattern.compile("[\\s\\u00a0\\u202f\\u3000]+");
    private static final int LONGEST_ANCHOR = 40;

    private final AnchorFinder finder;
    private final List<Charset> pages = new ArrayList<>();
    private final List<LinePattern> linePattern = new ArrayList<>();
    private final List<Signature> signature = new ArrayList<>();
    private final List<Signature> signatures = new ArrayList<>();
    private final List<String> wrappers;
    private final List<String> clearingUp;
    private final Redactor redactor;

    /**
     * What lines with a certain literal say.
     *
     * @param event name of the event
     * @param pattern searched in the message
     * @param kind kind of an endpoint; null for other events
     * @param isConfirmed read in a public source; else recalled
     */
    record LinePattern(String event, Pattern pattern, String kind, boolean isConfirmed) {}

    /**
     * A known error.
     *
     * @param id id in the document
     * @param family id under which several of one meaning stand together, as {@code SIG-10054}
     * @param type {@code network}, {@code connect}, {@code stall}, {@code tls}, {@code follow-up}, {@code network-or-load} or
     *     {@code control}
     * @param mode {@code reset} or {@code stall}; null where it says neither
     * @param cause the everyday reason it names; null where it names none
     */
    record Signature(
            String id,
            String family,
            String type,
            String mode,
            String cause,
            List<String> confirmed,
            List<String> recalled,
            List<String> tokens,
            Pattern code,
            Pattern bracketed,
            Pattern pattern) {
        boolean isNetwork() {
            return type.equals("network") || type.equals("stall");
        }
    }

    /** A known error in a line. {@code family} has its code filled in. */
    record Match(Signature signature, String family, boolean isConfirmed) {}

    Grammar(RulePack pack) {
        List<byte[]> literals = new ArrayList<>();
        for (Map<String, Object> entry : pack.objects("logLines")) {
            add(
                    literals,
                    string(entry, "anchor").getBytes(StandardCharsets.UTF_8),
                    null,
                    new LinePattern(
                            string(entry, "event"),
                            Pattern.compile(string(entry, "pattern")),
                            string(entry, "kind"),
                            "CONFIRMED".equals(entry.get("mark"))),
                    null);
        }
        for (Map<String, Object> entry : pack.objects("signatures")) {
            Signature s = signature(entry);
            signatures.add(s);
            Set<Anchor> anchors = new LinkedHashSet<>();
            for (Object text : list(entry, "texts")) {
                anchors.addAll(anchors(string(map(text), "text"), string(map(text), "language")));
            }
            for (String token : s.tokens) {
                if (token.length() >= AnchorFinder.WINDOW) {
                    anchors.add(new Anchor(token, null));
                }
            }
            for (Object pattern : list(entry, "patterns")) {
                list(map(pattern), "anchors").forEach(a -> anchors.add(new Anchor((String) a, null)));
            }
            for (Anchor anchor : anchors) {
                Charset page = anchor.page;
                add(literals, anchor.text.getBytes(page == null ? StandardCharsets.UTF_8 : page), page, null, s);
            }
        }
        for (String word : CODE_ANCHORS) {
            add(literals, word.getBytes(StandardCharsets.US_ASCII), null, null, null);
        }
        finder = new AnchorFinder(literals);
        wrappers = words(pack, "wrappers");
        clearingUp = words(pack, "clearingUp");
        redactor = new Redactor(pack);
    }

    private record Anchor(String text, Charset page) {}

    private void add(List<byte[]> literals, byte[] literal, Charset page, LinePattern line, Signature s) {
        literals.add(literal);
        pages.add(page);
        linePattern.add(line);
        signature.add(s);
    }

    AnchorFinder finder() {
        return finder;
    }

    /** A decoder that knows which literal shows which code page. */
    TextDecoder decoder() {
        return new TextDecoder(pages);
    }

    Redactor redactor() {
        return redactor;
    }

    /** True for sentences that only wrap what stands above them. */
    boolean isWrapper(String message) {
        return beginsWith(message, wrappers);
    }

    /** True for sentences on what is taken down again after a transfer has ended: they never tell why it did. */
    boolean isClearingUp(String message) {
        return beginsWith(message, clearingUp);
    }

    private static boolean beginsWith(String message, List<String> beginnings) {
        String lower = message.toLowerCase(Locale.ROOT);
        int from = lower.startsWith("--tr:") ? 5 : 0;
        for (String beginning : beginnings) {
            if (lower.startsWith(beginning, from)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> words(RulePack pack, String section) {
        return pack.section(section) instanceof List<?> words
                ? words.stream().map(w -> ((String) w).toLowerCase(Locale.ROOT)).toList()
                : List.of();
    }

    /** Patterns whose literal stands in the line, each once. */
    List<LinePattern> patterns(Line line) {
        List<LinePattern> found = List.of();
        for (int i = 0; i < line.anchors(); i++) {
            LinePattern p = linePattern.get(line.anchor(i));
            if (p != null && !found.contains(p)) {
                found = found.isEmpty() ? new ArrayList<>(2) : found;
                found.add(p);
            }
        }
        return found;
    }

    /**
     * Known errors in a line.
     *
     * @param message the message
     * @param line where literals were found; null to try all
     * @param isMarked the line is marked as error or warning
     */
    List<Match> signatures(String message, Line line, boolean isMarked) {
        Set<Signature> candidates = Set.of();
        boolean isWhole = line == null;
        boolean mayHoldCode = isMarked || isWhole;
        int anchors = isWhole ? 0 : line.anchors();
        for (int i = 0; i < anchors; i++) {
            Signature s = signature.get(line.anchor(i));
            if (s != null) {
                candidates = candidates.isEmpty() ? Collections.newSetFromMap(new IdentityHashMap<>()) : candidates;
                candidates.add(s);
            } else if (linePattern.get(line.anchor(i)) == null) {
                mayHoldCode = true;
            }
        }
        if (candidates.isEmpty() && !mayHoldCode) {
            return List.of();
        }
        String plain = normal(message);
        List<Match> found = new ArrayList<>(2);
        for (Signature s : signatures) {
            Match match = isWhole || candidates.contains(s) ? match(s, message, plain) : null;
            if (match == null && mayHoldCode && s.code != null) {
                boolean isCode = s.code.matcher(message).find()
                        || (isMarked && s.bracketed.matcher(message).find());
                match = isCode ? new Match(s, s.family, true) : null;
            }
            if (match != null) {
                found.add(match);
            }
        }
        return found;
    }

    private static Match match(Signature s, String message, String plain) {
        for (String text : s.confirmed) {
            if (plain.contains(text)) {
                return new Match(s, s.family, true);
            }
        }
        for (String token : s.tokens) {
            if (plain.contains(token.toLowerCase(Locale.ROOT))) {
                return new Match(s, s.family, true);
            }
        }
        if (s.pattern != null) {
            Matcher m = s.pattern.matcher(message);
            if (m.find()) {
                String code = m.group("code");
                return new Match(s, s.family.replace("{code}", code == null ? "" : code), true);
            }
        }
        for (String text : s.recalled) {
            if (plain.contains(text)) {
                return new Match(s, s.family, false);
            }
        }
        return null;
    }

    /** Case, blanks, apostrophes and full stops do not count. */
    static String normal(String text) {
        String plain =
                ODD_BLANKS.matcher(text).replaceAll(" ").replace('\u2019', '\'').replace('\u2018', '\'');
        return plain.toLowerCase(Locale.ROOT);
    }

    private static Signature signature(Map<String, Object> entry) {
        List<String> confirmed = new ArrayList<>();
        List<String> recalled = new ArrayList<>();
        for (Object text : list(entry, "texts")) {
            String plain = normal(string(map(text), "text"));
            ("CONFIRMED".equals(map(text).get("mark")) ? confirmed : recalled).add(plain);
        }
        List<String> tokens = new ArrayList<>();
        list(entry, "tokens").forEach(t -> tokens.add((String) t));
        List<String> codes = new ArrayList<>();
        list(entry, "codes").forEach(c -> codes.add((String) c));
        tokens.stream().filter(t -> t.startsWith("0x")).forEach(codes::add);
        String any = String.join("|", codes.stream().map(Pattern::quote).toList());
        Pattern pattern = null;
        for (Object p : list(entry, "patterns")) {
            pattern = Pattern.compile(string(map(p), "pattern"), Pattern.DOTALL);
        }
        return new Signature(
                string(entry, "id"),
                string(entry, "family"),
                string(entry, "class"),
                string(entry, "mode"),
                string(entry, "cause"),
                confirmed,
                recalled,
                tokens,
                codes.isEmpty() ? null : Pattern.compile(BEFORE_CODE + "(?:" + any + ")\\b", Pattern.CASE_INSENSITIVE),
                codes.isEmpty() ? null : Pattern.compile("[\\[(](?:" + any + ")[\\])]"),
                pattern);
    }

    /**
     * Literals that every line with the text holds, and the code page they speak for where the line is no UTF-8. A run of ASCII
     * serves all encodings; where there is none, the text's second half is looked for in UTF-8 and in the code page of its
     * language. The first letter is left out: its case may differ.
     */
    private static Set<Anchor> anchors(String text, String language) {
        String best = "";
        int start = 1;
        for (int i = 1; i <= text.length(); i++) {
            boolean isPlain =
                    i < text.length() && text.charAt(i) < 0x7F && text.charAt(i) >= ' ' && text.charAt(i) != '\'';
            if (!isPlain) {
                if (i - start > best.length()) {
                    best = text.substring(start, i);
                }
                start = i + 1;
            }
        }
        if (text.length() <= 14 && text.chars().allMatch(c -> c < 0x7F)) {
            best = text;
        }
        if (best.length() >= 10 || (best.length() >= AnchorFinder.WINDOW && best.equals(text))) {
            String cut = best.length() > LONGEST_ANCHOR ? best.substring(0, LONGEST_ANCHOR) : best;
            return Set.of(new Anchor(cut, language.equals("en") ? null : TextDecoder.page(language)));
        }
        String middle = text.substring(1);
        int quote = Math.max(middle.indexOf('\''), middle.indexOf('\u2019'));
        if (quote > 12) {
            middle = middle.substring(0, quote);
        }
        int blank = middle.indexOf(' ', 8);
        middle = blank > 0 && language.matches("ja|zh.*") ? middle.substring(0, blank) : middle;
        Set<Anchor> anchors = new LinkedHashSet<>();
        anchors.add(new Anchor(middle, null));
        Charset page = TextDecoder.page(language);
        boolean isWritable = page.newEncoder().canEncode(middle);
        if (isWritable && middle.getBytes(page).length >= AnchorFinder.WINDOW) {
            anchors.add(new Anchor(middle, page));
        }
        return anchors;
    }

    private static String string(Map<String, Object> entry, String name) {
        return entry.get(name) instanceof String s ? s : null;
    }

    private static List<?> list(Map<String, Object> entry, String name) {
        return entry.get(name) instanceof List<?> list ? list : List.of();
    }

    @SuppressWarnings("unchecked") // the rule pack's objects have string keys
    private static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : new LinkedHashMap<>();
    }
}
