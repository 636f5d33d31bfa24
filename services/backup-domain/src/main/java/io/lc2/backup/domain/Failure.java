package io.lc2.backup.domain;

/**
 * What went wrong and what to do next. The texts are for people, never hold a secret, and are bounded.
 *
 * @param code stable reason
 * @param component the part of the backup that is concerned
 * @param message what happened, naming the thing it happened to
 * @param nextStep what somebody can do about it
 */
public record Failure(FailureCode code, Component component, String message, String nextStep) {

    /** Longer texts are cut: an event must not grow with what a tool prints. */
    public static final int LONGEST_TEXT = 2000;

    public Failure {
        message = cut(message);
        nextStep = cut(nextStep);
    }

    /** True when the same step may succeed if tried again. */
    public boolean isTransient() {
        return code.isTransient();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
    }
}
