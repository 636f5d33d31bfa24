package io.lc2.backup.testkit;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.CopyOrder;
import io.lc2.backup.executor.spi.ObjectContent;
import io.lc2.backup.executor.spi.ObjectCopy;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectHead;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectPage;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.ObjectVersions;
import io.lc2.backup.executor.spi.ObjectWriter;
import io.lc2.backup.executor.spi.StoreCapabilities;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store that fails the way networks and stores do: throttled before anything happened, no answer though it happened,
 * connections that break while bytes flow. The same seed fails the same way, call by call.
 */
public final class FaultyStore implements ObjectStore {

    private final ObjectStore store;
    private final Random random;
    private final double rate;
    private final AtomicLong faults = new AtomicLong();

    /**
     * Wraps a store.
     *
     * @param store does the work
     * @param seed decides which calls fail
     * @param rate share of calls that fail, 0–1
     */
    public FaultyStore(ObjectStore store, long seed, double rate) {
        this.store = store;
        this.random = new Random(seed);
        this.rate = rate;
    }

    /** How many faults there were; a test that saw none proves nothing. */
    public long faults() {
        return faults.get();
    }

    @Override
    public StoreCapabilities capabilities() {
        return store.capabilities();
    }

    @Override
    public ObjectPage list(String bucket, String prefix, String startAfter, int limit) {
        return faulty(() -> store.list(bucket, prefix, startAfter, limit));
    }

    @Override
    public Optional<ObjectHead> head(String bucket, String key) {
        return faulty(() -> store.head(bucket, key));
    }

    @Override
    public ObjectContent read(String bucket, String key, long from, long length) {
        return breaking(faulty(() -> store.read(bucket, key, from, length)));
    }

    private ObjectContent breaking(ObjectContent content) {
        return strikes() ? new ObjectContent(content.head(), new BreakingInput(content, roll(1000))) : content;
    }

    @Override
    public Optional<ObjectVersions> versions(String bucket) {
        return faulty(() -> store.versions(bucket)).map(versions -> new ObjectVersions() {
            @Override
            public boolean complete() {
                return versions.complete();
            }

            @Override
            public void delete(List<ObjectEntry> some) {
                var unused = faulty(() -> {
                    versions.delete(some);
                    return some;
                });
            }

            @Override
            public Page list(String prefix, @Nullable Position after, int limit) {
                return faulty(() -> versions.list(prefix, after, limit));
            }

            @Override
            public ObjectContent read(String key, String version, long from, long length) {
                return breaking(faulty(() -> versions.read(key, version, from, length)));
            }
        });
    }

    @Override
    public ObjectWriter create(String bucket, String key, ObjectMetadata metadata, long expectedBytes) {
        ObjectWriter writer = store.create(bucket, key, metadata, expectedBytes);
        return new ObjectWriter() {
            @Override
            public OutputStream stream() {
                return writer.stream();
            }

            @Override
            public boolean commit() {
                return faulty(writer::commit);
            }

            @Override
            public void close() {
                writer.close();
            }
        };
    }

    @Override
    public ObjectCopy copy(CopyOrder order) {
        return faulty(() -> store.copy(order));
    }

    @Override
    public void delete(String bucket, List<String> keys) {
        faulty(() -> {
            store.delete(bucket, keys);
            return true;
        });
    }

    @Override
    public void close() {
        store.close();
    }

    private <T> T faulty(Supplier<T> call) {
        if (strikes()) {
            throw new TransientProviderException(FailureCode.THROTTLED, "slow down", "It is tried again.", null);
        }
        T result = call.get();
        if (strikes()) {
            throw new TransientProviderException(
                    FailureCode.CONNECTION_FAILED, "no answer in time", "It is tried again.", null);
        }
        return result;
    }

    private boolean strikes() {
        boolean strikes;
        synchronized (random) {
            strikes = random.nextDouble() < rate;
        }
        if (strikes) {
            faults.incrementAndGet();
        }
        return strikes;
    }

    private int roll(int bound) {
        synchronized (random) {
            return random.nextInt(bound);
        }
    }

    /** Breaks after some bytes. */
    private static final class BreakingInput extends FilterInputStream {

        private int left;

        BreakingInput(InputStream in, int left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left <= 0) {
                throw new IOException("connection reset by peer");
            }
            int n = super.read(buffer, offset, Math.min(left, length));
            left -= Math.max(0, n);
            return n;
        }
    }
}
