package io.lc2.backup.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * A server's distribution as Maven resolved it, unpacked once per user and version.
 *
 * <p>The module {@code embedded-runtime} lets Maven resolve the files and writes their paths to resources, so that none
 * of the servers' classes gets on a class path of ours.
 */
final class RuntimeArchive {

    /** The system property that moves the cache of unpacked servers, by default {@code ~/.cache/lc2}. */
    static final String CACHE_PROPERTY = "lc2.cache.dir";

    private static final Duration UNPACK_BOUND = Duration.ofMinutes(2);

    private final Path file;
    private final Path cache;

    RuntimeArchive(Path file, Path cache) {
        this.file = file;
        this.cache = cache;
    }

    /**
     * Finds a distribution.
     *
     * @param name {@code registry}, {@code s3} or {@code postgres}
     */
    static RuntimeArchive of(String name) {
        return in(locate(name));
    }

    /** A distribution in a file that somebody else found. */
    static RuntimeArchive in(Path file) {
        String home = System.getProperty("user.home", ".");
        Path cache = Path.of(System.getProperty(
                CACHE_PROPERTY, Path.of(home, ".cache", "lc2").toString()));
        return new RuntimeArchive(file, cache.toAbsolutePath());
    }

    Path file() {
        return file;
    }

    /** Returns the directory with the unpacked content; concurrent callers, in any process, get the same one. */
    Path unpacked() {
        String fileName = file.getFileName().toString();
        Path target = cache.resolve(fileName.replaceFirst("\\.(tar\\.gz|jar)$", ""));
        if (Files.isDirectory(target)) {
            return target;
        }
        try {
            Files.createDirectories(cache);
            Path partial = Files.createTempDirectory(cache, "unpacking-");
            try {
                Path content = Files.createDirectory(partial.resolve("content"));
                untar(fileName.endsWith(".jar") ? tarInside(partial) : file, content, partial);
                publish(content, target);
            } finally {
                FileTree.delete(partial);
            }
            return target;
        } catch (IOException e) {
            throw new EmbeddedException(
                    "Cannot unpack " + file + " to " + cache + "; is there space, and is the archive whole? Set -D"
                            + CACHE_PROPERTY + " to use another directory",
                    e);
        }
    }

    private static Path locate(String name) {
        String resource = "runtime/" + name + ".path";
        try (InputStream in = RuntimeArchive.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new EmbeddedException("The class path has no " + resource
                        + "; build the module embedded-runtime (mvn -pl services/embedded/runtime compile)");
            }
            Path file = Path.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
            if (!Files.isReadable(file)) {
                throw new EmbeddedException(file + " is gone from Maven's local repository; build the module"
                        + " embedded-runtime again (mvn -pl services/embedded/runtime compile)");
            }
            return file;
        } catch (IOException e) {
            throw new EmbeddedException("Cannot read the resource " + resource, e);
        }
    }

    private static void untar(Path tar, Path content, Path partial) {
        ChildProcess.run(
                List.of("tar", "-xf", tar.toString(), "-C", content.toString()),
                partial,
                partial.resolve("tar.log"),
                UNPACK_BOUND);
    }

    /** The PostgreSQL binaries are a {@code .txz} in a jar; decompressed here, because tar needs a program for xz. */
    private Path tarInside(Path directory) throws IOException {
        Path tar = directory.resolve("content.tar");
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().toLowerCase(Locale.ROOT).endsWith(".txz")) {
                    try (OutputStream out = Files.newOutputStream(tar)) {
                        new XZInputStream(zip).transferTo(out);
                    }
                    return tar;
                }
            }
        }
        throw new IOException("no .txz in " + file);
    }

    private static void publish(Path content, Path target) throws IOException {
        try {
            Files.move(content, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Another process was faster: systems name that differently ("exists", "not empty"), the result is the
            // same.
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }
}
