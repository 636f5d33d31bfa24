package io.lc2.backup.catalog.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.Names;
import io.lc2.backup.embedded.testing.Fuzz;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTokenFuzzTest {

    @Test
    void isATokenOfThisQuestionOrAWrongParameter() {
        List<byte[]> sound = List.of(
                new PageToken(Instant.parse("2026-11-21T10:00:00.123Z"), "b1")
                        .text("question")
                        .getBytes(UTF_8),
                new PageToken(Instant.EPOCH, "a".repeat(63)).text("question").getBytes(UTF_8));

        long inputs = Fuzz.from(sound).against(input -> {
            try {
                PageToken token = PageToken.parse(new String(input, UTF_8), "question");
                assertThat(Names.isLabel(token.id())).isTrue();
            } catch (InvalidQueryException expected) {
                assertThat(expected.parameter()).isEqualTo("pageToken");
            }
        });

        assertThat(inputs).isGreaterThan(10_000);
    }
}
