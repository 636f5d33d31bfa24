package io.lc2.backup.local.s3;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.KeyOrder;
import io.lc2.backup.executor.spi.ObjectContent;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectVersions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;

/** The versions of a bucket of an S3 server. The marks of {@link S3Buckets} are no objects here either. */
final class S3Versions implements ObjectVersions {

    /**
     * The server dates versions and deletions to the second and lists both apart, so that the order of a version and a
     * deletion of one second is unknown, unless one of them is the latest. The version goes first: it is better taken.
     */
    private static final Comparator<Listed> ORDER = Comparator.comparing(
                    (Listed listed) -> listed.version().object().key(), KeyOrder.ASCENDING)
            .thenComparing(listed -> listed.version().object().lastModified(), Comparator.reverseOrder())
            .thenComparing(Listed::latest, Comparator.reverseOrder())
            .thenComparing(listed -> listed.version().deleted());

    /** An attempt at a removal makes one at most. */
    private static final int MOST_MARKS = 1000;

    private final S3Client client;
    private final S3Reads reads;
    private final S3Deletions deletions;
    private final String bucket;
    private final boolean complete;

    private S3Versions(S3Client client, S3Reads reads, S3Deletions deletions, String bucket, boolean complete) {
        this.client = client;
        this.reads = reads;
        this.deletions = deletions;
        this.bucket = bucket;
        this.complete = complete;
    }

    /** Those of a bucket whose versioning is on or was on once; suspended, it loses what is replaced. */
    static Optional<S3Versions> of(S3Client client, S3Reads reads, S3Deletions deletions, String bucket) {
        try {
            BucketVersioningStatus status = client.getBucketVersioning(request -> request.bucket(bucket))
                    .status();
            return status == null
                    ? Optional.empty()
                    : Optional.of(
                            new S3Versions(client, reads, deletions, bucket, status == BucketVersioningStatus.ENABLED));
        } catch (SdkException e) {
            if (S3Errors.codeOf(e) == FailureCode.NOT_SUPPORTED) {
                return Optional.empty();
            }
            throw S3Errors.of("asking whether " + bucket + " keeps versions", e);
        }
    }

    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public void delete(List<ObjectEntry> versions) {
        deletions.versions(bucket, versions);
    }

    @Override
    public Page list(String prefix, @Nullable Position after, int limit) {
        ListObjectVersionsResponse answer = answer(prefix, after, limit);
        List<Version> objects =
                versions(answer).stream().filter(version -> !isMark(version)).toList();
        return new Page(objects, next(answer));
    }

    private ListObjectVersionsResponse answer(String prefix, @Nullable Position after, int limit) {
        try {
            return client.listObjectVersions(request -> request.bucket(bucket)
                    .prefix(prefix.isEmpty() ? null : prefix)
                    .keyMarker(after == null ? null : after.key())
                    .versionIdMarker(after == null || after.version().isEmpty() ? null : after.version())
                    .maxKeys(limit)
                    .encodingType(EncodingType.URL));
        } catch (SdkException e) {
            throw S3Errors.of("listing the versions of " + bucket, e);
        }
    }

    /** Deletes all versions of the mark that says whose bucket this is, which would keep it from being removed. */
    void deleteMark() {
        List<ObjectEntry> marks = versions(answer(S3Buckets.MARK, null, MOST_MARKS)).stream()
                .filter(S3Versions::isMark)
                .map(Version::object)
                .toList();
        if (!marks.isEmpty()) {
            delete(marks);
        }
    }

    private static boolean isMark(Version version) {
        return version.object().key().equals(S3Buckets.MARK);
    }

    @Override
    public ObjectContent read(String key, String version, long from, long length) {
        return reads.read(bucket, key, version, from, length);
    }

    private static List<Version> versions(ListObjectVersionsResponse answer) {
        List<Listed> all = new ArrayList<>();
        answer.versions()
                .forEach(version -> all.add(new Listed(
                        new Version(S3Objects.entry(version), false), Boolean.TRUE.equals(version.isLatest()))));
        answer.deleteMarkers()
                .forEach(marker -> all.add(new Listed(
                        new Version(S3Objects.entry(marker), true), Boolean.TRUE.equals(marker.isLatest()))));
        all.sort(ORDER);
        return all.stream().map(Listed::version).toList();
    }

    private static @Nullable Position next(ListObjectVersionsResponse answer) {
        if (!Boolean.TRUE.equals(answer.isTruncated()) || answer.nextKeyMarker() == null) {
            return null;
        }
        String version = answer.nextVersionIdMarker();
        return new Position(answer.nextKeyMarker(), version == null ? "" : version);
    }

    private record Listed(Version version, boolean latest) {}
}
