package io.lc2.backup.messaging.headers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventHeadersTest {

    private static final TraceParent TRACE =
            new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true);
    private static final CloudEventHeaders FULL = new CloudEventHeaders(
            "0195f3a2",
            "io.lc2.backup.events.BackupStarted",
            "/lc2/executor-local",
            Instant.parse("2026-11-21T07:00:00.123Z"),
            "backup/Ä-1",
            TRACE,
            "local");
    private static final CloudEventHeaders LEAST =
            new CloudEventHeaders("1", "type", "/source", null, null, null, null);

    @Test
    void writesTheNamesAndTextsOfTheContract() {
        Headers headers = new RecordHeaders();

        FULL.writeTo(headers);

        assertThat(Arrays.stream(headers.toArray()).map(CloudEventHeadersTest::text))
                .containsExactlyInAnyOrder(
                        "ce_specversion=1.0",
                        "ce_id=0195f3a2",
                        "ce_type=io.lc2.backup.events.BackupStarted",
                        "ce_source=/lc2/executor-local",
                        "ce_time=2026-11-21T07:00:00.123Z",
                        "ce_subject=backup/Ä-1",
                        "traceparent=00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                        "lc2_provider=local");
    }

    @Test
    void readsWhatItWrote() {
        for (CloudEventHeaders each : List.of(FULL, LEAST)) {
            Headers headers = new RecordHeaders();
            each.writeTo(headers);

            assertThat(CloudEventHeaders.readFrom(headers)).isEqualTo(each);
        }
    }

    @Test
    void replacesItsOwnHeadersAndLeavesOthers() {
        Headers headers = new RecordHeaders().add("other", new byte[] {1});
        FULL.writeTo(headers);

        LEAST.writeTo(headers);

        assertThat(CloudEventHeaders.readFrom(headers)).isEqualTo(LEAST);
        assertThat(headers.toArray()).hasSize(5);
    }

    @Test
    void readsATimeWithAnOffset() {
        Headers headers = written(LEAST).add("ce_time", "2026-11-21T08:00:00+01:00".getBytes(UTF_8));

        assertThat(CloudEventHeaders.readFrom(headers).time()).isEqualTo("2026-11-21T07:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_specversion", "ce_id", "ce_type", "ce_source"})
    void namesTheRequiredHeaderThatIsMissing(String name) {
        Headers missing = written(FULL).remove(name);
        Headers empty = written(FULL).remove(name).add(name, new byte[0]);

        for (Headers headers : List.of(missing, empty)) {
            assertThatThrownBy(() -> CloudEventHeaders.readFrom(headers))
                    .isInstanceOfSatisfying(
                            InvalidHeadersException.class,
                            e -> assertThat(e.header()).isEqualTo(name))
                    .hasMessageContaining(name);
        }
    }

    @Test
    void refusesAnotherVersionAWrongTimeAndAnEndlessValue() {
        assertRefused("ce_specversion", "0.3");
        assertRefused("ce_time", "yesterday");
        assertRefused("ce_subject", "x".repeat(3_000));
    }

    @Test
    void leavesOutATraceThatIsNotValid() {
        Headers headers = written(FULL).remove("traceparent").add("traceparent", "nonsense".getBytes(UTF_8));

        assertThat(CloudEventHeaders.readFrom(headers).trace()).isNull();
    }

    @Test
    void findsTheProviderWithoutTheRest() {
        assertThat(CloudEventHeaders.providerOf(written(FULL))).contains("local");
        assertThat(CloudEventHeaders.providerOf(new RecordHeaders())).isEmpty();
    }

    @Test
    void hasNoEmptyIdentity() {
        assertThatThrownBy(() -> new CloudEventHeaders(" ", "type", "/source", null, null, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ce_id");
    }

    private static void assertRefused(String name, String value) {
        Headers headers = written(FULL).remove(name).add(name, value.getBytes(UTF_8));

        assertThatThrownBy(() -> CloudEventHeaders.readFrom(headers))
                .isInstanceOfSatisfying(
                        InvalidHeadersException.class,
                        e -> assertThat(e.header()).isEqualTo(name))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(value));
    }

    private static Headers written(CloudEventHeaders event) {
        Headers headers = new RecordHeaders();
        event.writeTo(headers);
        return headers;
    }

    private static String text(Header header) {
        return header.key() + "=" + new String(header.value(), UTF_8);
    }
}
