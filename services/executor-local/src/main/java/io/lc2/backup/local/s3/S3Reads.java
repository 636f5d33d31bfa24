package io.lc2.backup.local.s3;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.ObjectContent;
import io.lc2.backup.executor.spi.ObjectHead;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reads objects of an S3 server; an empty version means the one that is there. */
final class S3Reads {

    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final S3Client client;

    S3Reads(S3Client client) {
        this.client = client;
    }

    Optional<ObjectHead> head(String bucket, String key, String version) {
        try {
            return Optional.of(S3Objects.head(
                    key,
                    client.headObject(request -> request.bucket(bucket).key(key).versionId(idOf(version)))));
        } catch (S3Exception e) {
            if (e.statusCode() == S3Uploads.NOT_FOUND) {
                return Optional.empty();
            }
            throw S3Errors.of("looking at " + bucket + "/" + key, e);
        } catch (SdkException e) {
            throw S3Errors.of("looking at " + bucket + "/" + key, e);
        }
    }

    ObjectContent read(String bucket, String key, String version, long from, long length) {
        if (length == 0) {
            return nothingOf(bucket, key, version);
        }
        try {
            GetObjectRequest.Builder request =
                    GetObjectRequest.builder().bucket(bucket).key(key).versionId(idOf(version));
            if (from > 0 || length > 0) {
                request.range("bytes=" + from + "-" + (length < 0 ? "" : from + length - 1));
            }
            ResponseInputStream<GetObjectResponse> answer = client.getObject(request.build());
            return new ObjectContent(S3Objects.head(key, answer.response()), new S3Content(answer));
        } catch (S3Exception e) {
            if (e.statusCode() == RANGE_NOT_SATISFIABLE) {
                return nothingOf(bucket, key, version);
            }
            throw S3Errors.of("reading " + bucket + "/" + key, e);
        } catch (SdkException e) {
            throw S3Errors.of("reading " + bucket + "/" + key, e);
        }
    }

    private ObjectContent nothingOf(String bucket, String key, String version) {
        ObjectHead head = head(bucket, key, version)
                .orElseThrow(() -> new PermanentProviderException(
                        FailureCode.OBJECT_NOT_FOUND,
                        bucket + "/" + key + " does not exist",
                        "Find out who removed it.",
                        null));
        return new ObjectContent(head, InputStream.nullInputStream());
    }

    /** What a request says of a version. */
    static @Nullable String idOf(String version) {
        return version.isEmpty() ? null : version;
    }
}
