package io.lc2.backup.executor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

class ThreadReplacementTest {

    private final ThreadReplacement replacement = new ThreadReplacement(InstantSource.system(), new CountDownLatch(1));

    @Test
    void replacesAThreadThatWaitedInVainForTheBroker() {
        assertThat(replacement.handle(new StreamsException(new TimeoutException("test"))))
                .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    }

    @Test
    void givesUpForWantOfMemoryHoweverItIsWrapped() {
        Throwable wrapped = new StreamsException(new IllegalStateException(new OutOfMemoryError("test")));

        assertThat(replacement.handle(wrapped)).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    }
}
