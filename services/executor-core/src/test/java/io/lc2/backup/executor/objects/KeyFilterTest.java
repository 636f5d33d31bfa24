package io.lc2.backup.executor.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.plan.ApplicationProfile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFilterTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
                    */thumbnails/*, 10158/thumbnails/1.png, true
                    */thumbnails/*, 10158/a/b/thumbnails/c/d.png, true
                    */thumbnails/*, thumbnails/1.png, false
                    */thumbnails/*, 10158/thumbnails, false
                    */thumbnails/*, 10158/my-thumbnails/1.png, false
                    */previews/*, 10158/previews/, true
                    */.cache/*, a/.cache/b, true
                    */.cache/*, a/xcache/b, false
                    */temp/*, a/temp/b, true
                    */temp/*, a/temperature/b, false
                    .thumbs/, .thumbs/a, true
                    .thumbs/, a/.thumbs/b, true
                    .thumbs/, a/b.thumbs/c, false
                    .thumbs/, .thumbs, false
                    *.tmp, a/b/c.tmp, true
                    *.tmp, a/b/c.tmp.txt, false
                    a?c, abc, true
                    a?c, a/c, true
                    a?c, ac, false
                    *, "", true
                    a*b*c, a1b2b3c, true
                    a*b*c, acb, false
                    [x], [x], true
                    [x], x, false
                    a.b, axb, false
                    """)
    void matchesGlobs(String glob, String key, boolean matches) {
        assertThat(new Glob(glob).matches(key)).isEqualTo(matches);
    }

    @Test
    void matchesAHostileGlobInNoTime() {
        Glob glob = new Glob("*a".repeat(30) + "b");

        assertThat(glob.matches("a".repeat(1000))).isFalse();
    }

    @Test
    void leavesOutWhatLiferayMakesAgain() {
        KeyFilter filter = KeyFilter.of(
                List.of(), List.of(), ApplicationProfile.of(Application.LIFERAY).generatedFiles());

        assertThat(filter.accepts("10158/10182/101/1.0")).isTrue();
        assertThat(filter.accepts("10158/adaptive/a.png")).isFalse();
        assertThat(filter.accepts("10158/.thumbs/a.png")).isFalse();
        assertThat(filter.accepts(".thumbs/a.png")).isFalse();
    }

    @Test
    void treatsPathsAsFoldersAndNotAsBeginnings() {
        KeyFilter filter = KeyFilter.of(List.of("docs", "/media/"), List.of("docs/private"), List.of());

        assertThat(filter.accepts("docs")).isTrue();
        assertThat(filter.accepts("docs/a")).isTrue();
        assertThat(filter.accepts("docs2/a")).isFalse();
        assertThat(filter.accepts("media/a")).isTrue();
        assertThat(filter.accepts("docs/private/a")).isFalse();
        assertThat(filter.accepts("docs/private2")).isTrue();
        assertThat(filter.accepts("other")).isFalse();
    }

    @Test
    void listsPrefixesThatDoNotOverlapInOrder() {
        assertThat(KeyFilter.ALL.prefixes()).containsExactly("");
        assertThat(KeyFilter.of(List.of("b", "a/x/", "a", "ab", "c/d"), List.of(), List.of())
                        .prefixes())
                .containsExactly("a", "b", "c/d");
    }
}
