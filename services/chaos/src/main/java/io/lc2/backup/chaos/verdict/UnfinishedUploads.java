package io.lc2.backup.chaos.verdict;

import io.lc2.backup.chaos.verdict.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** What was sent in parts and never became an object: no listing shows it, and whoever pays for the bucket pays for it. */
final class UnfinishedUploads {

    private UnfinishedUploads() {}

    /**
     * Looks at every bucket the server has.
     *
     * @param admitted whether an operation says that it left something at this bucket and key
     */
    static List<Finding> check(S3Client s3, BiPredicate<String, String> admitted) {
        List<Finding> findings = new ArrayList<>();
        for (Bucket bucket : s3.listBuckets().buckets()) {
            for (MultipartUpload upload : s3.listMultipartUploadsPaginator(request -> request.bucket(bucket.name()))
                    .uploads()) {
                if (!admitted.test(bucket.name(), upload.key())) {
                    findings.add(
                            new Finding(Kind.ORPHAN, "unfinished upload of " + bucket.name() + "/" + upload.key()));
                }
            }
        }
        return findings;
    }
}
