package io.lc2.backup.standalone.platform;

import java.nio.file.Path;
import java.util.List;

/**
 * How the platform is started.
 *
 * @param directory all data is below it
 * @param disposable whether nobody will miss the data after a crash of the machine, which makes PostgreSQL faster
 * @param commandApiPort first port to try; 0 takes any
 * @param catalogPort first port to try; 0 takes any
 * @param executorPort first port to try; 0 takes any
 * @param schedulerPort first port to try; 0 takes any
 * @param executorSettings files with settings of the executor, later ones win; a missing one is left out
 */
public record PlatformSettings(
        Path directory,
        boolean disposable,
        int commandApiPort,
        int catalogPort,
        int executorPort,
        int schedulerPort,
        List<Path> executorSettings) {

    public PlatformSettings {
        directory = directory.toAbsolutePath().normalize();
        executorSettings = List.copyOf(executorSettings);
    }

    /** For a moment: any ports, fast and forgettable. */
    public static PlatformSettings disposable(Path directory) {
        return new PlatformSettings(directory, true, 0, 0, 0, 0, List.of());
    }

    /** For own data: the documented ports, the next free ones where they are taken. */
    public static PlatformSettings lasting(Path directory, Path executorSettings) {
        return new PlatformSettings(directory, false, 8480, 8481, 8482, 8483, List.of(executorSettings));
    }
}
