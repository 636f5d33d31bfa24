package io.lc2.backup.standalone.background;

import io.lc2.backup.standalone.platform.Addresses;
import io.lc2.backup.standalone.platform.StandaloneException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The directory in which everything of {@code ./lc2 up} is.
 *
 * <pre>
 *   lc2.pid             the process; gone when it was stopped
 *   run.json, run.env   where everything is; there while all is ready
 *   lc2.lock            held by the running process
 *   config/             settings of the user
 *   logs/               what the services and the servers say
 *   node/               data of Kafka, registry, PostgreSQL, S3
 *   state/              stores of the services, built again if they are missing
 * </pre>
 */
public final class DataDirectory {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String TEMPLATE = "executor.yaml";

    private final Path root;

    public DataDirectory(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** The directory itself. */
    public Path root() {
        return root;
    }

    Path logs() {
        return root.resolve("logs");
    }

    /** Settings of the executor which the user may change. */
    public Path executorSettings() {
        return root.resolve("config").resolve(TEMPLATE);
    }

    /** Makes the directories and, the first time, a file of settings that explains itself. */
    void prepare() {
        try (InputStream template = DataDirectory.class.getResourceAsStream(TEMPLATE)) {
            Files.createDirectories(logs());
            Files.createDirectories(executorSettings().getParent());
            if (template != null && !Files.exists(executorSettings())) {
                Files.copy(template, executorSettings());
            }
        } catch (IOException e) {
            throw new StandaloneException(
                    "Cannot write to " + root + " (" + e + "); set LC2_DATA_DIR to a directory" + " that is yours", e);
        }
    }

    /**
     * Takes the lock of the one process that may run on this directory.
     *
     * @return empty if another process has it; else what gives it back
     */
    Optional<AutoCloseable> lock() {
        FileChannel channel = null;
        boolean locked = false;
        try {
            Files.createDirectories(root);
            channel = FileChannel.open(root.resolve("lc2.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            locked = channel.tryLock() != null;
            return locked ? Optional.of(channel) : Optional.empty();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StandaloneException("Cannot lock " + root + ": " + e.getMessage(), e);
        } finally {
            if (!locked) {
                close(channel);
            }
        }
    }

    /** Tells whether a process has the lock. */
    boolean isLocked() {
        Optional<AutoCloseable> lock = lock();
        lock.ifPresent(held -> close((FileChannel) held));
        return lock.isEmpty();
    }

    /** The process that runs or ran here; empty if {@code down} ended the last one, or there was none. */
    Optional<ProcessMark> process() {
        return read("lc2.pid").flatMap(ProcessMark::parse);
    }

    /** Where everything is; empty while nothing is ready. */
    public Optional<Addresses> addresses() {
        try {
            return read("run.json").map(text -> JSON.readValue(text, Addresses.class));
        } catch (JacksonException e) {
            throw new StandaloneException(
                    "Cannot read run.json in " + root + " (" + e.getMessage() + "); delete it if nothing runs", e);
        }
    }

    /** Says which process runs. */
    void write(ProcessMark process) {
        replace("lc2.pid", process + System.lineSeparator());
    }

    /** Says that all is ready, and where: for programs in {@code run.json}, for shells in {@code run.env}. */
    void write(Addresses addresses) {
        replace(
                "run.env",
                "LC2_API_URL=%s%nLC2_CATALOG_URL=%s%n".formatted(addresses.apiUrl(), addresses.catalogUrl()));
        replace("run.json", JSON.writeValueAsString(addresses) + System.lineSeparator());
    }

    /** Says that nothing runs. */
    void forget() {
        try {
            Files.deleteIfExists(root.resolve("run.env"));
            Files.deleteIfExists(root.resolve("run.json"));
            Files.deleteIfExists(root.resolve("lc2.pid"));
        } catch (IOException e) {
            throw new StandaloneException("Cannot remove run.json in " + root, e);
        }
    }

    /** The last lines of what the process printed. */
    String endOfConsole(int lines) {
        try (Stream<String> all = Files.lines(console())) {
            List<String> text = all.toList();
            return text.stream().skip(Math.max(0, text.size() - lines)).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return "(nothing in " + console() + ")";
        }
    }

    Path console() {
        return logs().resolve("console.log");
    }

    private Optional<String> read(String name) {
        Path file = root.resolve(name);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new StandaloneException("Cannot read " + file, e);
        }
    }

    private void replace(String name, String content) {
        try {
            Path partial = Files.writeString(root.resolve(name + ".partial"), content);
            Files.move(partial, root.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StandaloneException("Cannot write " + name + " in " + root, e);
        }
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new StandaloneException("Cannot release the lock file", e);
        }
    }
}
