package io.lc2.backup.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3MetadataTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "a  b", "100%", "Größe 漢字 😀", " padded ", "two\nlines", "=?UTF-8?B?eA==?="})
    void everyValueSurvives(String value) {
        String sent = S3Metadata.encode(value);

        assertThat(sent).matches("[ -~]*").isEqualTo(sent.strip());
        assertThat(S3Metadata.decode(sent)).isEqualTo(value);
    }

    @Test
    void sendsPlainValuesAsTheyAre() {
        assertThat(S3Metadata.encode("a=b; c")).isEqualTo("a=b; c");
    }

    @ParameterizedTest
    @CsvSource({
        "=?UTF-8?Q?Gr=C3=B6=C3=9Fe_1?=, Größe 1",
        "=?utf-8?b?R3LDtsOfZQ==?=, Größe",
        "=?UTF-8?Q?a?= =?UTF-8?B?Yg==?=, ab",
        "GrÃ¶Ãe, Größe",
    })
    void readsWhatServersMakeOfUtf8(String received, String value) {
        assertThat(S3Metadata.decode(received)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=?UTF-8?B?w7Y?= and more", "=?ISO-8859-1?Q?=F6?=", "=?UTF-8?B?!?=", "=?UTF-8?Q?=ZZ?=", "café"})
    void leavesWhatItDoesNotKnow(String value) {
        assertThat(S3Metadata.decode(value)).isEqualTo(value);
    }
}
