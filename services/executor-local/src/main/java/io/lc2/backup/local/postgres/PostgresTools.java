package io.lc2.backup.local.postgres;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds PostgreSQL's client programs. A program must be of the server's major version or newer; of several the nearest is
 * taken, since a newer one may write or say what an older server does not know.
 */
public final class PostgresTools {

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)\\S*");
    /** Where distributions put several versions side by side; before PATH, where Debian has a script that picks one. */
    private static final List<Path> ROOTS = List.of(Path.of("/usr/lib/postgresql"), Path.of("/usr"));

    private final List<Path> folders;

    private PostgresTools(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /**
     * Looks in one folder only, or where such programs usually are.
     *
     * @param folder what the operator configured; null to search
     * @param environment the variables of this process, for {@code PATH}
     */
    public static PostgresTools in(@Nullable Path folder, Map<String, String> environment) {
        if (folder != null) {
            return new PostgresTools(List.of(folder));
        }
        List<Path> folders = new ArrayList<>();
        ROOTS.forEach(root -> folders.addAll(versioned(root)));
        Stream.of(environment.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .forEach(folders::add);
        return new PostgresTools(folders);
    }

    /**
     * The program to use.
     *
     * @param atLeast major version it must have or exceed
     * @throws PermanentProviderException with {@code TOOL_MISSING} or {@code TOOL_TOO_OLD} and the command that helps
     */
    Tool find(ToolName name, int atLeast) {
        List<Tool> installed = folders.stream()
                .map(folder -> folder.resolve(name.program()))
                .filter(Files::isExecutable)
                .map(path -> describe(name, path))
                .flatMap(Optional::stream)
                .toList();
        return installed.stream()
                .filter(tool -> tool.major() >= atLeast)
                .min(Comparator.comparingInt(Tool::major))
                .orElseThrow(() -> unusable(name, atLeast, installed));
    }

    private PermanentProviderException unusable(ToolName name, int atLeast, List<Tool> installed) {
        String install = "Install them: apt-get install postgresql-client-" + atLeast
                + " (Debian, Ubuntu), dnf install postgresql" + atLeast
                + " (Fedora, RHEL); or set the tools folder in the executor's settings.";
        if (installed.isEmpty()) {
            return new PermanentProviderException(
                    FailureCode.TOOL_MISSING, name.program() + " is not in " + shown(), install, null);
        }
        String newest = installed.stream()
                .max(Comparator.comparingInt(Tool::major))
                .map(tool -> tool.path() + " is " + tool.version())
                .orElse("");
        return new PermanentProviderException(
                FailureCode.TOOL_TOO_OLD,
                name.program() + " must be of version " + atLeast + " or newer; " + newest,
                install,
                null);
    }

    private String shown() {
        return folders.isEmpty()
                ? "any known folder"
                : String.join(", ", folders.stream().map(Path::toString).toList());
    }

    private static Optional<Tool> describe(ToolName name, Path path) {
        try (Program program = Program.start(List.of(path.toString(), "--version"), Map.of(), Program.Streams.OUTPUT)) {
            String said = new String(program.output().readAllBytes(), StandardCharsets.UTF_8).strip();
            Matcher version = VERSION.matcher(said);
            return program.awaitEnd() == 0 && version.find()
                    ? Optional.of(new Tool(
                            name,
                            path,
                            Integer.parseInt(version.group(1)),
                            version.group().substring(13)))
                    : Optional.empty();
        } catch (IOException e) {
            // Not a program of this machine; the next folder may have one.
            return Optional.empty();
        }
    }

    private static List<Path> versioned(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(root)) {
            return children.filter(child -> child.getFileName().toString().matches("\\d+|pgsql-\\d+"))
                    .map(child -> child.resolve("bin"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + root, e);
        }
    }
}
