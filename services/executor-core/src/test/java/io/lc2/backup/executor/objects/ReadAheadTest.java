package io.lc2.backup.executor.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lc2.backup.executor.spi.StepStoppedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadAheadTest {

    private static final int MOST_AHEAD = 10_000;

    private final Stops stops = new Stops();
    private final Halt halt = new Halt(stops);

    @Test
    void givesEverythingInOrder() {
        try (ReadAhead<Integer> ahead =
                new ReadAhead<>(IntStream.range(0, 12_345).iterator(), halt)) {
            List<Integer> taken = new ArrayList<>();
            ahead.forEachRemaining(taken::add);

            assertThat(taken).isEqualTo(IntStream.range(0, 12_345).boxed().toList());
        }
    }

    @Test
    void throwsAFailureOfTheSourceInTheThreadThatTakes() {
        Iterator<Integer> failing = IntStream.range(0, 5_000)
                .peek(n -> {
                    if (n == 4_000) {
                        throw new IllegalStateException("broken at " + n);
                    }
                })
                .iterator();

        try (ReadAhead<Integer> ahead = new ReadAhead<>(failing, halt)) {
            assertThatThrownBy(() -> ahead.forEachRemaining(n -> {})).hasMessage("broken at 4000");
            assertThat(ahead.hasNext()).isFalse();
        }
    }

    @Test
    void readsNoFurtherAheadThanItsBound() {
        AtomicInteger read = new AtomicInteger();
        Iterator<Integer> endless = IntStream.generate(read::incrementAndGet).iterator();

        try (ReadAhead<Integer> ahead = new ReadAhead<>(endless, halt)) {
            assertThat(ahead.next()).isEqualTo(1);
            await().atMost(Duration.ofMinutes(1)).until(() -> read.get() > 1_000);
            for (int n = 0; n < 50_000; n++) {
                assertThat(read.get() - ahead.next()).isLessThan(MOST_AHEAD);
            }
        }
    }

    @Test
    void stopsWaitingForASlowSourceWhenTheStepIsToldTo() {
        CountDownLatch never = new CountDownLatch(1);
        Iterator<Integer> slow = IntStream.generate(() -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return 0;
                })
                .iterator();

        try (ReadAhead<Integer> ahead = new ReadAhead<>(slow, halt)) {
            stops.stop();
            assertThatThrownBy(ahead::hasNext).isInstanceOf(StepStoppedException.class);
        }
    }

    @Test
    void readsNoMoreOnceItIsClosed() {
        AtomicInteger read = new AtomicInteger();
        ReadAhead<Integer> ahead =
                new ReadAhead<>(IntStream.generate(read::incrementAndGet).iterator(), halt);
        assertThat(ahead.next()).isEqualTo(1);

        ahead.close();

        await().atMost(Duration.ofMinutes(1)).until(() -> !ahead.isReading());
    }
}
