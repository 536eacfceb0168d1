package io.firewitness.knowledge.rulepack;

import io.firewitness.platform.problem.ProblemCode;
import java.util.Locale;

/** Why a rule pack is not let in; the texts stand in {@code problems/rulepacks*.properties}. */
enum RulePackProblem implements ProblemCode {
    /** The installation names no key, so nobody's packs are believed. */
    RULE_PACKS_OFF(409),
    /** Not signed, or not by a trusted key. */
    RULE_PACK_UNTRUSTED(422),
    /** Signed, but the engine cannot work with it. */
    RULE_PACK_UNUSABLE(422),
    /** Another pack has this version already. */
    RULE_PACK_VERSION_TAKEN(409);

    private final int status;

    RulePackProblem(int status) {
        this.status = status;
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String bundle() {
        return "problems.rulepacks";
    }
}
