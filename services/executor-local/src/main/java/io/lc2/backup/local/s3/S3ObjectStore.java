package io.lc2.backup.local.s3;

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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * An S3 server. The marks of {@link S3Buckets} are no objects to anybody who lists.
 *
 * <p>Every write asks the server to refuse when the key is taken. Some servers (VersityGW on files) look first and write
 * then, so that of two writers at one instant both may be told that they made the object, the later one's staying.
 */
public final class S3ObjectStore implements ObjectStore {

    private final String address;
    private final String region;
    private final S3Client client;
    private final S3Client copying;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final S3Settings.Sizes sizes;
    private final S3Reads reads;
    private final S3Deletions deletions;
    private final S3Uploads uploads;
    private final S3Copies copies;

    /**
     * Connects to nothing yet.
     *
     * @param settings where the server is
     * @param credentials asked for every call, so that they may change
     */
    public S3ObjectStore(S3Settings settings, Supplier<S3Credentials> credentials) {
        this.address = settings.endpoint() + "#" + credentials.get().accessKey();
        this.client = S3Clients.open(settings, credentials);
        this.copying = S3Clients.openForCopies(settings, credentials);
        this.region = settings.region();
        this.sizes = settings.sizes();
        this.reads = new S3Reads(client);
        this.deletions = new S3Deletions(client);
        PartBuffers buffers = new PartBuffers(sizes.bufferBytes(), sizes.partBytes(), settings.readTimeout());
        this.uploads = new S3Uploads(client, buffers, threads);
        this.copies = new S3Copies(copying, new S3PartCopies(copying, threads, sizes.copyPartBytes()), sizes);
    }

    /** The buckets of this store. */
    public S3Buckets buckets() {
        return new S3Buckets(client, region, this);
    }

    /** Two stores are the same one when one access key reaches both: only then can one call read and write. */
    @Override
    public StoreCapabilities capabilities() {
        return new StoreCapabilities(true, address);
    }

    @Override
    public ObjectPage list(String bucket, String prefix, String startAfter, int limit) {
        String after = startAfter;
        while (true) {
            ListObjectsV2Response answer = listOnce(bucket, prefix, after, limit);
            List<ObjectEntry> entries = answer.contents().stream()
                    .map(S3Objects::entry)
                    .filter(entry -> !entry.key().equals(S3Buckets.MARK))
                    .toList();
            boolean more = Boolean.TRUE.equals(answer.isTruncated());
            if (!more || !entries.isEmpty() || answer.contents().isEmpty()) {
                return new ObjectPage(entries, more);
            }
            after = answer.contents().getLast().key();
        }
    }

    private ListObjectsV2Response listOnce(String bucket, String prefix, String after, int limit) {
        try {
            return client.listObjectsV2(request -> request.bucket(bucket)
                    .prefix(prefix.isEmpty() ? null : prefix)
                    .startAfter(after.isEmpty() ? null : after)
                    .maxKeys(limit)
                    .encodingType(EncodingType.URL));
        } catch (SdkException e) {
            throw S3Errors.of("listing " + bucket, e);
        }
    }

    @Override
    public Optional<ObjectHead> head(String bucket, String key) {
        return reads.head(bucket, key, "");
    }

    @Override
    public ObjectContent read(String bucket, String key, long from, long length) {
        return reads.read(bucket, key, "", from, length);
    }

    @Override
    public Optional<ObjectVersions> versions(String bucket) {
        return S3Versions.of(client, reads, deletions, bucket).map(versions -> versions);
    }

    @Override
    public ObjectWriter create(String bucket, String key, ObjectMetadata metadata, long expectedBytes) {
        return new S3Writer(uploads, bucket, key, metadata, new PartSizes(sizes.partBytes(), expectedBytes));
    }

    @Override
    public ObjectCopy copy(CopyOrder order) {
        return copies.copy(order);
    }

    @Override
    public void delete(String bucket, List<String> keys) {
        deletions.objects(bucket, keys);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        copying.close();
        client.close();
    }
}
