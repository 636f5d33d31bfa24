package io.lc2.backup.domain.request;

import java.util.List;

/**
 * Configuration to export with the backup.
 *
 * @param exportCommand program and arguments that export it
 * @param storagePath where the export lands
 */
public record ConfigurationSource(List<String> exportCommand, String storagePath) {

    public ConfigurationSource {
        exportCommand = List.copyOf(exportCommand);
    }
}
