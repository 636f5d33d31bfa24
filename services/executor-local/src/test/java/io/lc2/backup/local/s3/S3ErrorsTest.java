package io.lc2.backup.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.ProviderException;
import io.lc2.backup.executor.spi.StepStoppedException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
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
        "403, AccessDenied, Access Denied, PERMISSION_DENIED",
        "403, '', '', PERMISSION_DENIED",
        "403, InvalidAccessKeyId, no such key, AUTHENTICATION_FAILED",
        "403, SignatureDoesNotMatch, wrong secret, AUTHENTICATION_FAILED",
        "403, RequestTimeTooSkewed, clock, AUTHENTICATION_FAILED",
        "400, ExpiredToken, expired, AUTHENTICATION_FAILED",
        "401, '', '', AUTHENTICATION_FAILED",
        "404, NoSuchBucket, none, BUCKET_NOT_FOUND",
        "404, NoSuchKey, none, OBJECT_NOT_FOUND",
        "404, '', '', OBJECT_NOT_FOUND",
        "404, NoSuchUpload, none, PROVIDER_ERROR",
        "404, XAdminUserNotFound, no such user, AUTHENTICATION_FAILED",
        "503, SlowDown, slow down, THROTTLED",
        "503, '', '', THROTTLED",
        "429, TooManyRequests, slow down, THROTTLED",
        "507, '', '', STORAGE_FULL",
        "507, XMinioStorageFull, full, STORAGE_FULL",
        "500, InternalError, write /data/x: no space left on device, STORAGE_FULL",
        "500, InternalError, oops, PROVIDER_ERROR",
        "502, '', '', PROVIDER_ERROR",
        "409, ConditionalRequestConflict, race, PROVIDER_ERROR",
        "409, BucketNotEmpty, not empty, TARGET_NOT_OURS",
        "412, PreconditionFailed, etag, SOURCE_CHANGED",
        "400, RequestTimeout, idle, CONNECTION_FAILED",
        "400, InvalidBucketName, name, NOT_SUPPORTED",
        "501, NotImplemented, tags, NOT_SUPPORTED",
    })
    void mapsAnswers(int status, String code, String text, FailureCode expected) {
        S3Exception answer = (S3Exception) S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(text)
                        .build())
                .message(text)
                .build();

        RuntimeException failure = S3Errors.of("reading b/k", answer);

        assertThat(failure).isInstanceOfSatisfying(ProviderException.class, e -> {
            assertThat(e.code()).isEqualTo(expected);
            assertThat(e).hasMessageContaining("b/k").hasMessageContaining(String.valueOf(status));
            assertThat(e.nextStep()).isNotBlank();
        });
    }

    @Test
    void mapsWhatNeverGotAnAnswer() {
        assertThat(codeOf(client(new ConnectException("refused")))).isEqualTo(FailureCode.CONNECTION_FAILED);
        assertThat(codeOf(client(new SocketTimeoutException("read timed out"))))
                .isEqualTo(FailureCode.CONNECTION_FAILED);
        assertThat(codeOf(client(new UnknownHostException("nowhere")))).isEqualTo(FailureCode.CONNECTION_FAILED);
        assertThat(codeOf(ApiCallTimeoutException.create(1000))).isEqualTo(FailureCode.CONNECTION_FAILED);
        assertThat(codeOf(SdkClientException.create("Unable to load credentials")))
                .isEqualTo(FailureCode.AUTHENTICATION_FAILED);
    }

    @Test
    void leavesWhenItWasInterrupted() {
        assertThat(S3Errors.of("reading", AbortedException.create("interrupted")))
                .isInstanceOf(StepStoppedException.class);
    }

    private static SdkException client(Exception cause) {
        return SdkClientException.create("Unable to execute HTTP request", cause);
    }

    private static FailureCode codeOf(SdkException failure) {
        return ((ProviderException) S3Errors.of("reading b/k", failure)).code();
    }
}
