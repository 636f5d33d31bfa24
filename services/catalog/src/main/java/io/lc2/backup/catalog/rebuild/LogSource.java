package io.lc2.backup.catalog.rebuild;

import java.util.Optional;

/** From where a lost log is filled again before it is replayed. */
public interface LogSource {

    /** Hears how far it is. */
    @FunctionalInterface
    interface Progress {
        /**
         * Tells what is done now.
         *
         * @param message for people
         * @throws RebuildFailedException when the service is being stopped
         */
        void say(String message) throws RebuildFailedException;
    }

    /**
     * Why the log cannot be filled, and what to do about it, as far as a quick look can tell; empty when it may.
     *
     * @throws InterruptedException when the caller is told to stop waiting
     * @throws org.apache.kafka.common.KafkaException when Kafka or the registry is away
     */
    Optional<String> refusal() throws InterruptedException;

    /**
     * Fills the log. When it is interrupted, it can be done again.
     *
     * @throws RebuildFailedException when it cannot go on; the message says why and what to do next
     * @throws InterruptedException when the caller is told to stop waiting
     */
    Restored restore(Progress progress) throws RebuildFailedException, InterruptedException;
}
