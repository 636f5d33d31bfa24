package io.lc2.backup.local.s3;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.StepStoppedException;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What an error of an S3 server or of the way there means. */
final class S3Errors {

    private static final Map<String, FailureCode> BY_CODE = byCode();
    private static final Map<Integer, FailureCode> BY_STATUS = Map.of(
            401, FailureCode.AUTHENTICATION_FAILED,
            403, FailureCode.PERMISSION_DENIED,
            404, FailureCode.OBJECT_NOT_FOUND,
            408, FailureCode.CONNECTION_FAILED,
            409, FailureCode.PROVIDER_ERROR,
            412, FailureCode.SOURCE_CHANGED,
            429, FailureCode.THROTTLED,
            503, FailureCode.THROTTLED,
            507, FailureCode.STORAGE_FULL);
    private static final Map<FailureCode, String> NEXT_STEPS = Map.of(
            FailureCode.AUTHENTICATION_FAILED,
            "Correct the access key and secret of the store, and compare the clocks.",
            FailureCode.PERMISSION_DENIED,
            "Allow the access key of the store this action on the bucket.",
            FailureCode.BUCKET_NOT_FOUND,
            "Create the bucket, or correct its name in the request or the configuration.",
            FailureCode.OBJECT_NOT_FOUND,
            "Find out who removed it.",
            FailureCode.STORAGE_FULL,
            "Make room in the object storage, or raise its quota.",
            FailureCode.TARGET_NOT_OURS,
            "Look at that bucket: rename it or remove it yourself, when nothing needs it any more.",
            FailureCode.NOT_SUPPORTED,
            "Check address, region and path style of the store, and what the server supports.",
            FailureCode.CONNECTION_FAILED,
            "Check that the address of the store can be reached from the executor; it is tried again.",
            FailureCode.THROTTLED,
            "It is tried again more slowly; lower maxConcurrency when it stays like this.");

    private S3Errors() {}

    /**
     * The failure to throw.
     *
     * @param what what was being done, and to what
     */
    static RuntimeException of(String what, SdkException cause) {
        if (cause instanceof AbortedException || Thread.currentThread().isInterrupted()) {
            return new StepStoppedException();
        }
        return of(what + ": " + reason(cause), codeOf(cause), cause);
    }

    /**
     * The failure of one of many things in a call that succeeded.
     *
     * @param errorCode what the server says of that one
     * @param text what it says to people
     */
    static RuntimeException ofPart(String what, String errorCode, String text) {
        FailureCode code = BY_CODE.getOrDefault(errorCode, FailureCode.PROVIDER_ERROR);
        return of(what + ": " + errorCode + " " + text, code, null);
    }

    private static RuntimeException of(String message, FailureCode code, @Nullable SdkException cause) {
        String nextStep = NEXT_STEPS.getOrDefault(
                code, "It is tried again; look at the health of the object storage when it stays like this.");
        return code.isTransient()
                ? new TransientProviderException(code, message, nextStep, cause)
                : new PermanentProviderException(code, message, nextStep, cause);
    }

    static FailureCode codeOf(SdkException cause) {
        if (!(cause instanceof S3Exception answer)) {
            return isCredentials(cause) ? FailureCode.AUTHENTICATION_FAILED : FailureCode.CONNECTION_FAILED;
        }
        if (isFull(answer)) {
            return FailureCode.STORAGE_FULL;
        }
        FailureCode code = BY_CODE.get(errorCode(answer));
        if (code == null) {
            code = BY_STATUS.get(answer.statusCode());
        }
        if (code == null) {
            code = answer.statusCode() >= 500 && answer.statusCode() != 501
                    ? FailureCode.PROVIDER_ERROR
                    : FailureCode.NOT_SUPPORTED;
        }
        return code;
    }

    /** The code an S3 server gave; empty when it gave none, as for HEAD. */
    static String errorCode(S3Exception answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        return code == null ? "" : code;
    }

    /** Servers on file systems tell a full disk as an internal error. */
    private static boolean isFull(S3Exception answer) {
        String text = String.valueOf(answer.getMessage()).toLowerCase(Locale.ROOT);
        return answer.statusCode() >= 500
                && (text.contains("no space left") || text.contains("disk full") || text.contains("quota exceeded"));
    }

    private static boolean isCredentials(SdkException cause) {
        return String.valueOf(cause.getMessage()).contains("redentials");
    }

    private static String reason(SdkException cause) {
        if (cause instanceof S3Exception answer) {
            AwsErrorDetails details = answer.awsErrorDetails();
            String text = details == null || details.errorMessage() == null ? "" : " " + details.errorMessage();
            return ("HTTP " + answer.statusCode() + " " + errorCode(answer) + text).trim();
        }
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    private static Map<String, FailureCode> byCode() {
        Map<String, FailureCode> codes = new HashMap<>();
        put(codes, FailureCode.PERMISSION_DENIED, "AccessDenied AllAccessDisabled AccountProblem MethodNotAllowed");
        put(
                codes,
                FailureCode.AUTHENTICATION_FAILED,
                "InvalidAccessKeyId XAdminUserNotFound SignatureDoesNotMatch InvalidToken ExpiredToken InvalidSecurity"
                        + " RequestTimeTooSkewed RequestExpired TokenRefreshRequired");
        put(
                codes,
                FailureCode.THROTTLED,
                "SlowDown SlowDownRead SlowDownWrite ServiceUnavailable TooManyRequests TooManyRequestsException"
                        + " Throttling ThrottlingException RequestLimitExceeded RequestThrottled BandwidthLimitExceeded"
                        + " XMinioServerNotInitialized");
        put(
                codes,
                FailureCode.STORAGE_FULL,
                "XMinioStorageFull InsufficientStorage QuotaExceeded XMinioAdminBucketQuotaExceeded");
        put(codes, FailureCode.TARGET_NOT_OURS, "BucketAlreadyExists BucketAlreadyOwnedByYou BucketNotEmpty");
        put(
                codes,
                FailureCode.PROVIDER_ERROR,
                "InternalError OperationAborted ConditionalRequestConflict NoSuchUpload InvalidPart");
        // Apart from the first: bytes were lost or changed on the way.
        put(codes, FailureCode.CONNECTION_FAILED, "RequestTimeout IncompleteBody BadDigest XAmzContentSHA256Mismatch");
        put(codes, FailureCode.BUCKET_NOT_FOUND, "NoSuchBucket InvalidBucketName");
        put(codes, FailureCode.OBJECT_NOT_FOUND, "NoSuchKey NoSuchVersion");
        put(codes, FailureCode.SOURCE_CHANGED, "PreconditionFailed");
        return Map.copyOf(codes);
    }

    private static void put(Map<String, FailureCode> codes, FailureCode meaning, String names) {
        for (String name : names.split(" ", -1)) {
            codes.put(name, meaning);
        }
    }
}
