package io.lc2.backup.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.OperationKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {

    @ParameterizedTest
    @CsvSource({"1, 0, 500", "1, 0.999999, 1000", "2, 0, 1500", "3, 0, 4500", "4, 0, 8000", "9, 0, 8000"})
    void waitsExponentiallyWithJitterUpToABound(int failures, double jitter, long millis) {
        assertThat(RetryPolicy.DEFAULT.delay(failures, jitter)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void refusesPoliciesThatMakeNoSense() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new RetryPolicy(0, 1, second, second)).hasMessageContaining("at least one attempt");
        assertThatThrownBy(() -> new RetryPolicy(1, 1, second, Duration.ZERO)).hasMessageContaining("base <= longest");
        assertThatThrownBy(() -> new Limits(0, 1, 1, 1, 1)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new Limits(1, 1, 1, 1, 0)).hasMessageContaining("at least 1");
    }

    @ParameterizedTest
    @CsvSource({"BACKUP, 1, 0, 0", "RESTORE, 0, 1, 0", "VERIFICATION, 0, 0, 1", "PURGE, 0, 0, 1"})
    void countsSlotsByKind(OperationKind kind, int backups, int restores, int maintenance) {
        FreeSlots free = new FreeSlots(backups, restores, maintenance);

        assertThat(free.allow(kind)).isTrue();
        assertThat(free.without(kind)).isEqualTo(new FreeSlots(0, 0, 0));
        assertThat(free.without(kind).allow(kind)).isFalse();
    }
}
