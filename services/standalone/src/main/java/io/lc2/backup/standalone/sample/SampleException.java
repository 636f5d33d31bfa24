package io.lc2.backup.standalone.sample;

/** Sample data could not be made or compared; the message says what to do. */
public final class SampleException extends RuntimeException {

    public SampleException(String message, Throwable cause) {
        super(message, cause);
    }
}
