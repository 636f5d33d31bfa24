package io.lc2.backup.executor.runtime;

import io.lc2.backup.messaging.registry.SchemaRegistryUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that died. Its transaction is aborted then, and a new one goes on where the last one committed.
 * What may go away by itself (registry, broker or topics not there) is waited for without end, with pauses; of anything
 * else only so much is borne, then the executor gives up, so that whoever watches the process starts it anew.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int BEARABLE = 5;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final int LONGEST_CHAIN = 20;

    private final InstantSource clock;
    private final CountDownLatch closing;
    private final Deque<Instant> failures = new ArrayDeque<>();
    private final Deque<Instant> outages = new ArrayDeque<>();
    private int replaced;

    /**
     * Begins with no failure.
     *
     * @param closing ends every pause
     */
    ThreadReplacement(InstantSource clock, CountDownLatch closing) {
        this.clock = clock;
        this.closing = closing;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable cause) {
        if (closing.getCount() == 0) {
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        boolean outage = isOutage(cause);
        int recent = note(outage ? outages : failures);
        if (isError(cause) || (!outage && recent > BEARABLE)) {
            LOG.atError()
                    .setCause(cause)
                    .addKeyValue("failures", recent)
                    .log("Stream threads keep dying; the executor gives up and has to be started again");
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.atWarn().setCause(cause).addKeyValue("recent", recent).log("A stream thread died and is replaced");
        pause(recent);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Number of threads replaced since the start. */
    synchronized int replaced() {
        return replaced;
    }

    /** Want of memory above all, which Kafka wraps: what is left of this process is not to be relied on. */
    private static boolean isError(Throwable cause) {
        @Nullable Throwable next = cause;
        for (int depth = 0; next != null && depth < LONGEST_CHAIN; depth++) {
            if (next instanceof Error) {
                return true;
            }
            next = next.getCause();
        }
        return false;
    }

    private static boolean isOutage(Throwable cause) {
        @Nullable Throwable next = cause;
        for (int depth = 0; next != null && depth < LONGEST_CHAIN; depth++) {
            if (next instanceof SchemaRegistryUnavailableException
                    || next instanceof RetriableException
                    || next instanceof MissingSourceTopicException) {
                return true;
            }
            next = next.getCause();
        }
        return false;
    }

    private synchronized int note(Deque<Instant> of) {
        Instant now = clock.instant();
        of.addLast(now);
        while (of.getFirst().isBefore(now.minus(WINDOW))) {
            of.removeFirst();
        }
        replaced++;
        return of.size();
    }

    private void pause(int recent) {
        long longest = LONGEST_PAUSE.toMillis();
        long millis = Math.min(longest, FIRST_PAUSE.toMillis() << Math.min(recent - 1, 10));
        try {
            if (closing.await(millis, TimeUnit.MILLISECONDS)) {
                LOG.atDebug().log("Closing; the pause is over");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
