package io.lc2.backup.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class EmbeddedS3IT {

    private static final int PART = 5 * 1024 * 1024;

    @TempDir
    static Path dataDir;

    private static EmbeddedS3 s3;
    private static S3Client client;

    @BeforeAll
    static void start() {
        s3 = EmbeddedS3.start(dataDir);
        client = client(s3, s3.secretKey());
        client.createBucket(b -> b.bucket("letters"));
    }

    @AfterAll
    static void stop() {
        client.close();
        s3.close();
        assertThat(Processes.childrenWith(dataDir.toString())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "folder/with space.txt",
                "Grüße/日本語/😀.txt",
                "a+b/c+d",
                "100%/%20/%2F",
                "semi;colon&amp=1?q#f",
                "quote'\"<>",
                "tab\tkey",
                "dots/.../x",
                "UPPER/lower"
            })
    void keepsKeyContentTypeMetadataAndBytes(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        client.putObject(
                b -> b.bucket("letters")
                        .key(key)
                        .contentType("text/plain;charset=utf-8")
                        .contentDisposition("inline")
                        .contentEncoding("gzip")
                        .contentLanguage("de")
                        .cacheControl("no-store")
                        .expires(Instant.EPOCH)
                        .metadata(Map.of("author", "Jörg", "number", "42")),
                RequestBody.fromBytes(bytes));

        var got = client.getObjectAsBytes(b -> b.bucket("letters").key(key));
        GetObjectResponse head = got.response();
        assertThat(got.asByteArray()).isEqualTo(bytes);
        assertThat(head.contentType()).isEqualTo("text/plain;charset=utf-8");
        assertThat(head.contentDisposition()).isEqualTo("inline");
        assertThat(head.contentEncoding()).isEqualTo("gzip");
        assertThat(head.contentLanguage()).isEqualTo("de");
        assertThat(head.cacheControl()).isEqualTo("no-store");
        assertThat(head.expiresString()).isEqualTo("Thu, 01 Jan 1970 00:00:00 GMT");
        assertThat(head.metadata()).isEqualTo(Map.of("author", "Jörg", "number", "42"));
        assertThat(keys(client.listObjectsV2(b -> b.bucket("letters").prefix(key))))
                .contains(key);
    }

    @Test
    void keepsAnEmptyObject() {
        client.putObject(b -> b.bucket("letters").key("empty"), RequestBody.empty());

        HeadObjectResponse head = client.headObject(b -> b.bucket("letters").key("empty"));
        assertThat(head.contentLength()).isZero();
        assertThat(head.eTag()).isEqualTo("\"d41d8cd98f00b204e9800998ecf8427e\"");
    }

    @Test
    void putsAnObjectTogetherFromParts() {
        byte[] bytes = new byte[2 * PART + 1];
        new Random(7).nextBytes(bytes);
        String upload = client.createMultipartUpload(b -> b.bucket("letters")
                        .key("parts")
                        .contentType("application/zstd")
                        .metadata(Map.of("author", "somebody")))
                .uploadId();
        List<CompletedPart> parts = IntStream.range(0, 3)
                .mapToObj(n -> part(upload, n + 1, bytes, n * PART))
                .toList();
        client.completeMultipartUpload(
                b -> b.bucket("letters").key("parts").uploadId(upload).multipartUpload(m -> m.parts(parts)));

        var got = client.getObjectAsBytes(b -> b.bucket("letters").key("parts"));
        assertThat(got.asByteArray()).isEqualTo(bytes);
        assertThat(got.response().contentType()).isEqualTo("application/zstd");
        assertThat(got.response().metadata()).containsEntry("author", "somebody");
        assertThat(client.getObjectAsBytes(
                                b -> b.bucket("letters").key("parts").range("bytes=" + PART + "-" + (PART + 9)))
                        .asByteArray())
                .isEqualTo(Arrays.copyOfRange(bytes, PART, PART + 10));
    }

    @Test
    void anAbortedUploadLeavesNothing() {
        String upload = client.createMultipartUpload(b -> b.bucket("letters").key("aborted"))
                .uploadId();
        part(upload, 1, new byte[PART], 0);

        client.abortMultipartUpload(b -> b.bucket("letters").key("aborted").uploadId(upload));

        assertThatThrownBy(() -> client.headObject(b -> b.bucket("letters").key("aborted")))
                .isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void copiesOnTheServerWithOrWithoutTheSourcesMetadata() {
        client.createBucket(b -> b.bucket("copies"));
        client.putObject(
                b -> b.bucket("letters")
                        .key("source +%.txt")
                        .contentType("text/css")
                        .metadata(Map.of("a", "1")),
                RequestBody.fromString("body"));

        client.copyObject(b -> b.sourceBucket("letters")
                .sourceKey("source +%.txt")
                .destinationBucket("copies")
                .destinationKey("kept"));
        client.copyObject(b -> b.sourceBucket("letters")
                .sourceKey("source +%.txt")
                .destinationBucket("copies")
                .destinationKey("replaced")
                .metadataDirective(MetadataDirective.REPLACE)
                .contentType("text/html")
                .metadata(Map.of("b", "2")));

        HeadObjectResponse kept = client.headObject(b -> b.bucket("copies").key("kept"));
        HeadObjectResponse replaced = client.headObject(b -> b.bucket("copies").key("replaced"));
        assertThat(kept.contentType()).isEqualTo("text/css");
        assertThat(kept.metadata()).isEqualTo(Map.of("a", "1"));
        assertThat(replaced.contentType()).isEqualTo("text/html");
        assertThat(replaced.metadata()).isEqualTo(Map.of("b", "2"));
    }

    @Test
    void copiesAPartOnTheServer() {
        client.putObject(b -> b.bucket("letters").key("long"), RequestBody.fromBytes(new byte[PART + 5]));
        String upload = client.createMultipartUpload(b -> b.bucket("letters").key("long-copy"))
                .uploadId();
        List<CompletedPart> parts = IntStream.rangeClosed(1, 2)
                .mapToObj(n -> CompletedPart.builder()
                        .partNumber(n)
                        .eTag(client.uploadPartCopy(b -> b.sourceBucket("letters")
                                        .sourceKey("long")
                                        .copySourceRange(
                                                n == 1 ? "bytes=0-" + (PART - 1) : "bytes=" + PART + "-" + (PART + 4))
                                        .destinationBucket("letters")
                                        .destinationKey("long-copy")
                                        .uploadId(upload)
                                        .partNumber(n))
                                .copyPartResult()
                                .eTag())
                        .build())
                .toList();

        client.completeMultipartUpload(
                b -> b.bucket("letters").key("long-copy").uploadId(upload).multipartUpload(m -> m.parts(parts)));

        assertThat(client.headObject(b -> b.bucket("letters").key("long-copy")).contentLength())
                .isEqualTo(PART + 5L);
    }

    @Test
    void listsInKeyOrderFromAKeyOnAndInPages() {
        client.createBucket(b -> b.bucket("lists"));
        List<String> all = List.of("A", "a b", "a+b", "a/b", "a/c", "b", "ä", "日");
        all.forEach(key -> client.putObject(b -> b.bucket("lists").key(key), RequestBody.fromString(key)));

        ListObjectsV2Response after =
                client.listObjectsV2(b -> b.bucket("lists").startAfter("a/b"));
        List<String> paged = client
                .listObjectsV2Paginator(b -> b.bucket("lists").maxKeys(3))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
        ListObjectsV2Response prefixed =
                client.listObjectsV2(b -> b.bucket("lists").prefix("a/"));

        ListObjectsV2Response folders =
                client.listObjectsV2(b -> b.bucket("lists").delimiter("/").prefix("a"));

        assertThat(keys(after)).containsExactly("a/c", "b", "ä", "日");
        assertThat(paged).isEqualTo(all);
        assertThat(keys(prefixed)).containsExactly("a/b", "a/c");
        assertThat(keys(folders)).containsExactly("a b", "a+b");
        assertThat(folders.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("a/");
    }

    @Test
    void putsIfAbsentOnce() {
        client.putObject(b -> b.bucket("letters").key("once").ifNoneMatch("*"), RequestBody.fromString("first"));

        assertThatThrownBy(() -> client.putObject(
                        b -> b.bucket("letters").key("once").ifNoneMatch("*"), RequestBody.fromString("second")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
        assertThat(client.getObjectAsBytes(b -> b.bucket("letters").key("once")).asUtf8String())
                .isEqualTo("first");
    }

    @Test
    void deletesManyAtOnceAndWhatIsNotThere() {
        client.createBucket(b -> b.bucket("deletes"));
        client.putObject(b -> b.bucket("deletes").key("a b/ü"), RequestBody.fromString("x"));

        client.deleteObjects(b -> b.bucket("deletes").delete(d -> d.objects(identifier("a b/ü"), identifier("gone"))));
        client.deleteObject(b -> b.bucket("deletes").key("gone"));

        assertThat(keys(client.listObjectsV2(b -> b.bucket("deletes")))).isEmpty();
    }

    @Test
    void refusesAWrongSecret() {
        try (S3Client stranger = client(s3, "wrong")) {
            assertThatThrownBy(stranger::listBuckets)
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
        assertThat(Processes.childrenWith(s3.secretKey())).isEmpty();
    }

    @Test
    void keepsObjectsAddressAndKeysOverANewStart(@TempDir Path ownDir) {
        String secret;
        try (EmbeddedS3 first = EmbeddedS3.start(ownDir);
                S3Client ours = client(first, first.secretKey())) {
            secret = first.secretKey();
            ours.createBucket(b -> b.bucket("kept"));
            ours.putObject(
                    b -> b.bucket("kept").key("k").contentType("text/css").metadata(Map.of("a", "1")),
                    RequestBody.fromString("body"));
        }

        try (EmbeddedS3 second = EmbeddedS3.start(ownDir);
                S3Client ours = client(second, secret)) {
            HeadObjectResponse head = ours.headObject(b -> b.bucket("kept").key("k"));
            assertThat(head.contentType()).isEqualTo("text/css");
            assertThat(head.metadata()).isEqualTo(Map.of("a", "1"));
        }
    }

    private static CompletedPart part(String upload, int number, byte[] bytes, int from) {
        int to = Math.min(bytes.length, from + PART);
        String eTag = client.uploadPart(
                        b -> b.bucket("letters")
                                .key(bytes.length == PART ? "aborted" : "parts")
                                .uploadId(upload)
                                .partNumber(number),
                        RequestBody.fromBytes(Arrays.copyOfRange(bytes, from, to)))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(eTag).build();
    }

    private static ObjectIdentifier identifier(String key) {
        return ObjectIdentifier.builder().key(key).build();
    }

    private static List<String> keys(ListObjectsV2Response response) {
        return response.contents().stream().map(S3Object::key).toList();
    }

    private static S3Client client(EmbeddedS3 server, String secret) {
        return S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(server.region()))
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(server.accessKey(), secret)))
                .build();
    }
}
