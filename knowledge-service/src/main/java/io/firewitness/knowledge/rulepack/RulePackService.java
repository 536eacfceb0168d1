package io.firewitness.knowledge.rulepack;

import io.firewitness.engine.RulePack;
import io.firewitness.platform.problem.CommonProblem;
import io.firewitness.platform.signature.TrustedKeys;
import io.firewitness.platform.signature.UntrustedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The rule packs of this installation. They hold nothing of any provider, so they are the same for all. A pack is let in only signed by
 * a trusted key and after the engine has tried it against the examples it brings; it is judged with only after it was chosen.
 */
@ApplicationScoped
class RulePackService {
    private static final int HISTORY = 50;
    private static final int SHOWN_PROBLEMS = 5;

    private final RulePackRepository packs;
    private final RulePackChoiceRepository choices;
    private final TrustedKeys keys;
    private final Clock clock;

    RulePackService(
            RulePackRepository packs,
            RulePackChoiceRepository choices,
            @ConfigProperty(name = "firewitness.rule-packs.keys") Optional<String> keys,
            Clock clock) {
        this.packs = packs;
        this.choices = choices;
        this.keys = TrustedKeys.of(keys.orElse(""));
        this.clock = clock;
    }

    /** @param keyId the key it was signed with; null for the built-in one */
    record PackView(String version, String keyId, Instant importedAt, String importedBy, boolean isCurrent) {}

    /** @param version null for the built-in pack */
    record ChoiceView(String version, Instant chosenAt, String chosenBy) {}

    /**
     * @param current the version that is judged with
     * @param items the built-in pack, then the imported ones, newest first
     * @param history the last choices, newest first
     */
    record Overview(String current, List<PackView> items, List<ChoiceView> history) {}

    /** A signed pack as it was imported. */
    record Document(String text, String sha256) {}

    /** @param isNew false where this very pack was there already */
    record Imported(PackView pack, boolean isNew) {}

    @Transactional
    Overview overview() {
        String chosen = choices.last().map(choice -> choice.version).orElse(null);
        String builtIn = RulePack.builtIn().version();
        List<PackView> items = new java.util.ArrayList<>();
        items.add(new PackView(builtIn, null, null, null, chosen == null));
        packs.newestFirst().forEach(pack -> items.add(view(pack, chosen)));
        return new Overview(
                chosen == null ? builtIn : chosen,
                List.copyOf(items),
                choices.recent(HISTORY).stream()
                        .map(choice -> new ChoiceView(choice.version, choice.chosenAt, choice.chosenBy))
                        .toList());
    }

    /**
     * Lets a pack in; it is not judged with yet.
     *
     * @param document a compact JWS whose payload is the pack
     */
    @Transactional
    Imported bringIn(String document, String by) {
        if (keys.isEmpty()) {
            throw RulePackProblem.RULE_PACKS_OFF.exception();
        }
        TrustedKeys.Signed signed = verified(document);
        RulePack pack = usable(signed.payload());
        String text = document.strip();
        String sha256 = sha256(text);
        RulePackEntity known = packs.findById(pack.version());
        if (known == null && !pack.version().equals(RulePack.builtIn().version())) {
            RulePackEntity fresh = new RulePackEntity();
            fresh.version = pack.version();
            fresh.document = text;
            fresh.sha256 = sha256;
            fresh.keyId = signed.keyId();
            fresh.importedAt = Instant.now(clock);
            fresh.importedBy = by;
            packs.persistAndFlush(fresh);
            return new Imported(view(fresh, null), true);
        }
        if (known == null || !known.sha256.equals(sha256)) {
            throw RulePackProblem.RULE_PACK_VERSION_TAKEN.exception(Map.of("version", pack.version()));
        }
        return new Imported(
                view(known, choices.last().map(choice -> choice.version).orElse(null)), false);
    }

    /** From now on cases are judged with this pack; an earlier one rolls back, the built-in one's version goes back to it. */
    @Transactional
    void choose(String version, String by) {
        boolean isBuiltIn = RulePack.builtIn().version().equals(version);
        if (!isBuiltIn && packs.findById(version) == null) {
            throw CommonProblem.NOT_FOUND.exception();
        }
        RulePackChoiceEntity choice = new RulePackChoiceEntity();
        choice.version = isBuiltIn ? null : version;
        choice.chosenAt = Instant.now(clock);
        choice.chosenBy = by;
        choices.persist(choice);
    }

    /** An imported pack as it came. */
    @Transactional
    Document document(String version) {
        return packs.findByIdOptional(version)
                .map(pack -> new Document(pack.document, pack.sha256))
                .orElseThrow(CommonProblem.NOT_FOUND::exception);
    }

    /** The chosen pack; empty for the built-in one. */
    @Transactional
    Optional<Document> current() {
        return choices.last().map(choice -> choice.version).map(this::document);
    }

    private TrustedKeys.Signed verified(String document) {
        try {
            return keys.verify(document);
        } catch (UntrustedException untrusted) {
            throw RulePackProblem.RULE_PACK_UNTRUSTED.exception(Map.of("reason", untrusted.getMessage()));
        }
    }

    private static RulePack usable(String content) {
        List<String> problems;
        RulePack pack = null;
        try {
            pack = RulePack.read(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
            problems = pack.problems();
        } catch (IOException unreadable) {
            problems = List.of(unreadable.getMessage());
        }
        if (!problems.isEmpty()) {
            throw RulePackProblem.RULE_PACK_UNUSABLE.exception(Map.of(
                    "count",
                    problems.size(),
                    "problems",
                    String.join("; ", problems.subList(0, Math.min(SHOWN_PROBLEMS, problems.size())))));
        }
        return pack;
    }

    private static PackView view(RulePackEntity pack, String chosen) {
        return new PackView(pack.version, pack.keyId, pack.importedAt, pack.importedBy, pack.version.equals(chosen));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
