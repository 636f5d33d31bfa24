package io.lc2.backup.testkit;

import io.lc2.backup.executor.spi.Buckets;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectStore;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;

class InMemoryStoreTest {

    private final InMemoryStore store = new InMemoryStore("memory", true, InstantSource.system());
    private int made;

    private String make() {
        String bucket = "bucket-" + made++;
        store.buckets().make(bucket);
        return bucket;
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
    }

    @Nested
    class Versions extends ObjectVersionsContract {

        @Override
        protected ObjectStore store() {
            return store;
        }

        @Override
        protected String newBucket() {
            return make();
        }

        @Override
        protected String newVersionedBucket() {
            String bucket = make();
            store.keepVersions(bucket);
            return bucket;
        }

        @Override
        protected void replace(String bucket, String key, byte[] bytes, ObjectMetadata metadata) {
            var unused = store.put(bucket, key, bytes, metadata);
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
