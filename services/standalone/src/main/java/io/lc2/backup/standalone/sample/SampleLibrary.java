package io.lc2.backup.standalone.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Writes the document library of a {@link SampleInstallation} into a bucket. */
public final class SampleLibrary {

    /** More would only wait for the server: it shares the machine with us. */
    private static final int PARALLEL_PUTS = 6;

    private final SampleInstallation installation;

    public SampleLibrary(SampleInstallation installation) {
        this.installation = installation;
    }

    /**
     * Makes the bucket and puts all objects.
     *
     * @param progress told the bytes of each object that is there, from several threads
     * @throws SampleException if an object cannot be put
     */
    public void store(S3Client s3, String bucket, LongConsumer progress) {
        create(s3, bucket);
        List<Future<?>> puts = new ArrayList<>();
        try (ExecutorService putters = Executors.newFixedThreadPool(
                PARALLEL_PUTS, Thread.ofVirtual().name("sample-put-", 0).factory())) {
            for (SampleObject object : installation.objects()) {
                puts.add(putters.submit(() -> {
                    put(s3, bucket, object);
                    progress.accept(object.size());
                }));
            }
        }
        for (Future<?> put : puts) {
            await(put);
        }
    }

    private static void create(S3Client s3, String bucket) {
        try {
            s3.createBucket(request -> request.bucket(bucket));
        } catch (BucketAlreadyOwnedByYouException e) {
            throw new SampleException("The bucket " + bucket + " is already there; use an empty data directory", e);
        }
    }

    private void put(S3Client s3, String bucket, SampleObject object) {
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(object.key())
                .contentType(object.contentType())
                .metadata(object.metadata())
                .build();
        // A provider, not a stream: signing reads the content once before it is sent.
        RequestBody body = RequestBody.fromContentProvider(
                () -> new SampleContent(installation.prose(), object), object.size(), object.contentType());
        s3.putObject(request, body);
    }

    private static void await(Future<?> put) {
        try {
            put.get();
        } catch (ExecutionException e) {
            throw new SampleException("Cannot put a sample object: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SampleException("Interrupted while putting sample objects", e);
        }
    }
}
