package io.lc2.backup.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.executor.spi.Buckets;
import io.lc2.backup.executor.spi.CopyOrder;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.testkit.BucketsContract;
import io.lc2.backup.testkit.ObjectStoreContract;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.s3.S3Client;

/** The contract against a real S3 server; subclasses say which. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class S3ContractIT {

    /** Small pieces, so that a few megabytes go in parts. */
    private static final S3Settings.Sizes SIZES = new S3Settings.Sizes(5 << 20, 64L << 20, 6L << 20, 5L << 20);

    private static final OperationId MAKER = new OperationId("restore-1");

    private S3ObjectStore store;

    abstract URI endpoint();

    abstract String region();

    abstract S3Credentials credentials();

    abstract void startServer();

    abstract void stopServer();

    @BeforeAll
    void open() {
        startServer();
        store = open(credentials());
    }

    @AfterAll
    void close() {
        if (store != null) {
            store.close();
        }
        stopServer();
    }

    private S3ObjectStore open(S3Credentials credentials) {
        return new S3ObjectStore(settings(), () -> credentials);
    }

    private S3Settings settings() {
        return new S3Settings(endpoint(), region(), true, Duration.ofSeconds(2), Duration.ofSeconds(30), 64, SIZES);
    }

    private String newBucketName() {
        return "b-" + UUID.randomUUID();
    }

    private String makeBucket() {
        String bucket = newBucketName();
        try (S3Probe probe = new S3Probe(endpoint(), region(), credentials())) {
            probe.makeBucket(bucket);
        }
        return bucket;
    }

    @Test
    void namesWrongSecrets() {
        String bucket = makeBucket();
        try (S3ObjectStore wrong = open(new S3Credentials(credentials().accessKey(), "wrong-secret-wrong-secret"))) {
            Failures.fails(FailureCode.AUTHENTICATION_FAILED, () -> wrong.list(bucket, "", "", 1));
        }
        try (S3ObjectStore unknown = open(new S3Credentials("nobody", "wrong-secret-wrong-secret"))) {
            Failures.fails(FailureCode.AUTHENTICATION_FAILED, () -> unknown.list(bucket, "", "", 1));
        }
    }

    @Test
    void callsAServerThatIsNotThereUnreachable() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (S3ObjectStore nowhere =
                new S3ObjectStore(S3Settings.of(URI.create("http://127.0.0.1:" + port)), () -> credentials())) {
            Failures.fails(FailureCode.CONNECTION_FAILED, () -> nowhere.list("bucket", "", "", 1));
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
            return makeBucket();
        }

        @Override
        protected List<String> awkwardKeys() {
            return keysOfServer(super.awkwardKeys());
        }

        @Override
        protected boolean refusesInOneStep() {
            return refusesLikeS3();
        }

        @Override
        protected boolean ordersBeyondTheBasicPlane() {
            return ordersLikeS3();
        }

        @Test
        void leavesNoUploadBehind() throws Exception {
            String bucket = newBucket();
            try (var writer = store().create(bucket, "k", ObjectMetadata.NONE, -1)) {
                writer.stream().write(new byte[20_000_000]);
            }
            put(bucket, "taken", new byte[1], ObjectMetadata.NONE);
            put(bucket, "taken", new byte[20_000_000], ObjectMetadata.NONE);
            ObjectEntry gone = new ObjectEntry("gone", 20_000_000, "etag", Instant.EPOCH);
            assertFails(FailureCode.OBJECT_NOT_FOUND, () -> store().copy(new CopyOrder(bucket, gone, bucket, "x")));

            try (S3Probe probe = new S3Probe(endpoint(), region(), credentials())) {
                assertThat(probe.unfinishedUploads(bucket)).isEmpty();
            }
        }

        @Test
        void givesEveryBufferBack() throws Exception {
            String bucket = newBucket();
            for (int i = 0; i < 15; i++) {
                try (var writer = store().create(bucket, "k" + i, ObjectMetadata.NONE, -1)) {
                    writer.stream().write(new byte[12_000_000]);
                }
            }
            assertThat(put(bucket, "last", new byte[30_000_000], new ObjectMetadata("a/b", Map.of())))
                    .isTrue();
        }
    }

    /** The keys this server can hold. */
    List<String> keysOfServer(List<String> all) {
        return all;
    }

    /** Whether this server refuses to replace in the step that writes. */
    boolean refusesLikeS3() {
        return true;
    }

    /** Whether this server orders keys as S3 does. */
    boolean ordersLikeS3() {
        return true;
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
        protected void awaitArrival(String bucket) {
            try (S3Probe probe = new S3Probe(endpoint(), region(), credentials())) {
                Awaitility.await().until(() -> probe.arrivedParts(bucket) == 3);
            }
        }

        @Override
        protected String foreignBucket() {
            return makeBucket();
        }

        @Override
        protected String freshName() {
            return newBucketName();
        }

        /** Making and removing are several requests each, and their maker may end between any two. */
        @Test
        void leavesNoBucketWhereverItsMakerEnds() {
            int requests = 0;
            boolean killed = true;
            while (killed) {
                String bucket = newBucketName();
                killed = endsAfter(requests++, bucket);
                if (buckets().adopt(bucket, MAKER)) {
                    buckets().remove(bucket, MAKER);
                }
                assertThat(buckets().exists(bucket))
                        .as("after %d requests", requests)
                        .isFalse();
            }
            assertThat(requests).isGreaterThan(8);
        }

        @Test
        void takesALostAnswerForWhatItWas() {
            String bucket = newBucketName();
            try (S3Client client = openClient()) {
                S3Buckets repeating = bucketsOf(InterceptedClient.repeating(client));

                repeating.create(bucket, MAKER);
                repeating.remove(bucket, MAKER);
            }
            assertThat(buckets().exists(bucket)).isFalse();
        }

        private boolean endsAfter(int requests, String bucket) {
            try (S3Client client = openClient()) {
                S3Buckets mortal = bucketsOf(InterceptedClient.endingAfter(requests, client));
                mortal.create(bucket, MAKER);
                mortal.remove(bucket, MAKER);
                return false;
            } catch (InterceptedClient.Killed e) {
                return true;
            }
        }

        private S3Client openClient() {
            return S3Clients.open(settings(), () -> credentials());
        }

        private S3Buckets bucketsOf(S3Client client) {
            return new S3Buckets(client, region(), store);
        }
    }
}
