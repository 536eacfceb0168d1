package io.firewitness.stack;

/** The stack cannot come up; the message is for the person at the terminal and says what to do. */
final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StackException(String message) {
        super(message);
    }

    StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
