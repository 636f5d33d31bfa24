package io.lc2.backup.catalog.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.catalog.reading.InvalidQueryException;
import io.lc2.backup.domain.operation.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {

    @ParameterizedTest
    @CsvSource({
        "wait=5, 5",
        "wait=300, 30",
        "'respond-async, wait=10', 10",
        "wait=0, 0",
        "return=minimal, 0",
        "await=5, 0",
        "wait=x, 0"
    })
    void readsTheWaitACallerPrefers(String header, long seconds) {
        assertThat(QueryParameters.waiting(List.of(header))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void takesADayAsTheWholeOfIt() {
        assertThat(QueryParameters.from("2026-11-21")).isEqualTo(Instant.parse("2026-11-21T00:00:00Z"));
        assertThat(QueryParameters.to("2026-11-21")).isEqualTo(Instant.parse("2026-11-22T00:00:00Z"));
        assertThat(QueryParameters.to("2026-11-21T12:00:00+01:00")).isEqualTo(Instant.parse("2026-11-21T11:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-13-01", "2026-11-21T10:00"})
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> QueryParameters.from(text)).isInstanceOf(InvalidQueryException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "many"})
    void refusesAPageSizeOutOfBounds(String size) {
        assertThatThrownBy(() -> QueryParameters.page(size, null)).isInstanceOf(InvalidQueryException.class);
    }

    @Test
    void namesTheStatesThereAre() {
        assertThat(QueryParameters.oneOf("status", "ExportInProgress", Status.values(), Status::wireName))
                .isEqualTo(Status.EXPORT_IN_PROGRESS);
        assertThatThrownBy(() -> QueryParameters.oneOf("status", "done", Status.values(), Status::wireName))
                .hasMessageContaining("Completed");
    }

    @Test
    void doesNotRestrictByWhatIsNotGiven() {
        assertThat(QueryParameters.label("environment", "")).isNull();
        assertThat(QueryParameters.page(null, "").token()).isNull();
        assertThat(QueryParameters.from(null)).isNull();
    }
}
