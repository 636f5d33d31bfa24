package io.lc2.backup.local.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.Buckets;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.testkit.BucketsContract;
import io.lc2.backup.testkit.ObjectStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileObjectStoreTest {

    @TempDir
    Path root;

    private FileObjectStore store;
    private int made;

    @BeforeEach
    void open() {
        store = new FileObjectStore(root, InstantSource.system());
    }

    private String make() {
        try {
            return Files.createDirectory(root.resolve("bucket-" + made++))
                    .getFileName()
                    .toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Nested
    class Objects extends ObjectStoreContract {

        @Override
        protected ObjectStore store() {
            return store;
        }

        @Override
        protected String newBucket() {
            return make();
        }

        @Test
        void keepsOrdinaryKeysAsOrdinaryFiles() throws IOException {
            String bucket = newBucket();
            put(bucket, "10158/größe 1.pdf", new byte[] {1, 2}, ObjectMetadata.NONE);

            assertThat(Files.readAllBytes(root.resolve(bucket).resolve("10158/größe 1.pdf")))
                    .containsExactly(1, 2);
        }

        @Test
        void showsFilesThatOthersMade() throws IOException {
            String bucket = newBucket();
            Files.createDirectories(root.resolve(bucket).resolve("empty/folder"));
            Files.writeString(
                    Files.createDirectories(root.resolve(bucket).resolve("a")).resolve("b"), "x");

            assertThat(keys(bucket, "", 10)).containsExactly("a/b");
        }

        @Test
        void neverLeavesItsRoot() throws IOException {
            Path outside = Files.writeString(root.resolve("outside"), "secret");
            String bucket = newBucket();

            assertThat(store().head(bucket, "../outside")).isEmpty();
            assertThat(store().head(bucket, "x/../../outside")).isEmpty();
            assertThat(put(bucket, "../outside", new byte[] {1}, ObjectMetadata.NONE))
                    .isTrue();
            assertFails(FailureCode.BUCKET_NOT_FOUND, () -> store().list("..", "", "", 10));
            assertFails(FailureCode.BUCKET_NOT_FOUND, () -> store().list("/etc", "", "", 10));
            assertFails(FailureCode.BUCKET_NOT_FOUND, () -> store().list("", "", "", 10));

            assertThat(outside).hasContent("secret");
            assertThat(keys(bucket, "", 10)).containsExactly("../outside");
        }

        @Test
        void refusesToFollowLinks() throws IOException {
            String bucket = newBucket();
            Path secrets = Files.createDirectory(root.resolve("secrets"));
            Files.writeString(secrets.resolve("key"), "secret");
            Files.createSymbolicLink(root.resolve(bucket).resolve("link"), secrets);

            assertFails(FailureCode.NOT_SUPPORTED, () -> store().list(bucket, "", "", 10));
            assertFails(FailureCode.NOT_SUPPORTED, () -> store().list(bucket, "link/", "", 10));
            assertThat(store().head(bucket, "link/key")).isEmpty();
            assertFails(FailureCode.OBJECT_NOT_FOUND, () -> store().read(bucket, "link/key", 0, -1));
            assertFails(FailureCode.NOT_SUPPORTED, () -> put(bucket, "link/new", new byte[1], ObjectMetadata.NONE));
            assertFails(
                    FailureCode.NOT_SUPPORTED, () -> put(bucket, "link/deep/new", new byte[1], ObjectMetadata.NONE));
            assertFails(FailureCode.BUCKET_NOT_FOUND, () -> store().head(bucket + "/link", "key"));
            store().delete(bucket, List.of("link/key"));

            try (Stream<Path> there = Files.list(secrets)) {
                assertThat(there).containsExactly(secrets.resolve("key"));
            }
        }

        @Test
        void listsAFolderLargerThanItsWindow() throws IOException {
            String bucket = newBucket();
            List<String> expected = new ArrayList<>();
            Path folder = Files.createDirectory(root.resolve(bucket).resolve("large"));
            for (int i = 0; i < 12_000; i++) {
                Files.createFile(folder.resolve("%05d".formatted(i)));
                expected.add("large/%05d".formatted(i));
            }

            assertThat(keys(bucket, "", 1000)).isEqualTo(expected);
        }

        @Test
        void refusesALinkAmongManyFiles() throws IOException {
            String bucket = newBucket();
            Path folder = Files.createDirectory(root.resolve(bucket).resolve("many"));
            for (int i = 0; i < 900; i++) {
                Files.createFile(folder.resolve("%05d".formatted(i)));
                if (i == 450) {
                    Files.createSymbolicLink(folder.resolve("link"), root);
                }
            }

            assertFails(FailureCode.NOT_SUPPORTED, () -> store().list(bucket, "", "", 10));
        }

        @Test
        void leavesNothingBehindWhenAWriterGivesUp() throws IOException {
            String bucket = newBucket();
            store().create(bucket, "k", ObjectMetadata.NONE, -1).close();

            try (Stream<Path> left = Files.walk(root.resolve(bucket))) {
                assertThat(left.filter(Files::isRegularFile)).isEmpty();
            }
        }
    }

    @Nested
    class OfBuckets extends BucketsContract {

        @Override
        protected Buckets buckets() {
            return store.buckets();
        }

        @Override
        protected ObjectStore store() {
            return store;
        }

        @Override
        protected String foreignBucket() {
            return make();
        }

        @Override
        protected String freshName() {
            return "fresh-" + made++;
        }
    }
}
