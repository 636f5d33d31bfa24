package io.lc2.backup.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.executor.objects.StoredObject;
import io.lc2.backup.executor.spi.KeyOrder;
import io.lc2.backup.executor.spi.ObjectContent;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectPage;
import io.lc2.backup.local.files.FileObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedLibraryTest {

    private static final int OBJECTS = 2_500;
    private static final String PREFIX = "project-0/prd/backups/b-library/";

    @TempDir
    Path folder;

    private GeneratedLibrary library;
    private GeneratedStore store;

    @BeforeEach
    void open() throws IOException {
        LibraryBenchmark.prepare(folder, OBJECTS);
        library = new GeneratedLibrary(OBJECTS, folder.resolve(LibraryMain.NAMES));
        store = new GeneratedStore(library, new FileObjectStore(folder, InstantSource.system()), PREFIX);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        library.close();
    }

    @Test
    void listsTheLibraryInOrder() {
        List<ObjectEntry> entries = all(GeneratedLibrary.BUCKET, "");

        assertThat(entries).hasSize(OBJECTS);
        assertThat(entries).extracting(ObjectEntry::key).isSortedAccordingTo(KeyOrder::compare);
    }

    @Test
    void listsTheCopiesUnderTheNamesABackupGivesThem() {
        List<String> expected = all(GeneratedLibrary.BUCKET, "").stream()
                .map(entry -> PREFIX + StoredObject.pathOf(entry.key(), entry.etag()))
                .sorted()
                .toList();

        assertThat(all(LibraryMain.REPOSITORY, PREFIX + StoredObject.FOLDER))
                .extracting(ObjectEntry::key)
                .isEqualTo(expected);
    }

    @Test
    void hasTheSameBytesInLibraryAndBackup() throws IOException {
        ObjectEntry entry = all(GeneratedLibrary.BUCKET, "").get(1_777);
        String copy = PREFIX + StoredObject.pathOf(entry.key(), entry.etag());

        try (ObjectContent one = store.read(GeneratedLibrary.BUCKET, entry.key(), 0, -1);
                ObjectContent other = store.read(LibraryMain.REPOSITORY, copy, 0, -1)) {
            assertThat(one.head().metadata()).isEqualTo(other.head().metadata());
            assertThat(one.readAllBytes()).hasSize((int) entry.bytes()).isEqualTo(other.readAllBytes());
        }
    }

    @Test
    void isCopiedAndCheckedByTheStepsOfAnExecutor() throws IOException {
        String[] figures = LibraryMain.copy(folder, OBJECTS).split(" ");

        assertThat(figures).hasSize(4);
        assertThat(figures[2]).isEqualTo(Integer.toString(OBJECTS));
    }

    private List<ObjectEntry> all(String bucket, String prefix) {
        List<ObjectEntry> entries = new ArrayList<>();
        ObjectPage page;
        do {
            String last = entries.isEmpty() ? "" : entries.getLast().key();
            page = store.list(bucket, prefix, last, 1_000);
            entries.addAll(page.entries());
        } while (page.more());
        return entries;
    }
}
