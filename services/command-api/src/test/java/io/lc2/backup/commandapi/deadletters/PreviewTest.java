package io.lc2.backup.commandapi.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.embedded.testing.Fuzz;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewTest {

    @Test
    void escapesWhatATerminalWouldObey() {
        assertThat(Preview.ofValue("a\u001b[2J\nb\\c é".getBytes(UTF_8))).isEqualTo("a\\x1b[2J\\x0ab\\\\c \\xc3\\xa9");
    }

    @Test
    void endsSoon() {
        assertThat(Preview.ofValue(new byte[1_000_000]))
                .hasSize(4 * Preview.VALUE + 1)
                .endsWith("…");
        assertThat(Preview.ofKey("k".repeat(1000).getBytes(UTF_8))).hasSize(Preview.SHORT + 1);
    }

    @Test
    void keepsNothingAsNothing() {
        assertThat(Preview.ofKey(null)).isNull();
        assertThat(Preview.ofValue(null)).isEmpty();
        assertThat(Preview.ofHeader("ce_id", null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"password\":\"hunter2\"}",
                "{\"password\": \"hunter2\", \"a\": 1}",
                "PGPASSWORD=hunter2",
                "user=a;dbPassword=hunter2;x=y",
                "Authorization: Bearer hunter2",
                "api_key=hunter2&next=1",
                "postgres://admin:hunter2@db/x",
                "aws_secret_access_key = hunter2",
                "\u0010password\u000ehunter2",
                "eyJhbGciOiJIUzI1NiJ9.eyJodW50ZXIyIjoxfQ.hunter2"
            })
    void hidesWhatLooksLikeASecret(String payload) {
        assertThat(Preview.ofValue(payload.getBytes(UTF_8)))
                .contains("[hidden]")
                .doesNotContain("hunter2");
    }

    @Test
    void hidesHeadersThatHoldSecretsByTheirNames() {
        assertThat(Preview.ofHeader("X-Api-Key", "hunter2".getBytes(UTF_8))).isEqualTo("[hidden]");
        assertThat(Preview.ofHeader("ce_type", "RequestBackup".getBytes(UTF_8))).isEqualTo("RequestBackup");
    }

    @Test
    void showsAnythingQuicklyAndBounded() {
        List<byte[]> sound = List.of(
                "{\"password\":\"hunter2\"} postgres://a:b@c eyJhbGciOiJIUzI1NiJ9.eyJh.x".getBytes(UTF_8),
                "secret".repeat(40).getBytes(UTF_8),
                "://".repeat(80).getBytes(UTF_8));

        Fuzz.from(sound)
                .against(input -> assertThat(Preview.ofValue(input).length()).isLessThan(6 * Preview.VALUE));
    }
}
