package io.lc2.backup.executor.objects;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.CopyOrder;
import io.lc2.backup.executor.spi.ObjectCopy;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectVersions;
import io.lc2.backup.executor.spi.ObjectWriter;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Moves single objects from one bucket to another: by the store itself where it can, else in a stream. Thread-safe. */
final class ObjectTransfer {

    private static final int BUFFER_BYTES = 256 * 1024;

    private final Place from;
    private final Place to;
    private final Calls calls;
    private final ProgressMeter meter;
    private final boolean inside;
    private final @Nullable ObjectVersions versions;

    ObjectTransfer(Place from, Place to, Calls calls, ProgressMeter meter) {
        this(from, null, to, calls, meter);
    }

    /** With the versions that the source keeps; null when only what is there is moved. */
    ObjectTransfer(Place from, @Nullable ObjectVersions versions, Place to, Calls calls, ProgressMeter meter) {
        this.from = from;
        this.versions = versions;
        this.to = to;
        this.calls = calls;
        this.meter = meter;
        this.inside = from.copiesInsideTo(to);
    }

    /**
     * Moves one object. An object already at the target stays as it is.
     *
     * @param source what to move. A streamed move takes the version it finds, unless it is told one; a move inside the
     *     store takes this one only
     * @param expectedSha256 what the bytes must hash to; empty when that is not known
     * @param targetKey where to, given the version that is moved
     */
    Moved move(ObjectEntry source, String expectedSha256, Function<ObjectEntry, String> targetKey) {
        return calls.attempts()
                .call(
                        source.key(),
                        () -> inside
                                ? copy(source, expectedSha256, targetKey.apply(source))
                                : stream(source, expectedSha256, targetKey));
    }

    private Moved copy(ObjectEntry source, String expectedSha256, String targetKey) {
        ObjectCopy copy = from.store().copy(new CopyOrder(from.bucket(), source, to.bucket(), targetKey));
        if (!copy.sha256().isEmpty()) {
            requireSame(targetKey, expectedSha256, copy.sha256());
        }
        meter.bytes(source.bytes());
        return new Moved(
                source, copy.sha256(), null, copy.target().etag(), copy.target().bytes(), true);
    }

    private Moved stream(ObjectEntry source, String expectedSha256, Function<ObjectEntry, String> targetKey) {
        long[] moved = new long[1];
        try (ResumingRead in = open(source)) {
            ObjectEntry version = in.head().entry().ofVersion(source.version());
            ObjectMetadata metadata = in.head().metadata();
            try (ObjectWriter out =
                    to.store().create(to.bucket(), targetKey.apply(version), metadata, version.bytes())) {
                String sha256 = pump(in, out.stream(), version.bytes(), moved);
                requireSame(targetKey.apply(version), expectedSha256, sha256);
                boolean made = out.commit();
                Moved result = new Moved(version, sha256, metadata, "", moved[0], made);
                moved[0] = 0;
                return result;
            }
        } finally {
            meter.bytes(-moved[0]);
        }
    }

    private ResumingRead open(ObjectEntry source) {
        ObjectVersions kept = versions;
        return kept == null || source.version().isEmpty()
                ? new ResumingRead(from.store(), from.bucket(), source.key(), calls)
                : new ResumingRead(
                        from.bucket() + "/" + source.key() + ", version " + source.version(),
                        position -> kept.read(source.key(), source.version(), position, -1),
                        calls);
    }

    private String pump(ResumingRead in, OutputStream out, long expected, long[] moved) {
        MessageDigest digest = Hashes.sha256();
        byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, Math.max(1, expected + 1))];
        try {
            for (int n = in.read(buffer, 0, buffer.length); n >= 0; n = in.read(buffer, 0, buffer.length)) {
                calls.halt().check();
                digest.update(buffer, 0, n);
                out.write(buffer, 0, n);
                moved[0] += n;
                meter.bytes(n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the writer of a store throws provider exceptions only", e);
        }
        return Hashes.hex(digest.digest());
    }

    private void requireSame(String key, String expected, String actual) {
        if (!expected.isEmpty() && !expected.equals(actual)) {
            throw new PermanentProviderException(
                    FailureCode.VALIDATION_FAILED,
                    key + " has SHA-256 " + actual + " in the backup, it had " + expected + " when it was backed up",
                    "The stored object is damaged: use another backup, and look for the cause in the store.",
                    null);
        }
    }

    /**
     * What was moved.
     *
     * @param version the version that was moved
     * @param sha256 checksum of its bytes; empty when nobody saw them
     * @param metadata what is kept with it; null when it was not read
     * @param targetEtag etag at the target when the store copied it; empty otherwise
     * @param targetBytes size at the target
     * @param made whether this call made the target; false when it was there
     */
    record Moved(
            ObjectEntry version,
            String sha256,
            @Nullable ObjectMetadata metadata,
            String targetEtag,
            long targetBytes,
            boolean made) {}
}
