package io.lc2.backup.executor.artifacts;

import io.lc2.backup.domain.Component;

/**
 * What an artifact is, before it is written.
 *
 * @param path key relative to the folder of the backup
 * @param component the part it belongs to
 * @param mediaType what it is; one that ends with {@code +zstd} is compressed as it is written
 */
public record ArtifactDescription(String path, Component component, String mediaType) {

    static final String ZSTD = "+zstd";

    boolean isCompressed() {
        return mediaType.endsWith(ZSTD);
    }
}
