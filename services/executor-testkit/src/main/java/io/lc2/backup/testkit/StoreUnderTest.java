package io.lc2.backup.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.ObjectContent;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectPage;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.ObjectWriter;
import io.lc2.backup.executor.spi.ProviderException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the parts of the contract of an object store share: the store under test and ways to fill and read it. */
abstract class StoreUnderTest {

    static final ObjectMetadata TEXT = new ObjectMetadata("text/plain", Map.of("author", "somebody"));

    /** The store under test. */
    protected abstract ObjectStore store();

    /** Makes a bucket that is empty, and says its name. */
    protected abstract String newBucket();

    /** Keys that are legal but awkward. A suite for a server that is known not to hold some leaves those out. */
    protected List<String> awkwardKeys() {
        return List.of(
                "with space/and+plus&and=equals?and#hash",
                "per%20cent/100%",
                "ünïcode/漢字/😀.txt",
                "quotes\"'`/back\\slash/[brackets]{braces}",
                ".hidden/..dots../...",
                "trailing/",
                "double//slash",
                "/leading",
                "a/../b",
                "./c",
                "both",
                "both/file-and-folder",
                "x".repeat(300) + "/" + "é".repeat(200),
                ".lc2~tmp/not-ours",
                "line\nbreak\ttab");
    }

    /** False for a server that is known to order keys by UTF-16, as Java does, and not by UTF-8, as S3 does. */
    protected boolean ordersBeyondTheBasicPlane() {
        return true;
    }

    /** False for a server that is known to look first and write then, so that two writers at one instant may both win. */
    protected boolean refusesInOneStep() {
        return true;
    }

    /** Writes an object in one go. */
    protected final boolean put(String bucket, String key, byte[] bytes, ObjectMetadata metadata) {
        try (ObjectWriter writer = store().create(bucket, key, metadata, bytes.length)) {
            writer.stream().write(bytes);
            return writer.commit();
        } catch (IOException e) {
            throw new AssertionError("a writer throws provider exceptions only", e);
        }
    }

    /** Everything below a prefix, read in pages. */
    protected final List<String> keys(String bucket, String prefix, int limit) {
        List<String> keys = new ArrayList<>();
        ObjectPage page;
        do {
            page = store().list(bucket, prefix, keys.isEmpty() ? "" : keys.getLast(), limit);
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
            page.entries().forEach(entry -> keys.add(entry.key()));
        } while (page.more());
        return keys;
    }

    final byte[] bytes(String bucket, String key, long from, long length) throws IOException {
        try (ObjectContent content = store().read(bucket, key, from, length)) {
            return content.readAllBytes();
        }
    }

    /** Asserts that a call fails with a reason. */
    protected static void assertFails(FailureCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProviderException.class, e -> {
            assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
            assertThat(e.getMessage()).isNotBlank();
            assertThat(e.nextStep()).isNotBlank();
        });
    }

    static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    static byte[] slice(byte[] bytes, int from, int to) {
        return java.util.Arrays.copyOfRange(bytes, from, to);
    }

    static <T> List<T> inParallel(List<Callable<T>> calls) throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
        }
        return results;
    }
}
