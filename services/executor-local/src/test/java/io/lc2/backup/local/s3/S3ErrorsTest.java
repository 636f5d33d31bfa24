package io.lc2.backup.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.ProviderException;
import io.lc2.backup.executor.spi.StepStoppedException;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "403, InvalidAccessKeyId, AUTHENTICATION_FAILED",
        "403, SignatureDoesNotMatch, AUTHENTICATION_FAILED",
        "400, ExpiredToken, AUTHENTICATION_FAILED",
        "403, RequestTimeTooSkewed, AUTHENTICATION_FAILED",
        "403, AccessDenied, PERMISSION_DENIED",
        "404, NoSuchBucket, BUCKET_NOT_FOUND",
        "404, NoSuchKey, OBJECT_NOT_FOUND",
        "503, SlowDown, THROTTLED",
        "400, RequestTimeout, CONNECTION_FAILED",
        "400, IncompleteBody, CONNECTION_FAILED",
        "500, InternalError, PROVIDER_ERROR",
        "200, InternalError, PROVIDER_ERROR",
        "409, ConditionalRequestConflict, PROVIDER_ERROR",
        "404, NoSuchUpload, PROVIDER_ERROR",
        "412, PreconditionFailed, SOURCE_CHANGED",
        "507, XMinioStorageFull, STORAGE_FULL",
        "400, QuotaExceeded, STORAGE_FULL",
        "409, BucketAlreadyExists, TARGET_NOT_OURS",
        "301, PermanentRedirect, NOT_SUPPORTED",
        "400, BadDigest, CONNECTION_FAILED",
        "400, InvalidPart, PROVIDER_ERROR",
        "400, InvalidBucketName, BUCKET_NOT_FOUND",
        "400, SomethingNew, NOT_SUPPORTED",
    })
    void knowsErrorCodes(int status, String code, FailureCode expected) {
        assertThat(codeOf(answer(status, code, "text"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "401, AUTHENTICATION_FAILED",
        "403, PERMISSION_DENIED",
        "404, OBJECT_NOT_FOUND",
        "408, CONNECTION_FAILED",
        "409, PROVIDER_ERROR",
        "412, SOURCE_CHANGED",
        "429, THROTTLED",
        "500, PROVIDER_ERROR",
        "501, NOT_SUPPORTED",
        "502, PROVIDER_ERROR",
        "503, THROTTLED",
        "504, PROVIDER_ERROR",
        "507, STORAGE_FULL",
        "520, PROVIDER_ERROR",
    })
    void knowsAnswersWithoutABodyByTheirStatus(int status, FailureCode expected) {
        assertThat(codeOf(answer(status, null, null))).isEqualTo(expected);
    }

    @Test
    void knowsAFullDiskByItsText() {
        SdkException error = answer(500, "InternalError", "write /data/x: No space left on device");

        assertThat(codeOf(error)).isEqualTo(FailureCode.STORAGE_FULL);
    }

    @Test
    void knowsBrokenConnections() {
        SdkException refused = SdkClientException.create("unable", new ConnectException("Connection refused"));
        SdkException unknown = SdkClientException.create("unable", new UnknownHostException("store.example"));
        SdkException late = ApiCallTimeoutException.create(1000);

        assertThat(S3Errors.of("listing b", refused))
                .isInstanceOf(TransientProviderException.class)
                .hasMessageContainingAll("listing b", "Connection refused");
        assertThat(codeOf(refused)).isEqualTo(FailureCode.CONNECTION_FAILED);
        assertThat(codeOf(unknown)).isEqualTo(FailureCode.CONNECTION_FAILED);
        assertThat(codeOf(late)).isEqualTo(FailureCode.CONNECTION_FAILED);
    }

    @Test
    void saysWhatHappenedToWhatAndWhatToDo() {
        RuntimeException failure = S3Errors.of("writing b/k", answer(403, "AccessDenied", "s3:PutObject is missing"));

        assertThat(failure)
                .isInstanceOf(PermanentProviderException.class)
                .hasMessageContainingAll("writing b/k", "403", "AccessDenied", "s3:PutObject is missing");
        assertThat(((ProviderException) failure).nextStep()).isNotBlank();
    }

    @Test
    void callsOnePartOfACallByItsOwnCode() {
        RuntimeException failure = S3Errors.ofPart("deleting b/k", "AccessDenied", "no");

        assertThat(((ProviderException) failure).code()).isEqualTo(FailureCode.PERMISSION_DENIED);
    }

    @Test
    void endsTheStepOfAThreadThatWasInterrupted() {
        assertThat(S3Errors.of("reading", AbortedException.create("interrupted")))
                .isInstanceOf(StepStoppedException.class);
    }

    private static FailureCode codeOf(SdkException error) {
        return ((ProviderException) S3Errors.of("writing b/k", error)).code();
    }

    private static SdkException answer(int status, String code, String text) {
        return S3Exception.builder()
                .statusCode(status)
                .message(text)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(text)
                        .build())
                .build();
    }
}
