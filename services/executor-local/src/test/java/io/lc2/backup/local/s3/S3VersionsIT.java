package io.lc2.backup.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.embedded.EmbeddedS3;
import io.lc2.backup.executor.objects.FinalDeletion;
import io.lc2.backup.executor.objects.TransferSettings;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.ObjectVersions;
import io.lc2.backup.testkit.ObjectVersionsContract;
import io.lc2.backup.testkit.RecordingControl;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** The versions of a real S3 server. */
class S3VersionsIT extends ObjectVersionsContract {

    @TempDir
    static Path dataDir;

    private static final OperationId MAKER = new OperationId("restore-1");

    private static EmbeddedS3 server;
    private static S3ObjectStore store;
    private static S3Probe probe;
    private static S3Client client;

    @BeforeAll
    static void start() {
        server = EmbeddedS3.startInMemory(dataDir);
        S3Credentials credentials = new S3Credentials(server.accessKey(), server.secretKey());
        store = new S3ObjectStore(S3Settings.of(server.endpoint()), () -> credentials);
        client = S3Clients.open(S3Settings.of(server.endpoint()), () -> credentials);
        probe = new S3Probe(server.endpoint(), server.region(), credentials);
    }

    @AfterAll
    static void stop() {
        if (probe != null) {
            probe.close();
            client.close();
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
        FinalDeletion deletion = in(bucket);
        assertThat(deletion.anyBelow("a/")).isPresent();

        deletion.below("a/", deleted -> {});

        assertThat(deletion.anyBelow("a/")).isEmpty();
        assertThat(deletion.anyBelow("")).isPresent();
    }

    /** Who restores into it, or a rule of the account, may switch versions on. */
    @Test
    void removesABucketThatKeepsVersionsWhereverItsRemoverEnds() {
        int requests = 0;
        boolean killed = true;
        while (killed) {
            String bucket = "b-" + UUID.randomUUID();
            store.buckets().create(bucket, MAKER);
            probe.keepVersions(bucket);
            probe.put(bucket, "k", new byte[1], ObjectMetadata.NONE);
            probe.put(bucket, "k", new byte[2], ObjectMetadata.NONE);
            in(bucket).below("", deleted -> {});
            killed = endsAfter(requests++, bucket);
            if (store.buckets().adopt(bucket, MAKER)) {
                in(bucket).below("", deleted -> {});
                assertThat(probe.versions(bucket)).allMatch(S3Buckets.MARK::equals);
                store.buckets().remove(bucket, MAKER);
            }
            assertThat(store.buckets().exists(bucket))
                    .as("after %d requests", requests)
                    .isFalse();
        }
        assertThat(requests).isGreaterThan(5);
    }

    @Test
    void leavesNoVersionOfItsMark() {
        String bucket = "b-" + UUID.randomUUID();
        store.buckets().create(bucket, MAKER);
        probe.keepVersions(bucket);
        assertThat(probe.versions(bucket)).containsExactly(S3Buckets.MARK);

        S3Versions.of(client, new S3Reads(client), new S3Deletions(client), bucket)
                .orElseThrow()
                .deleteMark();

        assertThat(probe.versions(bucket)).isEmpty();
    }

    private static boolean endsAfter(int requests, String bucket) {
        try {
            new S3Buckets(InterceptedClient.endingAfter(requests, client), server.region(), store)
                    .remove(bucket, MAKER);
            return false;
        } catch (InterceptedClient.Killed e) {
            return true;
        }
    }

    private static FinalDeletion in(String bucket) {
        return new FinalDeletion(store, bucket, TransferSettings.DEFAULT, new RecordingControl());
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
