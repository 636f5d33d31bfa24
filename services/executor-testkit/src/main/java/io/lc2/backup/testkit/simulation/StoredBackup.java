package io.lc2.backup.testkit.simulation;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.testkit.simulation.SimulatedProvider.Blob;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Names and texts of a backup in the simulated repository, and what they must add up to. */
final class StoredBackup {

    static final String MANIFEST = "manifest.json";
    static final String CHECKSUM = "manifest.json.sha256";
    static final String LISTING = "objects.avro";
    /** Folder of shared objects, within that of an environment. */
    static final String POOL = "objects/";

    private static final String FOLDERS = "/backups/";
    /** Stands in a listing between the version of a shared object and the backup that copied it. */
    private static final char COPIED_BY = '=';

    private StoredBackup() {}

    static String folder(ProjectId project, String environment, OperationId backup) {
        return project + "/" + environment + FOLDERS + backup + "/";
    }

    /** The folder a key lies in. */
    static String folderOf(String key) {
        int name = key.indexOf(FOLDERS) + FOLDERS.length();
        return key.substring(0, key.indexOf('/', name) + 1);
    }

    static OperationId backupOf(String folder) {
        int name = folder.indexOf(FOLDERS) + FOLDERS.length();
        return new OperationId(folder.substring(name, folder.length() - 1));
    }

    static ProjectId projectOf(String folder) {
        return new ProjectId(folder.substring(0, folder.indexOf('/')));
    }

    /** Whether a key is that of something backups share, and not in the folder of any. */
    static boolean isShared(String key) {
        return !key.contains(FOLDERS);
    }

    /** {@code <project>/<environment>/} of a folder, or of something that backups share. */
    static String environmentOf(String key) {
        return key.substring(0, key.indexOf('/', key.indexOf('/') + 1) + 1);
    }

    /** What a manifest says: path and content of the dump, and the listing of the library. */
    static String manifest(String dumpPath, String dump, String listing) {
        return dumpPath + "|" + dump + "|" + listing;
    }

    static List<String> parts(String manifest) {
        return List.of(manifest.split("\\|", 3));
    }

    /** The library in a manifest. */
    static String listing(String manifest) {
        return parts(manifest).get(2);
    }

    static List<String> entries(String listing) {
        return List.of(listing.split(",", -1));
    }

    static boolean isPooled(String listing) {
        return listing.indexOf(COPIED_BY) >= 0;
    }

    static String pooledEntry(String version, OperationId copiedBy) {
        return version + COPIED_BY + copiedBy;
    }

    /** Which version of which object an entry is about. */
    static String version(String entry) {
        int end = entry.indexOf(COPIED_BY);
        return end < 0 ? entry : entry.substring(0, end);
    }

    /** The key of what an entry is about. */
    static String place(String folder, String entry) {
        int end = entry.indexOf(COPIED_BY);
        return end < 0
                ? folder + "objects/" + entry
                : environmentOf(folder) + POOL + entry.substring(end + 1) + "/" + version(entry);
    }

    /** The folder of the backup that has copied a shared object; empty when the key is not that of one. */
    static String copierOf(String key) {
        String environment = environmentOf(key);
        return key.startsWith(environment + POOL) ? environment + "backups/" + key.split("/", -1)[3] + "/" : "";
    }

    /** Shared objects that a listing names. */
    static List<String> needed(String folder, String listing) {
        return isPooled(listing)
                ? entries(listing).stream().map(entry -> place(folder, entry)).toList()
                : List.of();
    }

    /** What is wrong with a backup; null when it can be restored. */
    static @Nullable String problem(SimulatedProvider provider, String folder) {
        Blob manifest = provider.find(folder + MANIFEST);
        if (manifest == null || manifest.damaged()) {
            return "no manifest";
        }
        List<String> parts = parts(manifest.content());
        if (!holds(provider, folder + parts.get(0), parts.get(1))) {
            return "no dump " + parts.get(0);
        }
        if (!holds(provider, folder + LISTING, parts.get(2))) {
            return "no listing of objects";
        }
        for (String entry : entries(parts.get(2))) {
            if (!holds(provider, place(folder, entry), version(entry))) {
                return "no object " + entry;
            }
        }
        return null;
    }

    /** What a restore of this backup has to hold. */
    static Map<String, String> restored(String manifest) {
        List<String> parts = parts(manifest);
        Map<String, String> contents = new TreeMap<>();
        contents.put("dump", parts.get(1));
        entries(parts.get(2)).forEach(entry -> contents.put(version(entry), version(entry)));
        return contents;
    }

    private static boolean holds(SimulatedProvider provider, String key, String content) {
        Blob blob = provider.find(key);
        return blob != null && !blob.damaged() && blob.content().equals(content);
    }
}
