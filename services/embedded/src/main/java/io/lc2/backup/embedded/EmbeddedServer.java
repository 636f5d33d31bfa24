package io.lc2.backup.embedded;

/**
 * A server that can be stopped and started again on the same data and the same port, to see how its clients bear it.
 *
 * <p>Calls exclude each other and all are idempotent; still, one owner should make them.
 */
public sealed interface EmbeddedServer extends AutoCloseable
        permits EmbeddedBroker, EmbeddedRegistry, EmbeddedDatabase, EmbeddedS3 {

    /**
     * Starts the server and returns when it answers; does nothing if it runs.
     *
     * @throws EmbeddedException if it does not answer within its bound, or is closed
     */
    void start();

    /** Stops the server and keeps its data; does nothing if it does not run. */
    void stop();

    /** Stops the server for good and gives its directory back; the data stays until the caller deletes it. */
    @Override
    void close();
}
