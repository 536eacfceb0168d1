package io.firewitness.knowledge.content;

/** A text in both languages of the product. */
public record Localized(String en, String ja) {
    /** The text in {@code language}, {@code ja} or anything else for English. */
    public String in(String language) {
        return "ja".equals(language) ? ja : en;
    }
}
