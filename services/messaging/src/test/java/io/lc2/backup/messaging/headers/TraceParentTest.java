package io.lc2.backup.messaging.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT_ID = "00f067aa0ba902b7";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-" + TRACE_ID + "-" + PARENT_ID + "-01",
                "00-" + TRACE_ID + "-" + PARENT_ID + "-ff",
                "01-" + TRACE_ID + "-" + PARENT_ID + "-01",
                "cc-" + TRACE_ID + "-" + PARENT_ID + "-01-what-comes-later",
            })
    void readsASampledTrace(String value) {
        assertThat(TraceParent.parse(value)).contains(new TraceParent(TRACE_ID, PARENT_ID, true));
    }

    @Test
    void readsAndWritesOneThatIsNotSampled() {
        String value = "00-" + TRACE_ID + "-" + PARENT_ID + "-00";

        assertThat(TraceParent.parse(value).orElseThrow().sampled()).isFalse();
        assertThat(TraceParent.parse(value).orElseThrow().value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-" + TRACE_ID + "-" + PARENT_ID + "-01",
                "00-" + TRACE_ID + "-" + PARENT_ID + "-01-more",
                "00-" + TRACE_ID + "-" + PARENT_ID + "-1",
                "00-" + TRACE_ID + "-" + PARENT_ID,
                "00-00000000000000000000000000000000-" + PARENT_ID + "-01",
                "00-" + TRACE_ID + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + PARENT_ID + "-01",
                "cc-" + TRACE_ID + "-" + PARENT_ID + "-01.more",
                " 00-" + TRACE_ID + "-" + PARENT_ID + "-01",
            })
    void takesNoTraceFromAValueThatIsNotValid(String value) {
        assertThat(TraceParent.parse(value)).isEmpty();
    }

    @Test
    void refusesIdsThatAreNone() {
        assertThatThrownBy(() -> new TraceParent("0".repeat(32), PARENT_ID, true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TraceParent(TRACE_ID, "xyz", true)).isInstanceOf(IllegalArgumentException.class);
    }
}
