package io.lc2.backup.catalog.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokenTest {

    private static final PageToken TOKEN = new PageToken(Instant.parse("2026-11-21T10:00:00.123Z"), "b1");

    @Test
    void comesBackAsItWasGiven() {
        assertThat(PageToken.parse(TOKEN.text("question"), "question")).isEqualTo(TOKEN);
    }

    @Test
    void belongsToItsQuestion() {
        String text = TOKEN.text("question");

        assertThatThrownBy(() -> PageToken.parse(text, "another")).isInstanceOf(InvalidQueryException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AQ", "AAAAAAAAAAAAAAAAAAAAAAAA", "not base64!", "AQAAAAAAAAAAAAAAAAAA"})
    void refusesWhatIsNoToken(String text) {
        assertThatThrownBy(() -> PageToken.parse(text, "question"))
                .isInstanceOfSatisfying(
                        InvalidQueryException.class,
                        e -> assertThat(e.parameter()).isEqualTo("pageToken"));
    }

    @Test
    void refusesAPlaceThatNoRowCanHave() {
        List<PageToken> impossible = List.of(
                new PageToken(Instant.ofEpochMilli(Long.MAX_VALUE), "b1"),
                new PageToken(Instant.ofEpochMilli(Long.MIN_VALUE), "b1"),
                new PageToken(TOKEN.requestedAt(), "b\0"));

        assertThat(impossible)
                .allSatisfy(token -> assertThatThrownBy(() -> PageToken.parse(token.text("question"), "question"))
                        .isInstanceOf(InvalidQueryException.class));
    }

    @Test
    void refusesATokenWithOneCharacterChanged() {
        StringBuilder text = new StringBuilder(TOKEN.text("question"));
        text.setCharAt(12, text.charAt(12) == 'A' ? 'B' : 'A');

        assertThatThrownBy(() -> PageToken.parse(text.toString(), "question"))
                .isInstanceOf(InvalidQueryException.class);
    }
}
