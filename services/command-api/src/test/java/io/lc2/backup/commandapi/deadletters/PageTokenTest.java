package io.lc2.backup.commandapi.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.embedded.testing.Fuzz;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PageTokenTest {

    private static final PageToken TOKEN = new PageToken(new TreeMap<>(Map.of(0, 17L, 47, Long.MAX_VALUE)));

    @Test
    void comesBackAsItWasGivenForTheSameList() {
        assertThat(PageToken.parse(TOKEN.text("backup-events"), "backup-events"))
                .contains(TOKEN);
        assertThat(PageToken.parse(TOKEN.text(null), null)).contains(TOKEN);
        assertThat(PageToken.parse(TOKEN.text(null), "backup-events")).isEmpty();
    }

    @Test
    void refusesPlacesThatAreNone() {
        assertThat(PageToken.parse(new PageToken(new TreeMap<>(Map.of(-1, 1L))).text(null), null))
                .isEmpty();
        assertThat(PageToken.parse(new PageToken(new TreeMap<>(Map.of(1, -1L))).text(null), null))
                .isEmpty();
        assertThat(PageToken.parse(new PageToken(new TreeMap<>()).text(null), null))
                .isEmpty();
    }

    @Test
    void isATokenOrNothing() {
        Fuzz.from(List.of(TOKEN.text(null).getBytes(UTF_8)))
                .against(input -> PageToken.parse(new String(input, UTF_8), null)
                        .ifPresent(token -> assertThat(token.below()).isNotEmpty()));
    }

    @Test
    void readsIdsAsTheyAreWritten() {
        assertThat(LetterId.parse("12-345")).contains(new LetterId(12, 345));
        assertThat(List.of("", "12", "-1-2", "1--2", "1-2-3", "a-b", "1-9999999999999999999", "1234567-1"))
                .allSatisfy(text -> assertThat(LetterId.parse(text)).isEmpty());
    }
}
