package io.lc2.backup.chaos.verdict;

import io.lc2.backup.chaos.verdict.Finding.Kind;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** In the folder of a backup is what its manifest names, and nothing of attempts that did not count. */
final class BackupContents {

    private final Manifests manifests;

    BackupContents(Manifests manifests) {
        this.manifests = manifests;
    }

    /**
     * Compares.
     *
     * @param folder of the backup, with a slash at its end
     * @param keys of everything in it
     */
    List<Finding> check(String folder, Set<String> keys) {
        Set<String> named;
        try {
            named = new HashSet<>(manifests.of(folder).own());
        } catch (PermanentProviderException e) {
            return List.of(new Finding(Kind.LOST, folder + " cannot be read: " + e.getMessage()));
        }
        List<Finding> findings = new ArrayList<>();
        for (String key : keys) {
            if (!named.remove(key)) {
                findings.add(new Finding(Kind.ORPHAN, key + ", which the manifest does not name"));
            }
        }
        named.forEach(key -> findings.add(new Finding(Kind.LOST, key + ", which the manifest names")));
        return findings;
    }
}
