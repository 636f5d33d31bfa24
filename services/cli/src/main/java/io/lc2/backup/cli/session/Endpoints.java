package io.lc2.backup.cli.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lc2.backup.cli.process.CliException;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.process.Surroundings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the services are.
 *
 * @param api base address of the command API
 * @param catalog base address of the catalog
 */
public record Endpoints(URI api, URI catalog) {

    private static final String RUN_FILE = ".lc2/run.json";
    private static final String DEFAULT_API = "http://127.0.0.1:8480";
    private static final String DEFAULT_CATALOG = "http://127.0.0.1:8481";

    /**
     * What the person says, else the environment, else the {@code .lc2/run.json} that {@code lc2 up} writes in this
     * directory or one above it, else the default ports of this machine.
     *
     * @param api as said on the command line; null when not
     * @param catalog as said on the command line; null when not
     * @throws CliException when an address is none
     */
    static Endpoints find(@Nullable String api, @Nullable String catalog, Surroundings surroundings) {
        Map<String, String> environment = surroundings.environment();
        @Nullable JsonNode run = null;
        String apiText = first(api, environment.get("LC2_API_URL"));
        String catalogText = first(catalog, environment.get("LC2_CATALOG_URL"));
        if (apiText == null || catalogText == null) {
            run = runFile(surroundings.directory());
        }
        return new Endpoints(
                address("--api", orElse(apiText, run, "apiUrl", DEFAULT_API)),
                address("--catalog", orElse(catalogText, run, "catalogUrl", DEFAULT_CATALOG)));
    }

    private static @Nullable String first(@Nullable String said, @Nullable String otherwise) {
        return said != null ? said : otherwise == null || otherwise.isBlank() ? null : otherwise;
    }

    private static String orElse(@Nullable String said, @Nullable JsonNode run, String field, String otherwise) {
        if (said != null) {
            return said;
        }
        return run == null ? otherwise : run.path(field).asText(otherwise);
    }

    private static @Nullable JsonNode runFile(Path directory) {
        for (Path at = directory.toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolve(RUN_FILE);
            if (Files.isRegularFile(file)) {
                try {
                    return new ObjectMapper().readTree(Files.readString(file));
                } catch (IOException e) {
                    throw new CliException(
                            ExitCode.USAGE,
                            "Cannot read " + file + ": " + e.getMessage(),
                            "Delete it and run lc2 up again, or give --api and --catalog.");
                }
            }
        }
        return null;
    }

    private static URI address(String option, String text) {
        String trimmed = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        if (!trimmed.matches("https?://[^\\s/?#]+(/[^\\s?#]*)?")) {
            throw new CliException(
                    ExitCode.USAGE,
                    option + " is not an http or https address",
                    "Give one such as " + option + " http://127.0.0.1:8480");
        }
        return URI.create(trimmed);
    }
}
