package io.lc2.backup.chaos.platform;

import io.lc2.backup.standalone.sample.LibraryContent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The document library of a site, which changes between backups. One thread changes it. */
public final class Library {

    private static final int ADDED = 4;
    private static final int REWRITTEN = 4;
    private static final int REMOVED = 2;
    private static final int LARGEST = 60_000;
    /** Stores send up to 8 MiB in one request, so this one goes in two parts. */
    private static final int IN_PARTS = (8 << 20) + (256 << 10);
    /** Before all others, so that it is under way soon after a step has started. */
    private static final String LARGE = "20097/10000/large.bin/1.0";

    private static final String TYPE = "application/octet-stream";

    private final Servers servers;
    private final Site site;
    private final Random random;
    private LibraryContent content;
    private int changes;

    private Library(Servers servers, Site site, Random random, LibraryContent content) {
        this.servers = servers;
        this.site = site;
        this.random = random;
        this.content = content;
    }

    /** Reads what is there; where objects pass through the executors, adds one that goes in parts. */
    public static Library of(Servers servers, Site site, Random random) {
        try (S3Client s3 = servers.s3Client()) {
            Library library = new Library(servers, site, random, new LibraryContent(new TreeMap<>()));
            library.renewLarge(s3);
            library.content = LibraryContent.of(s3, site.bucket());
            return library;
        }
    }

    /** What it holds since the last change. */
    public LibraryContent content() {
        return content;
    }

    /** Adds some objects, gives some new bytes, some new metadata only, and removes some. */
    public void change() {
        changes++;
        List<String> keys = keys();
        try (S3Client s3 = servers.s3Client()) {
            for (int i = 0; i < ADDED; i++) {
                put(s3, "20097/31000/added-" + changes + "-" + i + ".bin/1.0", bytes());
            }
            for (String key : keys.subList(0, REWRITTEN)) {
                put(s3, key, bytes());
            }
            String touched = keys.get(REWRITTEN);
            put(
                    s3,
                    touched,
                    s3.getObjectAsBytes(request -> request.bucket(site.bucket()).key(touched))
                            .asByteArray());
            for (String key : keys.subList(REWRITTEN + 1, REWRITTEN + 1 + REMOVED)) {
                s3.deleteObject(request -> request.bucket(site.bucket()).key(key));
            }
            renewLarge(s3);
            content = LibraryContent.of(s3, site.bucket());
        }
    }

    /** New each time, so that incremental copies have it, too. */
    private void renewLarge(S3Client s3) {
        if (site.remote()) {
            put(s3, LARGE, bytes(IN_PARTS));
        }
    }

    /** What may change, in a drawn order; what backups leave out stays as it is. */
    private List<String> keys() {
        Set<String> generated = site.generated();
        List<String> keys = new ArrayList<>(content.objects().keySet());
        keys.removeIf(generated::contains);
        keys.remove(LARGE);
        Collections.shuffle(keys, random);
        return keys;
    }

    private void put(S3Client s3, String key, byte[] bytes) {
        s3.putObject(
                request -> request.bucket(site.bucket())
                        .key(key)
                        .contentType(TYPE)
                        .metadata(Map.of("change", Integer.toString(changes))),
                RequestBody.fromBytes(bytes));
    }

    private byte[] bytes() {
        return bytes(random.nextInt(LARGEST));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
