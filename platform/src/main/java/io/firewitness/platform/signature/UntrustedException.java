package io.firewitness.platform.signature;

/** A document is not signed, its signature is wrong, or its key is none of ours; the message says which. */
public final class UntrustedException extends Exception {
    private static final long serialVersionUID = 1L;

    UntrustedException(String message) {
        super(message);
    }
}
