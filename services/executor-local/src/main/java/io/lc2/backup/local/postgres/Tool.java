package io.lc2.backup.local.postgres;

import java.nio.file.Path;

/**
 * An installed client program.
 *
 * @param name which
 * @param path where
 * @param major major version
 * @param version version as it says itself
 */
record Tool(ToolName name, Path path, int major, String version) {}
