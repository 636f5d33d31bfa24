package io.lc2.backup.standalone.sample;

import java.io.IOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What is in a bucket: every object read in full.
 *
 * @param objects by key
 */
public record LibraryContent(SortedMap<String, Item> objects) {

    /** One object: all of it that a restore must bring back. */
    public record Item(long size, String sha256, String contentType, Map<String, String> metadata) {}

    private static final int PARALLEL_READS = 4;

    /**
     * Lists and reads a bucket.
     *
     * @throws SampleException if an object cannot be read
     */
    public static LibraryContent of(S3Client s3, String bucket) {
        Map<String, Future<Item>> reads = new TreeMap<>();
        try (ExecutorService readers = Executors.newFixedThreadPool(
                PARALLEL_READS, Thread.ofVirtual().name("sample-read-", 0).factory())) {
            for (String key : keys(s3, bucket)) {
                reads.put(key, readers.submit(() -> read(s3, bucket, key)));
            }
        }
        SortedMap<String, Item> objects = new TreeMap<>();
        reads.forEach((key, read) -> objects.put(key, await(bucket, key, read)));
        return new LibraryContent(objects);
    }

    private static List<String> keys(S3Client s3, String bucket) {
        List<String> keys = new ArrayList<>();
        for (S3Object object :
                s3.listObjectsV2Paginator(request -> request.bucket(bucket)).contents()) {
            keys.add(object.key());
        }
        return keys;
    }

    private static Item read(S3Client s3, String bucket, String key) throws IOException {
        try (ResponseInputStream<GetObjectResponse> in =
                s3.getObject(request -> request.bucket(bucket).key(key))) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[64 << 10];
            long size = 0;
            try (DigestInputStream digesting = new DigestInputStream(in, sha256)) {
                for (int read = digesting.read(buffer); read >= 0; read = digesting.read(buffer)) {
                    size += read;
                }
            }
            GetObjectResponse head = in.response();
            return new Item(size, HexFormat.of().formatHex(sha256.digest()), head.contentType(), head.metadata());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static Item await(String bucket, String key, Future<Item> read) {
        try {
            return read.get();
        } catch (ExecutionException e) {
            throw new SampleException("Cannot read " + key + " in bucket " + bucket + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SampleException("Interrupted while reading bucket " + bucket, e);
        }
    }
}
