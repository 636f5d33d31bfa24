package io.lc2.backup.local.s3;

import io.lc2.backup.executor.spi.ObjectMetadata;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** Looks at a server past the store under test. */
public final class S3Probe implements AutoCloseable {

    private final S3Client client;

    /** Connects to nothing yet. */
    public S3Probe(URI endpoint, String region, S3Credentials credentials) {
        S3Settings usual = S3Settings.of(endpoint);
        client = S3Clients.open(
                new S3Settings(endpoint, region, true, usual.connectTimeout(), usual.readTimeout(), 4, usual.sizes()),
                () -> credentials);
    }

    /** Nobody's. */
    public void makeBucket(String bucket) {
        client.createBucket(request -> request.bucket(bucket));
    }

    /** From now on. */
    public void keepVersions(String bucket) {
        versioning(bucket, BucketVersioningStatus.ENABLED);
    }

    void keepNoMoreVersions(String bucket) {
        versioning(bucket, BucketVersioningStatus.SUSPENDED);
    }

    private void versioning(String bucket, BucketVersioningStatus status) {
        client.putBucketVersioning(
                request -> request.bucket(bucket).versioningConfiguration(versioning -> versioning.status(status)));
    }

    /** Whatever is there. */
    public void put(String bucket, String key, byte[] bytes, ObjectMetadata metadata) {
        client.putObject(
                request -> request.bucket(bucket)
                        .key(key)
                        .contentType(metadata.contentType())
                        .metadata(metadata.userMetadata()),
                RequestBody.fromBytes(bytes));
    }

    /** Keys of all versions and marks of deletions, one each. */
    List<String> versions(String bucket) {
        ListObjectVersionsResponse answer = client.listObjectVersions(request -> request.bucket(bucket));
        return Stream.concat(
                        answer.versions().stream().map(ObjectVersion::key),
                        answer.deleteMarkers().stream().map(DeleteMarkerEntry::key))
                .toList();
    }

    List<String> unfinishedUploads(String bucket) {
        return client.listMultipartUploads(request -> request.bucket(bucket)).uploads().stream()
                .map(MultipartUpload::key)
                .toList();
    }

    /** Parts of the only unfinished upload of a bucket that the server has. */
    int arrivedParts(String bucket) {
        MultipartUpload upload = client.listMultipartUploads(request -> request.bucket(bucket))
                .uploads()
                .getFirst();
        return client.listParts(
                        request -> request.bucket(bucket).key(upload.key()).uploadId(upload.uploadId()))
                .parts()
                .size();
    }

    @Override
    public void close() {
        client.close();
    }
}
