package io.lc2.backup.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A",
                "a/b",
                "..",
                "-a",
                "a-",
                "a.b",
                "a_b",
                "ä",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refusesIdsThatAreNoLabels(String text) {
        assertThatThrownBy(() -> new ProjectId(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OperationId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void printsIdsAsTheyAreWritten() {
        assertThat(new ProjectId("acme-1")).hasToString("acme-1");
        assertThat(new OperationId("b-1")).hasToString("b-1").isLessThan(new OperationId("b-2"));
        UUID id = UUID.nameUUIDFromBytes(new byte[] {1});
        assertThat(new CommandId(id)).hasToString(id.toString());
    }

    @Test
    void boundsActors() {
        assertThatThrownBy(() -> new Actor(" ", "")).hasMessageContaining("actor id");
        assertThatThrownBy(() -> new Actor("a".repeat(129), "")).hasMessageContaining("actor id");
        assertThatThrownBy(() -> new Actor("a", "1".repeat(129))).hasMessageContaining("client address");
    }

    @Test
    void cutsLongTextsOfFailures() {
        Failure failure = new Failure(FailureCode.TOOL_FAILED, Component.DATABASE, "x".repeat(5000), "y");

        assertThat(failure.message()).hasSize(Failure.LONGEST_TEXT).endsWith("…");
        assertThat(failure.nextStep()).isEqualTo("y");
        assertThat(failure.isTransient()).isFalse();
    }

    @Test
    void refusesNegativeProgress() {
        assertThatThrownBy(() -> new Progress(-1, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Progress(0, -2, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Progress.NONE.bytesTotal()).isEqualTo(Progress.UNKNOWN);
    }

    @Test
    void keepsCollectionsInAStableOrder() {
        assertThat(Ordered.set(Component.class, List.of(Component.OBJECTS, Component.DATABASE)))
                .containsExactly(Component.DATABASE, Component.OBJECTS);
        assertThat(Ordered.map(Map.of("b", 2, "a", 1))).containsExactly(Map.entry("a", 1), Map.entry("b", 2));
    }
}
