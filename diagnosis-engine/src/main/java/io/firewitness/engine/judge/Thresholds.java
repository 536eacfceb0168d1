package io.firewitness.engine.judge;

import io.firewitness.engine.RulePack;

/** Numbers of the rule pack, read once. */
final class Thresholds {
    final double verdict;
    final double likely;
    final double innocent;
    final double cap;
    final double hostCap;
    final int ttlStrong;
    final int ttlModerate;
    final int baselineMinimum;
    final int stallSends;
    final double stallSeconds;
    final double outageSeconds;
    final double idleSeconds;
    final double idleLongSeconds;
    final double lossShare;
    final int lossMinimum;
    final long earlyBytes;
    final long sameOffsetMinimum;
    final long sameOffsetWindow;
    final int massConnections;
    final double massSeconds;
    final int documentConnections;

    Thresholds(RulePack pack) {
        verdict = pack.threshold("verdict");
        likely = pack.threshold("likely");
        innocent = pack.threshold("innocent");
        cap = pack.threshold("cap");
        hostCap = pack.threshold("hostCapWithoutProof");
        ttlStrong = (int) pack.threshold("ttlStrong");
        ttlModerate = (int) pack.threshold("ttlModerate");
        baselineMinimum = (int) pack.threshold("baselineMinimum");
        stallSends = (int) pack.threshold("stallSends");
        stallSeconds = pack.threshold("stallSeconds");
        outageSeconds = pack.threshold("outageSeconds");
        idleSeconds = pack.threshold("idleSeconds");
        idleLongSeconds = pack.threshold("idleLongSeconds");
        lossShare = pack.threshold("lossShare");
        lossMinimum = (int) pack.threshold("lossMinimum");
        earlyBytes = (long) pack.threshold("earlyBytes");
        sameOffsetMinimum = (long) pack.threshold("sameOffsetMinimum");
        sameOffsetWindow = (long) pack.threshold("sameOffsetWindow");
        massConnections = (int) pack.threshold("massConnections");
        massSeconds = pack.threshold("massSeconds");
        documentConnections = (int) pack.threshold("documentConnections");
    }

    String band(double confidence) {
        return confidence >= verdict ? "high" : confidence >= likely ? "medium" : "low";
    }
}
