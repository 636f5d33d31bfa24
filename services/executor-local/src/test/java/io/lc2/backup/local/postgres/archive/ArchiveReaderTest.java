package io.lc2.backup.local.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveReaderTest {

    private static final String END = "\\.\n\n\n";
    private static final TocEntry TABLE = new TocEntry(1, "TABLE", "public", "a", false);
    private static final TocEntry A = new TocEntry(2, "TABLE DATA", "public", "a", true);
    private static final TocEntry B = new TocEntry(3, "TABLE DATA", "public", "b", true);
    private static final TocEntry LARGE = new TocEntry(9, "BLOBS", "", "BLOBS", true);
    private static final List<TocEntry> ENTRIES = List.of(TABLE, A, B, LARGE);

    @ParameterizedTest
    @ValueSource(ints = {12, 13, 14, 15, 16})
    void readsEveryVersionItSaysItReads(int minor) throws Exception {
        ArchiveContents contents = read(whole(minor));

        assertThat(contents.contents())
                .isEqualTo(new TableOfContents("1." + minor, "lportal", "15.18", "15.18 (Debian)", ENTRIES));
        assertThat(contents.rows()).isEqualTo(Map.of(2, 3L, 3, 0L));
        assertThat(contents.largeObjects()).isEqualTo(2);
        assertThat(contents.largeObjectBytes()).isEqualTo(7);
        assertThat(contents.bytes()).isEqualTo(whole(minor).length);
    }

    @Test
    void countsRowsHoweverTheyAreCut() throws Exception {
        for (String[] chunks : new String[][] {
            {"1\tx\n2\ty\n3\tz\n" + END}, {"1\tx", "\n2\ty\n3", "\tz\n\\", ".\n", "\n\n"}, {"1\n", "2\n", "3\n", END}
        }) {
            ArchiveBytes archive = new ArchiveBytes(14, List.of(A)).block(1, 2);
            Arrays.stream(chunks).forEach(archive::chunk);

            assertThat(read(archive.end().bytes()).rows()).containsEntry(2, 3L);
        }
    }

    @Test
    void handsTheHeadOnToTheByte() throws Exception {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        List<String> heard = new ArrayList<>();
        byte[] bytes = whole(14);

        ArchiveReader.read(new SlowInputStream(bytes), new ArchiveListener() {
            @Override
            public void head(byte[] buffer, int offset, int length) {
                head.write(buffer, offset, length);
            }

            @Override
            public void contents(TableOfContents contents) {
                heard.add("contents after " + head.size());
            }

            @Override
            public void dataEnded(TocEntry entry) {
                heard.add(entry.name());
            }
        });

        int headLength = new ArchiveBytes(14, ENTRIES).bytes().length;
        assertThat(head.toByteArray()).isEqualTo(Arrays.copyOf(bytes, headLength));
        assertThat(heard).containsExactly("contents after " + headLength, "a", "b", "BLOBS");
    }

    @Test
    void noticesEveryTruncation() {
        byte[] bytes = whole(15);
        for (int length = 0; length < bytes.length; length++) {
            byte[] truncated = Arrays.copyOf(bytes, length);

            assertThatThrownBy(() -> read(truncated))
                    .as("cut to %s of %s bytes", length, bytes.length)
                    .isInstanceOf(MalformedArchiveException.class);
        }
    }

    @Test
    void noticesBytesThatAreLeftOver() {
        byte[] longer = Arrays.copyOf(whole(14), whole(14).length + 1);

        assertThatThrownBy(() -> read(longer)).isInstanceOf(MalformedArchiveException.class);
    }

    @Test
    void noticesDataThatIsMissingOrTwiceOrNotAnnounced() {
        byte[] missing =
                new ArchiveBytes(14, List.of(A, B)).block(1, 2).chunk(END).end().bytes();
        byte[] twice = new ArchiveBytes(14, List.of(A))
                .block(1, 2)
                .chunk(END)
                .end()
                .block(1, 2)
                .chunk(END)
                .end()
                .bytes();
        byte[] unknown = new ArchiveBytes(14, List.of(TABLE))
                .block(1, 1)
                .chunk(END)
                .end()
                .bytes();

        assertThatThrownBy(() -> read(missing)).hasMessageContaining("public.b");
        assertThatThrownBy(() -> read(twice)).hasMessageContaining("entry 2");
        assertThatThrownBy(() -> read(unknown)).hasMessageContaining("entry 1");
    }

    @Test
    void noticesRowsWithoutAnEnd() {
        byte[] bytes = new ArchiveBytes(14, List.of(A))
                .block(1, 2)
                .chunk("1\n2\n")
                .end()
                .bytes();

        assertThatThrownBy(() -> read(bytes)).hasMessageContaining("public.a").hasMessageContaining("end mark");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> read(new ArchiveBytes(17, List.of()).bytes())).hasMessageContaining("1.17");
        assertThatThrownBy(() -> read("PGCOPY\n".getBytes())).hasMessageContaining("PGDMP");
        byte[] compressed = whole(15);
        compressed[11] = 1;
        assertThatThrownBy(() -> read(compressed)).hasMessageContaining("-Z0");
    }

    @Test
    void survivesAnyDamage() throws Exception {
        byte[] bytes = whole(16);
        ArchiveContents intact = read(bytes);
        Random random = new Random(20_261_121);
        int refused = 0;
        for (int round = 0; round < 15_000; round++) {
            byte[] damaged = bytes.clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                // What still reads may differ in a name or a number, but it ended where the bytes end.
                assertThat(read(damaged).bytes()).isEqualTo(intact.bytes());
            } catch (MalformedArchiveException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(5_000);
    }

    private static byte[] whole(int minor) {
        return new ArchiveBytes(minor, ENTRIES)
                .block(1, 2)
                .chunk("1\tx\n")
                .chunk("2\t\\n\n")
                .chunk("3\t\\N\n")
                .chunk(END)
                .end()
                .block(1, 3)
                .chunk(END)
                .end()
                .block(3, 9)
                .number(16_400)
                .chunk("abc")
                .chunk("\n\n")
                .end()
                .number((int) 4_100_000_000L)
                .chunk("de")
                .end()
                .end()
                .bytes();
    }

    private static ArchiveContents read(byte[] bytes) throws IOException {
        return ArchiveReader.read(new ByteArrayInputStream(bytes), ArchiveListener.NONE);
    }

    /** Gives three bytes at a time. */
    private static final class SlowInputStream extends InputStream {

        private final InputStream source;

        SlowInputStream(byte[] bytes) {
            source = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() throws IOException {
            return source.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return source.read(bytes, offset, Math.min(3, length));
        }
    }
}
