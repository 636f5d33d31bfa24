package io.lc2.backup.chaos;

/** The run itself cannot go on; says nothing about the platform. */
public final class ChaosException extends RuntimeException {

    public ChaosException(String message) {
        super(message);
    }

    public ChaosException(String message, Throwable cause) {
        super(message, cause);
    }
}
