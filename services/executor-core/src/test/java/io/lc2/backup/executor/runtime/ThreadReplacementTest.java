package io.lc2.backup.executor.runtime;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.executor.LoopFixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class ThreadReplacementTest {

    private final PausesAtOnce closing = new PausesAtOnce();
    private Instant now = LoopFixtures.T0;
    private final ThreadReplacement threads = new ThreadReplacement(() -> now, closing);

    @Test
    void replacesAThreadThatDiedOfADefectAFewTimesThenGivesUp() {
        for (int i = 0; i < 5; i++) {
            assertThat(threads.handle(new IllegalStateException("defect"))).isEqualTo(REPLACE_THREAD);
        }

        assertThat(threads.handle(new IllegalStateException("defect"))).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void bearsTheSameDefectAgainAfterAWhile() {
        for (int i = 0; i < 5; i++) {
            assertThat(threads.handle(new IllegalStateException("defect"))).isEqualTo(REPLACE_THREAD);
        }
        now = now.plus(Duration.ofMinutes(6));

        assertThat(threads.handle(new IllegalStateException("defect"))).isEqualTo(REPLACE_THREAD);
        assertThat(threads.replaced()).isEqualTo(6);
    }

    @Test
    void waitsForAnOutageWithoutEndAndEverLongerUpToALimit() {
        for (int i = 0; i < 50; i++) {
            assertThat(threads.handle(new StreamsException("send", new TimeoutException("broker away"))))
                    .isEqualTo(REPLACE_THREAD);
        }

        assertThat(closing.pauses.subList(0, 4)).containsExactly(250L, 500L, 1000L, 2000L);
        assertThat(closing.pauses).allMatch(pause -> pause <= 10_000).endsWith(10_000L);
    }

    @Test
    void givesUpOnAnErrorOfTheMachineAtOnce() {
        assertThat(threads.handle(new OutOfMemoryError("heap"))).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void givesUpOnAnErrorOfTheMachineHoweverItIsWrapped() {
        Throwable wrapped = new StreamsException(new IllegalStateException(new OutOfMemoryError("heap")));

        assertThat(threads.handle(wrapped)).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void replacesNothingWhileTheExecutorCloses() {
        closing.countDown();

        assertThat(threads.handle(new IllegalStateException("defect"))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(closing.pauses).isEmpty();
    }

    private static final class PausesAtOnce extends CountDownLatch {

        final List<Long> pauses = new ArrayList<>();

        PausesAtOnce() {
            super(1);
        }

        @Override
        public boolean await(long timeout, TimeUnit unit) {
            pauses.add(unit.toMillis(timeout));
            return false;
        }
    }
}
