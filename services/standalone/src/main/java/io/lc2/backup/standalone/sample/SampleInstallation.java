package io.lc2.backup.standalone.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the sample's database and library agree on: its documents. Made from a seed, the same each time.
 *
 * @see SampleDatabase
 * @see SampleLibrary
 */
public final class SampleInstallation {

    static final long COMPANY_ID = 20_097;
    static final long GROUP_ID = 20_121;
    static final long FIRST_FOLDER_ID = 31_000;
    private static final long FIRST_DOCUMENT_ID = 40_000;
    private static final long FIRST_STORE_NAME = 101;
    /** Below the names of files in use, so that they are nobody's. */
    private static final long FIRST_ORPHAN_NAME = 11;

    private static final int ORPHANS = 3;
    private static final int DOCUMENTS_PER_FOLDER = 25;
    /** Sizes at which storage code takes another path: nothing, one byte, and around the parts of a large upload. */
    private static final List<Long> EDGES =
            List.of(0L, 1L, (5L << 20) - 1, 5L << 20, (5L << 20) + 1, (8L << 20) + 1, 16L << 20);

    private static final int MEDIAN_BYTES = 11_000;
    private static final long USUAL_LARGEST = 3L << 20;

    private static final Map<String, String> TYPES = Map.of(
            "pdf", "application/pdf",
            "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "txt", "text/plain;charset=utf-8",
            "md", "text/markdown",
            "csv", "text/csv",
            "json", "application/json",
            "png", "image/png",
            "jpg", "image/jpeg",
            "zip", "application/zip",
            "svg", "image/svg+xml");
    private static final List<String> EXTENSIONS =
            List.of("pdf", "pdf", "docx", "txt", "md", "csv", "json", "png", "jpg", "jpg", "zip", "svg");

    private final long seed;
    private final SampleSize size;
    private final Prose prose;
    private final List<SampleDocument> documents;
    private final List<SampleObject> generated;
    private final List<SampleObject> orphans;

    public SampleInstallation(long seed, SampleSize size) {
        this.seed = seed;
        this.size = size;
        this.prose = new Prose(seed);
        this.documents = documents(new SplittableRandom(seed + 1));
        this.generated = generated(new SplittableRandom(seed + 2));
        this.orphans = orphans(new SplittableRandom(seed + 3));
    }

    /** All objects of the library: one per document version, what Liferay generated from them, and orphans. */
    public List<SampleObject> objects() {
        return Stream.of(documents.stream().map(SampleDocument::object), generated.stream(), orphans.stream())
                .flatMap(Function.identity())
                .toList();
    }

    /** Objects whose rows are long gone, as every library has them. */
    List<SampleObject> orphans() {
        return orphans;
    }

    long seed() {
        return seed;
    }

    SampleSize size() {
        return size;
    }

    Prose prose() {
        return prose;
    }

    List<SampleDocument> documents() {
        return documents;
    }

    int folders() {
        return Math.max(1, size.documents() / DOCUMENTS_PER_FOLDER);
    }

    private List<SampleDocument> documents(SplittableRandom random) {
        List<SampleDocument> all = new ArrayList<>();
        for (int i = 0; i < size.documents(); i++) {
            int versions = i % 5 == 0 ? 2 : 1;
            String name = fileName(random, i);
            for (int v = 0; v < versions; v++) {
                all.add(document(random, i, name, v, v == versions - 1));
            }
        }
        return List.copyOf(all);
    }

    private SampleDocument document(SplittableRandom random, int index, String name, int v, boolean latest) {
        long entryId = FIRST_DOCUMENT_ID + 10L * index;
        long folderId = index % 10 == 9 ? 0 : FIRST_FOLDER_ID + index % folders();
        String version = "1." + v;
        // Releases before 7.3 had none, and files of that time still have none.
        String storeUuid = index % 3 == 0 ? "" : uuid(random);
        String storeName = storeName(index, name);
        String extension = name.substring(name.lastIndexOf('.') + 1);
        String key = key(folderId == 0 ? GROUP_ID : folderId, storeName, version, storeUuid);
        Map<String, String> metadata = index % 4 == 0
                ? Map.of()
                : Map.of("liferay-uuid", uuid(random), "liferay-version", version, "origin", "sample upload " + index);
        SampleObject object = new SampleObject(
                key,
                objectSize(random, index, v),
                TYPES.getOrDefault(extension, ""),
                metadata,
                false,
                random.nextLong());
        return new SampleDocument(
                entryId, entryId + 1 + v, folderId, storeName, name, version, storeUuid, latest, object);
    }

    /** As Liferay's S3 store has it: company, folder or site, name, version. */
    private static String key(long dataRepository, String storeName, String version, String storeUuid) {
        return COMPANY_ID + "/" + dataRepository + "/" + storeName + "/" + version
                + (storeUuid.isEmpty() ? "" : "~" + storeUuid);
    }

    /** Liferay numbers files; others get the names that people gave them, which need care in a URL. */
    private static String storeName(int index, String name) {
        return index % 12 >= 8 ? Long.toString(FIRST_STORE_NAME + index) : name;
    }

    private long objectSize(SplittableRandom random, int index, int version) {
        if (version == 0 && index == 0) {
            return size.largestObject();
        }
        if (version == 0 && index <= EDGES.size()) {
            return Math.min(EDGES.get(index - 1), size.largestObject());
        }
        // Log-normal, as file sizes are: many small, few large.
        long bytes = (long) (MEDIAN_BYTES * Math.exp(1.3 * random.nextGaussian()));
        return Math.min(bytes, Math.min(USUAL_LARGEST, size.largestObject()));
    }

    /** A name as people give them: with spaces, umlauts, other scripts, and every character that needs care in a URL. */
    private String fileName(SplittableRandom random, int index) {
        String words = prose.phrase(random, 2 + random.nextInt(2));
        String stem = switch (index % 12) {
            case 1 -> "C++ " + words;
            case 2 -> "100% " + words + " %20 done";
            case 3 -> "Größenübersicht – " + words;
            case 4 -> "日本語の資料 " + words;
            case 5 -> words + " (copy) [final]";
            case 6 -> "q&a=" + words + "; what's new? #1";
            case 7 -> "🎉 " + words + " @home, $5 ~ !";
            default -> words.replace(' ', index % 2 == 0 ? '-' : ' ');
        };
        return stem + " " + (index + 1) + "." + EXTENSIONS.get(random.nextInt(EXTENSIONS.size()));
    }

    private static List<SampleObject> orphans(SplittableRandom random) {
        List<SampleObject> all = new ArrayList<>();
        for (int i = 0; i < ORPHANS; i++) {
            String key = key(FIRST_FOLDER_ID, Long.toString(FIRST_ORPHAN_NAME + i), "1.0", "");
            all.add(new SampleObject(key, MEDIAN_BYTES, "application/pdf", Map.of(), false, random.nextLong()));
        }
        return List.copyOf(all);
    }

    private List<SampleObject> generated(SplittableRandom random) {
        List<SampleObject> all = new ArrayList<>();
        for (SampleDocument document : documents) {
            if (document.latest() && document.entryId() % 70 == 0) {
                all.add(generated(random, "previews", document, "-1.png", 20_000));
            } else if (document.latest() && document.entryId() % 60 == 0) {
                all.add(generated(random, "thumbnails", document, "-300x300.jpg", 6_000));
            }
        }
        return List.copyOf(all);
    }

    private static SampleObject generated(
            SplittableRandom random, String folder, SampleDocument document, String suffix, int bytes) {
        String key = COMPANY_ID + "/" + (document.folderId() == 0 ? GROUP_ID : document.folderId()) + "/" + folder + "/"
                + document.versionId() + suffix;
        String type = suffix.endsWith("png") ? "image/png" : "image/jpeg";
        return new SampleObject(key, bytes + random.nextInt(bytes), type, Map.of(), true, random.nextLong());
    }

    static String uuid(SplittableRandom random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
