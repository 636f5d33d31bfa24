package io.lc2.backup.local.s3;

import io.lc2.backup.executor.spi.CopyOrder;
import io.lc2.backup.executor.spi.StepStoppedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Copies large objects inside one server in parts, several at once, each pinned to the version of the order. */
final class S3PartCopies {

    private static final Logger LOG = LoggerFactory.getLogger(S3PartCopies.class);
    private static final long MOST_PARTS = 10_000;

    private final S3Client client;
    private final ExecutorService threads;
    private final long partBytes;
    /** Parts of all objects under way at once: what one server works on best, and far fewer than connections. */
    private final Semaphore underWay = new Semaphore(8);

    S3PartCopies(S3Client client, ExecutorService threads, long partBytes) {
        this.client = client;
        this.threads = threads;
        this.partBytes = partBytes;
    }

    /** The etag of the copy. */
    String copy(CopyOrder order, HeadObjectResponse source) {
        String id = client.createMultipartUpload(request -> request.bucket(order.targetBucket())
                        .key(order.targetKey())
                        .metadata(source.metadata())
                        .contentType(source.contentType())
                        .cacheControl(source.cacheControl())
                        .contentDisposition(source.contentDisposition())
                        .contentEncoding(source.contentEncoding())
                        .contentLanguage(source.contentLanguage()))
                .uploadId();
        boolean done = false;
        List<Future<CompletedPart>> futures = new ArrayList<>();
        try {
            long size = Math.max(partBytes, order.source().bytes() / MOST_PARTS + 1);
            for (long from = 0; from < order.source().bytes(); from += size) {
                long first = from;
                long last = Math.min(order.source().bytes(), from + size) - 1;
                int number = futures.size() + 1;
                futures.add(threads.submit(() -> copyPart(order, id, number, "bytes=" + first + "-" + last)));
            }
            String etag = complete(order, id, collect(futures));
            done = true;
            return etag;
        } finally {
            if (!done) {
                futures.forEach(future -> future.cancel(true));
                abort(order, id);
            }
        }
    }

    private CompletedPart copyPart(CopyOrder order, String id, int number, String range) throws InterruptedException {
        underWay.acquire();
        try {
            String etag = client.uploadPartCopy(request -> request.sourceBucket(order.sourceBucket())
                            .sourceKey(order.source().key())
                            .sourceVersionId(S3Reads.idOf(order.source().version()))
                            .copySourceIfMatch(S3Copies.pin(order))
                            .copySourceRange(range)
                            .destinationBucket(order.targetBucket())
                            .destinationKey(order.targetKey())
                            .uploadId(id)
                            .partNumber(number))
                    .copyPartResult()
                    .eTag();
            return CompletedPart.builder().partNumber(number).eTag(etag).build();
        } finally {
            underWay.release();
        }
    }

    private static List<CompletedPart> collect(List<Future<CompletedPart>> futures) {
        List<CompletedPart> parts = new ArrayList<>();
        try {
            for (Future<CompletedPart> future : futures) {
                parts.add(future.get());
            }
            return parts;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepStoppedException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new StepStoppedException();
        }
    }

    /** A copy made meanwhile by another attempt is as good as ours. */
    private String complete(CopyOrder order, String id, List<CompletedPart> parts) {
        try {
            return client.completeMultipartUpload(request -> request.bucket(order.targetBucket())
                            .key(order.targetKey())
                            .uploadId(id)
                            .multipartUpload(upload -> upload.parts(parts))
                            .ifNoneMatch("*"))
                    .eTag();
        } catch (S3Exception e) {
            HeadObjectResponse there = e.statusCode() == S3Uploads.PRECONDITION_FAILED ? target(order) : null;
            if (there == null || there.contentLength() != order.source().bytes()) {
                throw e;
            }
            abort(order, id);
            return there.eTag();
        }
    }

    private HeadObjectResponse target(CopyOrder order) {
        return client.headObject(request -> request.bucket(order.targetBucket()).key(order.targetKey()));
    }

    private void abort(CopyOrder order, String id) {
        try {
            client.abortMultipartUpload(request ->
                    request.bucket(order.targetBucket()).key(order.targetKey()).uploadId(id));
        } catch (SdkException e) {
            LOG.atWarn()
                    .addKeyValue("key", order.targetKey())
                    .addKeyValue("reason", e.getMessage())
                    .log("An unfinished copy could not be removed");
        }
    }
}
