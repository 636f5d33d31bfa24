package io.lc2.backup.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.executor.spi.ObjectMetadata;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3MetadataTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "a/b=c;d", "Größe", "漢字 😀", " padded ", "a\nb", "=?UTF-8?B?YQ==?="})
    void bringsEveryValueBack(String value) {
        String header = S3Metadata.encode(value);

        assertThat(header).matches("[ -~]*").isEqualTo(header.strip());
        assertThat(S3Metadata.decode(header)).isEqualTo(value);
    }

    @Test
    void leavesPlainValuesReadableForOthers() {
        assertThat(S3Metadata.encode("a/b c=d")).isEqualTo("a/b c=d");
    }

    @Test
    void readsWhatOtherProgramsWrote() {
        assertThat(S3Metadata.decode("=?UTF-8?Q?Gr=C3=B6=C3=9Fe_1?=")).isEqualTo("Größe 1");
        assertThat(S3Metadata.decode("=?utf-8?b?R3LDtg==?= =?UTF-8?B?w59l?=")).isEqualTo("Größe");
        String utf8AsLatin1 = new String("Größe".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(S3Metadata.decode(utf8AsLatin1)).isEqualTo("Größe");
        assertThat(S3Metadata.decode("Gr\u00f6\u00dfe")).isEqualTo("Größe");
    }

    @Test
    void tellsNoTypeFromAType() {
        assertThat(S3Metadata.of(S3Metadata.contentType(ObjectMetadata.NONE), Map.of()))
                .isEqualTo(ObjectMetadata.NONE);
        assertThat(S3Metadata.of("text/plain", Map.of("A", "1")))
                .isEqualTo(new ObjectMetadata("text/plain", Map.of("a", "1")));
    }
}
