package io.lc2.backup.testkit;

import static io.lc2.backup.testkit.ObjectStoreContract.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.executor.spi.Buckets;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.ObjectWriter;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Buckets} does, whatever is behind it. */
public abstract class BucketsContract {

    private static final OperationId OURS = new OperationId("restore-1");
    private static final OperationId OTHER = new OperationId("restore-2");

    /** The buckets under test. */
    protected abstract Buckets buckets();

    /** The store they are of. */
    protected abstract ObjectStore store();

    /** Makes a bucket the way an application does, and says its name. */
    protected abstract String foreignBucket();

    /** A name no bucket has. */
    protected abstract String freshName();

    /** Waits until what the abandoned writer sends in the background has arrived, as when its process is long gone. */
    protected void awaitArrival(String bucket) {
        // Most send nothing in the background.
    }

    @Test
    void makesABucketThatSaysWhoseItIs() {
        String bucket = freshName();
        assertThat(buckets().adopt(bucket, OURS)).isFalse();
        assertThat(buckets().exists(bucket)).isFalse();

        buckets().create(bucket, OURS);
        buckets().create(bucket, OURS);

        assertThat(buckets().exists(bucket)).isTrue();
        assertThat(buckets().adopt(bucket, OTHER)).isFalse();
        assertThat(buckets().adopt(bucket, OURS)).isTrue();
        assertThat(store().list(bucket, "", "", 10).entries()).isEmpty();
        buckets().remove(bucket, OURS);
    }

    @Test
    void adoptsItsOwnBucketWithObjectsInIt() {
        String bucket = freshName();
        buckets().create(bucket, OURS);
        put(bucket, "k");

        buckets().create(bucket, OURS);

        assertThat(store().head(bucket, "k")).isPresent();
        store().delete(bucket, List.of("k"));
        buckets().remove(bucket, OURS);
    }

    @Test
    void refusesABucketOfAnother() {
        String bucket = freshName();
        buckets().create(bucket, OTHER);

        assertFails(FailureCode.TARGET_NOT_OURS, () -> buckets().create(bucket, OURS));
        assertFails(FailureCode.TARGET_NOT_OURS, () -> buckets().remove(bucket, OURS));

        assertThat(buckets().adopt(bucket, OURS)).isFalse();
        assertThat(buckets().adopt(bucket, OTHER)).isTrue();
        buckets().remove(bucket, OTHER);
    }

    @Test
    void refusesABucketThatHoldsSomethingAndSaysNothing() {
        String bucket = foreignBucket();
        put(bucket, "theirs");

        assertThat(buckets().adopt(bucket, OURS)).isFalse();
        assertFails(FailureCode.TARGET_NOT_OURS, () -> buckets().create(bucket, OURS));
        assertFails(FailureCode.TARGET_NOT_OURS, () -> buckets().remove(bucket, OURS));

        assertThat(store().head(bucket, "theirs")).isPresent();
    }

    @Test
    void adoptsAnEmptyBucketThatSaysNothing() {
        String empty = foreignBucket();
        String leftHalfWay = foreignBucket();

        buckets().create(empty, OURS);
        assertThat(buckets().adopt(leftHalfWay, OURS)).isTrue();

        for (String bucket : List.of(empty, leftHalfWay)) {
            assertThat(buckets().adopt(bucket, OTHER)).isFalse();
            buckets().remove(bucket, OURS);
            assertThat(buckets().exists(bucket)).isFalse();
        }
    }

    @Test
    void removesOnlyAnEmptyBucket() {
        String bucket = freshName();
        buckets().create(bucket, OURS);
        put(bucket, "k");

        assertFails(FailureCode.TARGET_NOT_OURS, () -> buckets().remove(bucket, OURS));
        assertThat(buckets().adopt(bucket, OURS)).isTrue();

        store().delete(bucket, List.of("k"));
        buckets().remove(bucket, OURS);
        buckets().remove(bucket, OURS);
        assertThat(buckets().exists(bucket)).isFalse();
    }

    @Test
    void discardsWhatWritersLeftBehind() throws IOException {
        String bucket = freshName();
        buckets().create(bucket, OURS);
        ObjectWriter abandoned = store().create(bucket, "a/b/large", ObjectMetadata.NONE, -1);
        abandoned.stream().write(new byte[20_000_000]);
        put(bucket, "a/b/done");
        awaitArrival(bucket);

        buckets().discardUnfinished(bucket, "a/b/");

        buckets().flush(bucket, "a/");
        assertThat(store().list(bucket, "", "", 10).entries()).hasSize(1);
        store().delete(bucket, List.of("a/b/done"));
        buckets().remove(bucket, OURS);
        abandoned.close();
    }

    private void put(String bucket, String key) {
        try (ObjectWriter writer = store().create(bucket, key, ObjectMetadata.NONE, 1)) {
            writer.stream().write(1);
            writer.commit();
        } catch (IOException e) {
            throw new AssertionError("a writer throws provider exceptions only", e);
        }
    }
}
