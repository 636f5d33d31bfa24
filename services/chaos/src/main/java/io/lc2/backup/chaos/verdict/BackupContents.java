package io.lc2.backup.chaos.verdict;

import io.lc2.backup.chaos.platform.Servers;
import io.lc2.backup.chaos.verdict.Finding.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** In the folder of a backup is what its manifest names, and nothing of attempts that did not count. */
final class BackupContents {

    private static final String MANIFEST = "manifest.json";
    private static final String OBJECTS = "objects/";

    private final S3Client s3;
    private final JsonMapper json = new JsonMapper();

    BackupContents(S3Client s3) {
        this.s3 = s3;
    }

    /**
     * Compares.
     *
     * @param folder of the backup, with a slash at its end
     * @param paths of all objects in it, relative to it
     */
    List<Finding> check(String folder, Set<String> paths) {
        JsonNode manifest = json.readTree(s3.getObjectAsBytes(
                        request -> request.bucket(Servers.REPOSITORY).key(folder + MANIFEST))
                .asByteArray());
        Set<String> named = new HashSet<>(Set.of(MANIFEST, MANIFEST + ".sha256"));
        manifest.path("database")
                .path("dump")
                .path("artifacts")
                .forEach(artifact -> named.add(artifact.path("path").asString()));
        named.add(manifest.path("objects").path("manifestPath").asString());
        List<Finding> findings = new ArrayList<>();
        long objects = 0;
        for (String path : paths) {
            if (path.startsWith(OBJECTS)) {
                objects++;
            } else if (!named.remove(path)) {
                findings.add(new Finding(Kind.ORPHAN, folder + path + ", which the manifest does not name"));
            }
        }
        named.forEach(path -> findings.add(new Finding(Kind.LOST, folder + path + ", which the manifest names")));
        long count = manifest.path("objects").path("count").asLong();
        if (objects != count) {
            findings.add(new Finding(
                    objects > count ? Kind.ORPHAN : Kind.LOST,
                    "%s has %d objects, the manifest %d".formatted(folder, objects, count)));
        }
        return findings;
    }
}
