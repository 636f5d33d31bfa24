package io.lc2.backup.local.s3;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.CopyOrder;
import io.lc2.backup.executor.spi.ObjectCopy;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Copies inside one server. Small objects take one request and no other. */
final class S3Copies {

    private static final int NOT_IMPLEMENTED = 501;

    private final S3Client client;
    private final S3PartCopies parts;
    private final S3Settings.Sizes sizes;
    /** Whether the server knows "only if absent" for copies; those that do not ignore it or say so once. */
    private volatile boolean conditional = true;

    S3Copies(S3Client client, S3PartCopies parts, S3Settings.Sizes sizes) {
        this.client = client;
        this.parts = parts;
        this.sizes = sizes;
    }

    ObjectCopy copy(CopyOrder order) {
        try {
            return order.source().bytes() > sizes.copyThreshold() ? copyInParts(order) : copyAtOnce(order);
        } catch (SdkException e) {
            throw explain(order, e);
        }
    }

    private ObjectCopy copyAtOnce(CopyOrder order) {
        try {
            CopyObjectResponse answer = client.copyObject(request(order, conditional));
            return copied(order, answer.copyObjectResult().eTag());
        } catch (S3Exception e) {
            if (e.statusCode() == S3Uploads.PRECONDITION_FAILED) {
                return equalTarget(order).orElseThrow(() -> e);
            }
            if (e.statusCode() == NOT_IMPLEMENTED && conditional) {
                conditional = false;
                return copyAtOnce(order);
            }
            throw e;
        }
    }

    private static CopyObjectRequest request(CopyOrder order, boolean onlyIfAbsent) {
        CopyObjectRequest.Builder request = CopyObjectRequest.builder()
                .sourceBucket(order.sourceBucket())
                .sourceKey(order.source().key())
                .sourceVersionId(S3Reads.idOf(order.source().version()))
                .destinationBucket(order.targetBucket())
                .destinationKey(order.targetKey())
                .metadataDirective(MetadataDirective.COPY)
                .copySourceIfMatch(pin(order));
        return (onlyIfAbsent ? request.ifNoneMatch("*") : request).build();
    }

    private ObjectCopy copyInParts(CopyOrder order) {
        Optional<ObjectCopy> there = equalTarget(order);
        if (there.isPresent()) {
            return there.get();
        }
        HeadObjectResponse source = client.headObject(request -> request.bucket(order.sourceBucket())
                .key(order.source().key())
                .versionId(S3Reads.idOf(order.source().version()))
                .ifMatch(pin(order)));
        return copied(order, parts.copy(order, source));
    }

    /** What is at the target when it has the size of the source: its name or its bucket says that it is ours. */
    private Optional<ObjectCopy> equalTarget(CopyOrder order) {
        try {
            HeadObjectResponse there = client.headObject(
                    request -> request.bucket(order.targetBucket()).key(order.targetKey()));
            return there.contentLength() == order.source().bytes()
                    ? Optional.of(copied(order, there.eTag()))
                    : Optional.empty();
        } catch (S3Exception e) {
            if (e.statusCode() == S3Uploads.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private RuntimeException explain(CopyOrder order, SdkException failure) {
        String source = order.sourceBucket() + "/" + order.source().key();
        RuntimeException explained = S3Errors.of("copying " + source, failure);
        boolean changed = explained instanceof TransientProviderException e && e.code() == FailureCode.SOURCE_CHANGED;
        if (!changed || exists(order)) {
            return explained;
        }
        return new PermanentProviderException(
                FailureCode.OBJECT_NOT_FOUND, source + " does not exist", "Find out who removed it.", failure);
    }

    /** Some servers compare the etag of nothing, and say "changed" of what is gone. */
    private boolean exists(CopyOrder order) {
        try {
            client.headObject(request -> request.bucket(order.sourceBucket())
                    .key(order.source().key())
                    .versionId(S3Reads.idOf(order.source().version())));
            return true;
        } catch (S3Exception e) {
            return e.statusCode() != S3Uploads.NOT_FOUND;
        }
    }

    static @Nullable String pin(CopyOrder order) {
        String etag = order.source().etag();
        return etag.isEmpty() ? null : "\"" + etag + "\"";
    }

    private static ObjectCopy copied(CopyOrder order, String etag) {
        return new ObjectCopy(
                new ObjectEntry(order.targetKey(), order.source().bytes(), S3Objects.unquoted(etag), Instant.EPOCH),
                "");
    }
}
