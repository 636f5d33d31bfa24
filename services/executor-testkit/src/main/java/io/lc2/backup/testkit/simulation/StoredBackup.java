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
    private static final String FOLDERS = "/backups/";

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

    /** What a manifest says: path and content of the dump, and the listing of the library. */
    static String manifest(String dumpPath, String dump, String listing) {
        return dumpPath + "|" + dump + "|" + listing;
    }

    static List<String> parts(String manifest) {
        return List.of(manifest.split("\\|", 3));
    }

    static List<String> versions(String listing) {
        return List.of(listing.split(",", -1));
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
        for (String version : versions(parts.get(2))) {
            if (!holds(provider, folder + "objects/" + version, version)) {
                return "no object " + version;
            }
        }
        return null;
    }

    /** What a restore of this backup has to hold. */
    static Map<String, String> restored(String manifest) {
        List<String> parts = parts(manifest);
        Map<String, String> contents = new TreeMap<>();
        contents.put("dump", parts.get(1));
        versions(parts.get(2)).forEach(version -> contents.put(version, version));
        return contents;
    }

    private static boolean holds(SimulatedProvider provider, String key, String content) {
        Blob blob = provider.find(key);
        return blob != null && !blob.damaged() && blob.content().equals(content);
    }
}
