package io.lc2.backup.executor.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.executor.spi.StepStoppedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderedPipelineTest {

    private static final int WINDOW = 20;

    private final Stops stops = new Stops();
    private final List<Integer> worked = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> results = new ArrayList<>();

    private OrderedPipeline<Integer, Integer> pipeline(OrderedPipeline.Known<Integer, Integer> known) {
        return new OrderedPipeline<>(known, this::work, results::add, WINDOW, new Halt(stops));
    }

    private int work(int input) {
        worked.add(input);
        return input;
    }

    @Test
    void handsResultsOnInOrderWhetherTheyNeededWorkOrNot() {
        pipeline(n -> n % 7 == 0 ? null : n).run(IntStream.range(0, 1000).iterator(), 4);

        assertThat(results)
                .containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
        assertThat(worked).hasSize(143).allMatch(n -> n % 7 == 0);
    }

    @Test
    void worksOnNothingWhenEverythingIsKnown() {
        pipeline(n -> n).run(IntStream.range(0, 1000).iterator(), 4);

        assertThat(results).hasSize(1000).isSorted();
        assertThat(worked).isEmpty();
    }

    @Test
    void endsAmongKnownThingsWhenTheStepIsToldTo() {
        OrderedPipeline<Integer, Integer> endless = pipeline(n -> {
            if (n == 5_000) {
                stops.stop();
            }
            return n;
        });

        assertThatThrownBy(() -> endless.run(IntStream.iterate(0, n -> n + 1).iterator(), 4))
                .isInstanceOf(StepStoppedException.class);
        assertThat(results).hasSizeLessThan(6_000);
    }
}
