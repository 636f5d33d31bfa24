package io.lc2.backup.domain;

/**
 * One thing a backup wrote beside its manifest.
 *
 * @param path key relative to the folder of the backup
 * @param component the part it belongs to
 * @param mediaType what it is, for example {@code application/vnd.postgresql.custom+zstd}
 * @param bytes size as stored
 * @param sha256 lower-case hexadecimal SHA-256 of the stored bytes
 * @param originalBytes size before compression; equal to {@code bytes} when nothing was compressed
 */
public record Artifact(
        String path, Component component, String mediaType, long bytes, String sha256, long originalBytes) {}
