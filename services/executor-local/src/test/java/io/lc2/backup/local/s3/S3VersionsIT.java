package io.lc2.backup.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.embedded.EmbeddedS3;
import io.lc2.backup.executor.objects.FinalDeletion;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.ObjectVersions;
import io.lc2.backup.testkit.ObjectVersionsContract;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The versions of a real S3 server. */
class S3VersionsIT extends ObjectVersionsContract {

    @TempDir
    static Path dataDir;

    private static EmbeddedS3 server;
    private static S3ObjectStore store;
    private static S3Probe probe;

    @BeforeAll
    static void start() {
        server = EmbeddedS3.startInMemory(dataDir);
        S3Credentials credentials = new S3Credentials(server.accessKey(), server.secretKey());
        store = new S3ObjectStore(S3Settings.of(server.endpoint()), () -> credentials);
        probe = new S3Probe(server.endpoint(), server.region(), credentials);
    }

    @AfterAll
    static void stop() {
        if (probe != null) {
            probe.close();
            store.close();
        }
        server.close();
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Override
    protected String newBucket() {
        String bucket = "b-" + UUID.randomUUID();
        probe.makeBucket(bucket);
        return bucket;
    }

    @Override
    protected String newVersionedBucket() {
        String bucket = newBucket();
        probe.keepVersions(bucket);
        return bucket;
    }

    @Test
    void leavesNothingHiddenBelowAPrefix() {
        String bucket = newVersionedBucket();
        for (int i = 0; i < 510; i++) {
            probe.put(bucket, "a/" + i, new byte[1], ObjectMetadata.NONE);
        }
        probe.put(bucket, "b", new byte[1], ObjectMetadata.NONE);
        store.delete(bucket, List.of("a/1", "a/2"));
        store.delete(
                bucket,
                store.list(bucket, "a/", "", 1000).entries().stream()
                        .map(ObjectEntry::key)
                        .toList());
        assertThat(FinalDeletion.anyBelow(store, bucket, "a/")).isPresent();

        FinalDeletion.versionsBelow(store, bucket, "a/", () -> {});

        assertThat(FinalDeletion.anyBelow(store, bucket, "a/")).isEmpty();
        assertThat(FinalDeletion.anyBelow(store, bucket, "")).isPresent();
    }

    @Test
    void stillShowsTheVersionsOfABucketThatHasStopped() {
        String bucket = newVersionedBucket();
        probe.put(bucket, "k", new byte[1], ObjectMetadata.NONE);
        probe.keepNoMoreVersions(bucket);

        ObjectVersions versions = store.versions(bucket).orElseThrow();

        assertThat(versions.complete()).isFalse();
        assertThat(versions.list("", null, 10).versions()).hasSize(1);
    }

    /** It cannot check the signature of a request for a key that is no path. */
    @Override
    protected List<String> awkwardKeys() {
        return super.awkwardKeys().stream().filter(PathKeys::isPath).toList();
    }

    @Override
    protected void replace(String bucket, String key, byte[] bytes, ObjectMetadata metadata) {
        probe.put(bucket, key, bytes, metadata);
    }
}
