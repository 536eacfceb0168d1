package io.firewitness.analysis.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import io.firewitness.analysis.cases.Cases;

/** Takes from a diagnosis what a list of cases shows. */
final class Summaries {
    private static final double VERY_LIKELY = 0.95;
    private static final double LIKELY = 0.80;

    private Summaries() {}

    static Cases.Summary of(JsonNode diagnosis) {
        JsonNode verdict = diagnosis.path("verdict");
        double confidence = verdict.path("confidence").asDouble();
        Integer attempts = null;
        Integer of = null;
        for (JsonNode transfer : diagnosis.path("transfers")) {
            JsonNode same = transfer.path("sameOffset");
            if (same.path("holds").asBoolean() && (of == null || same.path("of").asInt() > of)) {
                attempts = same.path("attempts").asInt();
                of = same.path("of").asInt();
            }
        }
        JsonNode missing = diagnosis.path("notEvaluated").path(0).path("text").path("key");
        return new Cases.Summary(
                verdict.path("class").asText(),
                confidence,
                band(verdict, confidence),
                attempts,
                of,
                missing.isTextual() ? missing.textValue() : null);
    }

    /** The engine says "proven" where both ends show it; the other words follow from the number. */
    private static String band(JsonNode verdict, double confidence) {
        if ("proven".equals(verdict.path("who").path("band").asText())) {
            return "proven";
        }
        if (confidence >= VERY_LIKELY) {
            return "very-likely";
        }
        return confidence >= LIKELY ? "likely" : "open";
    }
}
