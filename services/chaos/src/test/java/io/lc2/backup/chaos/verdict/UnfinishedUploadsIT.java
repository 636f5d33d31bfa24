package io.lc2.backup.chaos.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.chaos.verdict.Finding.Kind;
import io.lc2.backup.embedded.EmbeddedS3;
import io.lc2.backup.standalone.platform.NodeClients;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class UnfinishedUploadsIT {

    private static final String BACKUPS = "uploads-it-backups";
    private static final String RESTORED = "uploads-it-library-r7";

    @TempDir
    Path directory;

    @Test
    void areFoundInEveryBucketUnlessSomebodyHasSaidSo() {
        try (EmbeddedS3 server = EmbeddedS3.start(directory);
                S3Client s3 = NodeClients.s3(server)) {
            s3.createBucket(request -> request.bucket(BACKUPS));
            s3.createBucket(request -> request.bucket(RESTORED));
            begin(s3, BACKUPS, "alpha/prd/backups/b1/large");
            begin(s3, BACKUPS, "alpha/prd/backups/b2/large");
            begin(s3, RESTORED, "large.bin/1.0");
            s3.putObject(request -> request.bucket(RESTORED).key("whole"), RequestBody.fromString("all of it"));

            assertThat(UnfinishedUploads.check(s3, (bucket, key) -> key.contains("b2")))
                    .containsExactlyInAnyOrder(
                            new Finding(Kind.ORPHAN, "unfinished upload of " + BACKUPS + "/alpha/prd/backups/b1/large"),
                            new Finding(Kind.ORPHAN, "unfinished upload of " + RESTORED + "/large.bin/1.0"));
        }
    }

    private static void begin(S3Client s3, String bucket, String key) {
        String id = s3.createMultipartUpload(request -> request.bucket(bucket).key(key))
                .uploadId();
        s3.uploadPart(
                request -> request.bucket(bucket).key(key).uploadId(id).partNumber(1),
                RequestBody.fromString("a part"));
    }
}
