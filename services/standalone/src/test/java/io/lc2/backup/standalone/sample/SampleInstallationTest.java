package io.lc2.backup.standalone.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.references.LiferayFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class SampleInstallationTest {

    private final SampleInstallation demo = new SampleInstallation(7, SampleSize.demo());

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        assertThat(new SampleInstallation(7, SampleSize.demo()).objects()).isEqualTo(demo.objects());
        assertThat(new SampleInstallation(8, SampleSize.demo()).objects()).isNotEqualTo(demo.objects());
    }

    @Test
    void hasFiveThousandDocumentsFromNothingTo64Megabytes() {
        List<SampleObject> kept =
                demo.objects().stream().filter(object -> !object.generated()).toList();

        assertThat(kept)
                .hasSizeGreaterThan(5_000)
                .hasSize(demo.documents().size() + demo.orphans().size());
        assertThat(kept.stream().mapToLong(SampleObject::size).min()).hasValue(0);
        assertThat(kept.stream().mapToLong(SampleObject::size).max()).hasValue(64L << 20);
    }

    @Test
    void givesEveryObjectAKeyOfItsOwn() {
        Map<String, Long> uses =
                demo.objects().stream().collect(Collectors.groupingBy(SampleObject::key, Collectors.counting()));

        assertThat(uses.values()).containsOnly(1L);
    }

    @Test
    void namesObjectsAsTheS3StoreOfLiferayDoes() {
        assertThat(demo.documents())
                .extracting(document -> document.object().key())
                .allMatch(LiferayFiles.S3_STORE.looksLikeAVersion());
        assertThat(demo.orphans())
                .hasSize(3)
                .extracting(SampleObject::key)
                .allMatch(LiferayFiles.S3_STORE.looksLikeAVersion());
        assertThat(demo.documents())
                .extracting(SampleDocument::storeName)
                .anyMatch(name -> name.matches("[0-9]+"))
                .anyMatch(name -> name.contains("+"));
    }

    @Test
    void hasKeysWithEveryCharacterThatNeedsCare() {
        String keys = demo.objects().stream().map(SampleObject::key).collect(Collectors.joining());

        assertThat(keys).contains(" ", "+", "%", "%20", "&", "=", "?", "#", ";", "'", "ü", "–", "日本語", "🎉", "[", "$");
        assertThat(demo.objects())
                .allSatisfy(object -> assertThat(object.key())
                        .doesNotContain("//", "/./", "/../")
                        .satisfies(key -> assertThat(List.of(key.split("/")))
                                .allSatisfy(part -> assertThat(part.getBytes()).hasSizeLessThan(250))));
    }

    @Test
    void putsGeneratedFilesWhereTheProfileLooksForThem() {
        List<SampleObject> generated =
                demo.objects().stream().filter(SampleObject::generated).toList();

        assertThat(generated)
                .hasSizeGreaterThan(100)
                .allSatisfy(object -> assertThat(object.key()).containsAnyOf("/thumbnails/", "/previews/"));
        assertThat(demo.documents())
                .allSatisfy(
                        document -> assertThat(document.object().key()).doesNotContain("/thumbnails/", "/previews/"));
    }

    @Test
    void makesExactlyTheBytesItAnnounces() throws IOException {
        for (SampleObject object : demo.objects().subList(5_000, 5_060)) {
            byte[] first = new SampleContent(demo.prose(), object).readAllBytes();

            assertThat(first).hasSize((int) object.size());
            assertThat(new SampleContent(demo.prose(), object).readAllBytes()).isEqualTo(first);
        }
    }

    @Test
    void writesProseThatCompressesAsLanguageDoes() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();

        demo.prose().text(new SplittableRandom(1), 1 << 20, text);

        assertThat(deflated(text.toByteArray())).isBetween(text.size() / 4, text.size() / 2);
    }

    private static int deflated(byte[] bytes) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        int size = deflater.deflate(new byte[bytes.length]);
        deflater.end();
        return size;
    }
}
