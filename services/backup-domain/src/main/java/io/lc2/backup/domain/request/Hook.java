package io.lc2.backup.domain.request;

import java.time.Duration;
import java.util.List;

/**
 * A program that runs before or after a backup, from an allow-list and without a shell.
 *
 * @param name what people call it
 * @param command program and arguments
 * @param timeout after which it is ended
 * @param storeArtifact whether what it wrote is kept with the backup
 * @param artifactPath what to keep; empty when nothing is
 * @param failOnError true for {@code onError: fail}, false for {@code continue}
 */
public record Hook(
        String name,
        List<String> command,
        Duration timeout,
        boolean storeArtifact,
        String artifactPath,
        boolean failOnError) {

    public Hook {
        command = List.copyOf(command);
    }
}
