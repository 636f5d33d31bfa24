package io.lc2.backup.local.s3;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.Names;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.executor.spi.Buckets;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Buckets of an S3 server. Whose one is, an object in it says: tags would be nicer, but many servers have none. */
public final class S3Buckets implements Buckets {

    /** Key of the mark. {@link S3ObjectStore} does not list it. */
    static final String MARK = ".lc2-owner";

    private static final Logger LOG = LoggerFactory.getLogger(S3Buckets.class);
    /** The only region that a request must not name. */
    private static final String DEFAULT_REGION = "us-east-1";

    private static final int CONFLICT = 409;
    private static final int NOT_IMPLEMENTED = 501;

    private final S3Client client;
    private final String region;
    private final ObjectStore store;

    S3Buckets(S3Client client, String region, ObjectStore store) {
        this.client = client;
        this.region = region;
        this.store = store;
    }

    @Override
    public boolean exists(String bucket) {
        try {
            client.headBucket(request -> request.bucket(bucket));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == S3Uploads.NOT_FOUND) {
                return false;
            }
            throw S3Errors.of("looking at bucket " + bucket, e);
        } catch (SdkException e) {
            throw S3Errors.of("looking at bucket " + bucket, e);
        }
    }

    @Override
    public void create(String bucket, OperationId owner) {
        try {
            makeBucket(bucket);
        } catch (SdkException e) {
            throw S3Errors.of("creating bucket " + bucket, e);
        }
        if (!adopt(bucket, owner)) {
            throw notOurs(bucket, owner(bucket));
        }
    }

    @Override
    public boolean adopt(String bucket, OperationId owner) {
        if (!exists(bucket)) {
            return false;
        }
        if (owner(bucket).isEmpty() && isEmpty(bucket)) {
            mark(bucket, owner);
        }
        return owner(bucket).equals(Optional.of(owner));
    }

    @Override
    public void remove(String bucket, OperationId owner) {
        if (!exists(bucket)) {
            return;
        }
        Optional<OperationId> there = owner(bucket);
        if (!there.equals(Optional.of(owner))) {
            throw notOurs(bucket, there);
        }
        if (!isEmpty(bucket)) {
            throw notOurs(bucket, "still holds objects");
        }
        discardUnfinished(bucket, "");
        // The mark goes first since it is an object; a crash here leaves an empty bucket that can be adopted.
        deleteMark(bucket);
        try {
            client.deleteBucket(request -> request.bucket(bucket));
        } catch (S3Exception e) {
            // It is gone already when the client lost the answer and tried again.
            if (e.statusCode() != S3Uploads.NOT_FOUND) {
                throw S3Errors.of("removing bucket " + bucket, e);
            }
        } catch (SdkException e) {
            throw S3Errors.of("removing bucket " + bucket, e);
        }
    }

    private void deleteMark(String bucket) {
        S3Deletions deletions = new S3Deletions(client);
        S3Versions.of(client, new S3Reads(client), deletions, bucket)
                .ifPresentOrElse(S3Versions::deleteMark, () -> deletions.objects(bucket, List.of(MARK)));
    }

    /** An S3 server answers when the object is safe. */
    @Override
    public void flush(String bucket, String prefix) {
        // Nothing is left to do.
    }

    @Override
    public void discardUnfinished(String bucket, String prefix) {
        try {
            ListMultipartUploadsResponse page = uploads(bucket, prefix, "", "");
            abort(bucket, prefix, page.uploads());
            while (Boolean.TRUE.equals(page.isTruncated()) && page.nextKeyMarker() != null) {
                page = uploads(bucket, prefix, page.nextKeyMarker(), page.nextUploadIdMarker());
                abort(bucket, prefix, page.uploads());
            }
        } catch (S3Exception e) {
            if (e.statusCode() != NOT_IMPLEMENTED && e.statusCode() != S3Uploads.NOT_FOUND) {
                throw S3Errors.of("removing unfinished uploads of " + bucket, e);
            }
            LOG.atInfo().addKeyValue("bucket", bucket).log("The server does not list unfinished uploads");
        } catch (SdkException e) {
            throw S3Errors.of("removing unfinished uploads of " + bucket, e);
        }
    }

    private ListMultipartUploadsResponse uploads(String bucket, String prefix, String key, @Nullable String uploadId) {
        return client.listMultipartUploads(request -> request.bucket(bucket)
                .prefix(prefix)
                .keyMarker(key.isEmpty() ? null : key)
                .uploadIdMarker(key.isEmpty() ? null : uploadId));
    }

    private void abort(String bucket, String prefix, List<MultipartUpload> uploads) {
        for (MultipartUpload upload : uploads) {
            if (upload.key().startsWith(prefix)) {
                abort(bucket, upload);
            }
        }
    }

    private void abort(String bucket, MultipartUpload upload) {
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(bucket).key(upload.key()).uploadId(upload.uploadId()));
        } catch (S3Exception e) {
            // It has ended since it was listed.
            if (e.statusCode() != S3Uploads.NOT_FOUND) {
                throw e;
            }
        }
    }

    private void makeBucket(String bucket) {
        try {
            CreateBucketRequest.Builder request = CreateBucketRequest.builder().bucket(bucket);
            if (!region.equals(DEFAULT_REGION)) {
                request.createBucketConfiguration(where -> where.locationConstraint(region));
            }
            client.createBucket(request.build());
        } catch (S3Exception e) {
            // It is there; whose it is, is asked next.
            if (e.statusCode() != CONFLICT) {
                throw e;
            }
        }
    }

    private boolean isEmpty(String bucket) {
        return store.list(bucket, "", "", 1).entries().isEmpty();
    }

    /** Whose it is; empty when it says nothing. */
    private Optional<OperationId> owner(String bucket) {
        try {
            String text = client.getObjectAsBytes(
                            request -> request.bucket(bucket).key(MARK))
                    .asUtf8String();
            return Names.isLabel(text) ? Optional.of(new OperationId(text)) : Optional.empty();
        } catch (S3Exception e) {
            if (e.statusCode() == S3Uploads.NOT_FOUND) {
                return Optional.empty();
            }
            throw S3Errors.of("reading whose bucket " + bucket + " is", e);
        } catch (SdkException e) {
            throw S3Errors.of("reading whose bucket " + bucket + " is", e);
        }
    }

    private void mark(String bucket, OperationId owner) {
        try {
            client.putObject(
                    request -> request.bucket(bucket).key(MARK).ifNoneMatch("*"),
                    RequestBody.fromString(owner.value(), StandardCharsets.UTF_8));
        } catch (S3Exception e) {
            // Another attempt was faster; whose it is, is read afterwards.
            if (e.statusCode() != S3Uploads.PRECONDITION_FAILED) {
                throw S3Errors.of("saying whose bucket " + bucket + " is", e);
            }
        } catch (SdkException e) {
            throw S3Errors.of("saying whose bucket " + bucket + " is", e);
        }
    }

    private static PermanentProviderException notOurs(String bucket, Optional<OperationId> owner) {
        return notOurs(bucket, owner.map(other -> "belongs to " + other).orElse("was not made by LC2 Backup"));
    }

    private static PermanentProviderException notOurs(String bucket, String why) {
        return new PermanentProviderException(
                FailureCode.TARGET_NOT_OURS,
                "bucket " + bucket + " is there and " + why,
                "Look at that bucket: rename it or remove it yourself, when nothing needs it any more.",
                null);
    }
}
