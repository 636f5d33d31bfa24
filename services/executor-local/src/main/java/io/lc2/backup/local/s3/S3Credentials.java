package io.lc2.backup.local.s3;

/**
 * Who we are to an S3 server.
 *
 * @param accessKey public half
 * @param secretKey secret half
 */
public record S3Credentials(String accessKey, String secretKey) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "S3Credentials[accessKey=" + accessKey + "]";
    }
}
