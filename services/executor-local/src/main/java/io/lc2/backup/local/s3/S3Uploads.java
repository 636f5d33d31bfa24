package io.lc2.backup.local.s3;

import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.StepStoppedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Uploads in parts.
 *
 * @param client to the server
 * @param buffers memory that parts are in until they are sent
 * @param threads send parts
 */
record S3Uploads(S3Client client, PartBuffers buffers, ExecutorService threads) {

    static final int PRECONDITION_FAILED = 412;
    static final int NOT_FOUND = 404;

    /** Parts of one upload under way at once; with the one that fills, three buffers. */
    private static final int UNDER_WAY = 2;

    private static final Logger LOG = LoggerFactory.getLogger(S3Uploads.class);

    /** Starts an upload; nothing is sent when the key is taken already. */
    Upload begin(String bucket, String key, ObjectMetadata metadata) {
        try {
            if (exists(bucket, key)) {
                return new Upload(bucket, key, "");
            }
            String id = client.createMultipartUpload(request -> request.bucket(bucket)
                            .key(key)
                            .contentType(S3Metadata.contentType(metadata))
                            .metadata(S3Metadata.headers(metadata)))
                    .uploadId();
            return new Upload(bucket, key, id);
        } catch (SdkException e) {
            throw S3Errors.of("beginning to write " + bucket + "/" + key, e);
        }
    }

    private boolean exists(String bucket, String key) {
        try {
            client.headObject(request -> request.bucket(bucket).key(key));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /** One upload. Used by one thread. */
    final class Upload implements AutoCloseable {

        private final String bucket;
        private final String key;
        private final String id;
        private final Deque<Sending> underWay = new ArrayDeque<>();
        private final List<CompletedPart> parts = new ArrayList<>();
        private int numbers;
        private boolean ended;

        /** An empty id means that the key was taken: parts are dropped. */
        private Upload(String bucket, String key, String id) {
            this.bucket = bucket;
            this.key = key;
            this.id = id;
        }

        /** Sends a part; the buffer goes back when it has arrived. */
        void send(byte[] part, int length) {
            if (id.isEmpty()) {
                buffers.giveBack(part);
                return;
            }
            int number = ++numbers;
            AtomicBoolean begun = new AtomicBoolean();
            Future<CompletedPart> future = threads.submit(() -> {
                if (!begun.compareAndSet(false, true)) {
                    throw new StepStoppedException();
                }
                return upload(part, length, number);
            });
            underWay.add(new Sending(future, part, begun));
            while (underWay.size() > UNDER_WAY) {
                takeFirst();
            }
        }

        /** Makes the object; false when the key is taken. */
        boolean complete() {
            if (id.isEmpty()) {
                return false;
            }
            while (!underWay.isEmpty()) {
                takeFirst();
            }
            try {
                client.completeMultipartUpload(request -> request.bucket(bucket)
                        .key(key)
                        .uploadId(id)
                        .multipartUpload(upload -> upload.parts(parts))
                        .ifNoneMatch("*"));
                ended = true;
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == PRECONDITION_FAILED) {
                    return false;
                }
                if (e.statusCode() == NOT_FOUND && exists(bucket, key)) {
                    // The first answer was lost on the way, and the SDK asked again.
                    ended = true;
                    return true;
                }
                throw S3Errors.of("finishing " + bucket + "/" + key, e);
            } catch (SdkException e) {
                throw S3Errors.of("finishing " + bucket + "/" + key, e);
            }
        }

        /** Removes what was sent, unless it has become an object. */
        @Override
        public void close() {
            underWay.forEach(this::cancel);
            if (ended || id.isEmpty()) {
                return;
            }
            ended = true;
            try {
                client.abortMultipartUpload(
                        request -> request.bucket(bucket).key(key).uploadId(id));
            } catch (NoSuchUploadException | NoSuchBucketException e) {
                // Somebody has cleaned up already.
                return;
            } catch (SdkException e) {
                // Costs room until the backup is purged or cleaned up, which looks for such uploads.
                LOG.atWarn()
                        .addKeyValue("key", key)
                        .addKeyValue("reason", e.getMessage())
                        .log("An unfinished upload could not be removed");
            }
        }

        /** A part that never began will not give its buffer back by itself. */
        private void cancel(Sending part) {
            part.future().cancel(true);
            if (part.begun().compareAndSet(false, true)) {
                buffers.giveBack(part.buffer());
            }
        }

        private CompletedPart upload(byte[] part, int length, int number) {
            try {
                String etag = client.uploadPart(
                                request -> request.bucket(bucket)
                                        .key(key)
                                        .uploadId(id)
                                        .partNumber(number),
                                S3Writer.body(part, length, "application/octet-stream"))
                        .eTag();
                return CompletedPart.builder().partNumber(number).eTag(etag).build();
            } catch (SdkException e) {
                throw S3Errors.of("writing part " + number + " of " + bucket + "/" + key, e);
            } finally {
                buffers.giveBack(part);
            }
        }

        private void takeFirst() {
            try {
                parts.add(underWay.element().future().get());
                underWay.remove();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StepStoppedException();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    /**
     * A part under way.
     *
     * @param future its end
     * @param buffer what it is sent from
     * @param begun whether its thread has come to it, and therefore gives the buffer back
     */
    @SuppressWarnings("ArrayRecordComponent") // The buffer is handed on, never compared.
    private record Sending(Future<CompletedPart> future, byte[] buffer, AtomicBoolean begun) {}
}
