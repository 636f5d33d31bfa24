package io.lc2.backup.local.s3;

import io.lc2.backup.executor.spi.ObjectEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Deletes objects of an S3 server, or some of their versions; what is gone already is no error. */
final class S3Deletions {

    private static final Set<String> GONE = Set.of("NoSuchKey", "NoSuchVersion");

    private final S3Client client;

    S3Deletions(S3Client client) {
        this.client = client;
    }

    /**
     * Deletes.
     *
     * @param keys at most 1,000
     */
    void objects(String bucket, List<String> keys) {
        delete(
                bucket,
                keys.stream()
                        .map(key -> ObjectIdentifier.builder().key(key).build())
                        .toList());
    }

    /**
     * Deletes for good.
     *
     * @param versions as listed, at most 1,000
     */
    void versions(String bucket, List<ObjectEntry> versions) {
        delete(
                bucket,
                versions.stream()
                        .map(version -> ObjectIdentifier.builder()
                                .key(version.key())
                                .versionId(version.version())
                                .build())
                        .toList());
    }

    private void delete(String bucket, List<ObjectIdentifier> objects) {
        List<ObjectIdentifier> together = new ArrayList<>(objects.size());
        for (ObjectIdentifier object : objects) {
            if (fitsXml(object.key())) {
                together.add(object);
            } else {
                deleteOne(bucket, object);
            }
        }
        if (!together.isEmpty()) {
            deleteAll(bucket, together);
        }
    }

    private void deleteAll(String bucket, List<ObjectIdentifier> objects) {
        try {
            DeleteObjectsResponse answer = client.deleteObjects(request -> request.bucket(bucket)
                    .delete(delete -> delete.objects(objects).quiet(true)));
            for (S3Error error : answer.errors()) {
                if (!GONE.contains(error.code())) {
                    String version = error.versionId() == null ? "" : ", version " + error.versionId();
                    throw S3Errors.ofPart(
                            "deleting " + bucket + "/" + error.key() + version, error.code(), error.message());
                }
            }
        } catch (SdkException e) {
            throw S3Errors.of("deleting objects of " + bucket, e);
        }
    }

    private void deleteOne(String bucket, ObjectIdentifier object) {
        try {
            client.deleteObject(
                    request -> request.bucket(bucket).key(object.key()).versionId(object.versionId()));
        } catch (SdkException e) {
            throw S3Errors.of("deleting " + bucket + "/" + object.key(), e);
        }
    }

    /** Control characters are not allowed in the list of keys to delete, or change on the way. */
    private static boolean fitsXml(String key) {
        return key.chars().allMatch(c -> c >= ' ' && c != 0x7f && c < 0xfffe);
    }
}
