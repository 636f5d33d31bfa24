package io.lc2.backup.embedded;

/**
 * A server that can be stopped and started again on the same data and the same port, to see how its clients bear it.
 *
 * <p>One owner calls these methods, one at a time or not: they exclude each other. All are idempotent.
 */
public sealed interface EmbeddedPart extends AutoCloseable permits EmbeddedBroker {

    /**
     * Starts the server and returns when it answers; does nothing if it runs.
     *
     * @throws EmbeddedException if it does not answer within its bound
     */
    void start();

    /** Stops the server and keeps its data; does nothing if it does not run. */
    void stop();

    /** Stops the server; its data stays until the caller deletes the directory. */
    @Override
    default void close() {
        stop();
    }
}
