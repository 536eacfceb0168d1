package io.firewitness.engine.document;

/** A closed choice with the word that stands for it in the document. */
public interface Wire {
    /** The word used in the document; stable for ever. */
    String wire();
}
