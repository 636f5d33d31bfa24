package io.lc2.backup.local.s3;

import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Makes the one client a store uses. */
final class S3Clients {

    /** Attempts of the SDK for one call; the engine tries again on top of that, with longer pauses. */
    private static final int ATTEMPTS = 3;
    /** A bound for calls whose bytes keep trickling. */
    private static final Duration LONGEST_CALL = Duration.ofMinutes(30);

    private static final Duration IDLE_CONNECTION = Duration.ofSeconds(20);

    /** How much longer than other requests a copy may take until the server answers. */
    private static final int COPY_PATIENCE = 10;

    private S3Clients() {}

    /** A client for copies inside the server, which answers when it has done the work. */
    static S3Client openForCopies(S3Settings settings, Supplier<S3Credentials> credentials) {
        return open(
                new S3Settings(
                        settings.endpoint(),
                        settings.region(),
                        settings.pathStyle(),
                        settings.connectTimeout(),
                        settings.readTimeout().multipliedBy(COPY_PATIENCE),
                        settings.maxConnections(),
                        settings.sizes()),
                credentials);
    }

    static S3Client open(S3Settings settings, Supplier<S3Credentials> credentials) {
        AwsCredentialsProvider provider = () -> {
            S3Credentials current = credentials.get();
            return AwsBasicCredentials.create(current.accessKey(), current.secretKey());
        };
        return S3Client.builder()
                .endpointOverride(settings.endpoint())
                .region(Region.of(settings.region()))
                .credentialsProvider(provider)
                .forcePathStyle(settings.pathStyle())
                // Many servers refuse the SDK's own checksums in trailers; ours are in the manifests.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false).expectContinueEnabled(false))
                .overrideConfiguration(calls -> calls.apiCallTimeout(LONGEST_CALL)
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()))
                .httpClientBuilder(Apache5HttpClient.builder()
                        .maxConnections(settings.maxConnections())
                        .connectionTimeout(settings.connectTimeout())
                        .connectionAcquisitionTimeout(settings.readTimeout())
                        .socketTimeout(settings.readTimeout())
                        .connectionMaxIdleTime(IDLE_CONNECTION)
                        .expectContinueEnabled(false)
                        .tcpKeepAlive(true))
                .build();
    }
}
