package io.lc2.backup.local.s3;

import java.net.URI;
import java.time.Duration;

/**
 * Where an S3 server is and how it is spoken to.
 *
 * @param endpoint address of the server
 * @param region region name; servers of one's own accept any
 * @param pathStyle whether the bucket is part of the path instead of the host name
 * @param connectTimeout longest wait for a connection
 * @param readTimeout longest silence on a connection; a server that copies may be silent ten times as long
 * @param maxConnections connections at once
 * @param sizes how large pieces are
 */
public record S3Settings(
        URI endpoint,
        String region,
        boolean pathStyle,
        Duration connectTimeout,
        Duration readTimeout,
        int maxConnections,
        Sizes sizes) {

    /** Usual values for a server of one's own. */
    public static S3Settings of(URI endpoint) {
        return new S3Settings(
                endpoint, "us-east-1", true, Duration.ofSeconds(5), Duration.ofSeconds(60), 128, Sizes.DEFAULT);
    }

    /**
     * How large pieces are.
     *
     * @param partBytes size of uploaded parts at least, 5 MiB or more; larger objects get larger parts, since there can be
     *     only 10,000
     * @param bufferBytes memory all uploads together may use
     * @param copyThreshold objects larger than this are copied in parts; S3 itself refuses to copy more than 5 GiB at once
     * @param copyPartBytes size of copied parts at least
     */
    public record Sizes(int partBytes, long bufferBytes, long copyThreshold, long copyPartBytes) {

        private static final int MIB = 1024 * 1024;

        /**
         * Parts of 8 MiB within 96 MiB. Copies above 1 GiB go in parts of 128 MiB: servers on file systems write what comes
         * in parts twice, so parts pay only where one request would take too long.
         */
        public static final Sizes DEFAULT = new Sizes(8 * MIB, 96L * MIB, 1024L * MIB, 128L * MIB);

        public Sizes {
            if (partBytes < 5 * MIB || bufferBytes < 2L * partBytes || copyPartBytes < 5 * MIB) {
                throw new IllegalArgumentException("parts have at least 5 MiB, and buffers hold two of them");
            }
        }
    }
}
