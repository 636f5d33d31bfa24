package io.lc2.backup.standalone;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files beside the sources are. */
final class Repository {

    private Repository() {}

    /** The directory with the launcher. */
    static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null && !Files.isRegularFile(directory.resolve("lc2"))) {
            directory = directory.getParent();
        }
        if (directory == null) {
            throw new IllegalStateException("The tests run outside of the repository");
        }
        return directory;
    }
}
