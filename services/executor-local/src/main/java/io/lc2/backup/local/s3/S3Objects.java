package io.lc2.backup.local.s3;

import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectHead;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Answers of the SDK as what the SPI speaks of. */
final class S3Objects {

    private S3Objects() {}

    static ObjectEntry entry(S3Object object) {
        return new ObjectEntry(object.key(), object.size(), unquoted(object.eTag()), orEpoch(object.lastModified()));
    }

    static ObjectEntry entry(ObjectVersion version) {
        return new ObjectEntry(
                version.key(),
                version.size(),
                unquoted(version.eTag()),
                orEpoch(version.lastModified()),
                version.versionId());
    }

    static ObjectEntry entry(DeleteMarkerEntry marker) {
        return new ObjectEntry(marker.key(), 0, "", orEpoch(marker.lastModified()), marker.versionId());
    }

    static ObjectHead head(String key, HeadObjectResponse answer) {
        return new ObjectHead(
                new ObjectEntry(key, answer.contentLength(), unquoted(answer.eTag()), orEpoch(answer.lastModified())),
                S3Metadata.of(answer.contentType(), answer.metadata()));
    }

    static ObjectHead head(String key, GetObjectResponse answer) {
        return new ObjectHead(
                new ObjectEntry(key, wholeSize(answer), unquoted(answer.eTag()), orEpoch(answer.lastModified())),
                S3Metadata.of(answer.contentType(), answer.metadata()));
    }

    static String unquoted(@Nullable String etag) {
        return etag == null ? "" : etag.replace("\"", "");
    }

    /** Of a range, {@code bytes 0-9/1000} says the size of the whole. */
    private static long wholeSize(GetObjectResponse answer) {
        String range = answer.contentRange();
        return range == null ? answer.contentLength() : Long.parseLong(range.substring(range.lastIndexOf('/') + 1));
    }

    private static Instant orEpoch(@Nullable Instant time) {
        return time == null ? Instant.EPOCH : time;
    }
}
