package io.lc2.backup.standalone.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;

/**
 * Tells the catalog where the executor keeps backups: the archive of the log belongs beside them, wherever the user has put
 * them.
 */
final class RepositorySettings {

    private static final String EXECUTOR = "lc2.executor.";
    private static final String ARCHIVE = "--lc2.catalog.archive.";

    private RepositorySettings() {}

    /**
     * The repository of the executor as arguments of the catalog.
     *
     * @param files settings of the executor, later ones win; a missing one is left out
     */
    static List<String> arguments(List<Path> files) {
        Map<String, String> settings = new LinkedHashMap<>();
        files.stream().filter(Files::exists).forEach(file -> settings.putAll(read(file)));
        String store = EXECUTOR + "stores." + settings.getOrDefault(EXECUTOR + "repository.store", "s3") + ".";
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("enabled", "true");
        arguments.put(
                "bucket", settings.getOrDefault(EXECUTOR + "repository.bucket", EmbeddedSettings.REPOSITORY_BUCKET));
        settings.forEach((key, value) -> {
            if (key.startsWith(store)) {
                arguments.put("store." + key.substring(store.length()), value);
            }
        });
        return arguments.entrySet().stream()
                .map(argument -> ARCHIVE + argument.getKey() + "=" + argument.getValue())
                .toList();
    }

    private static Map<String, String> read(Path file) {
        try {
            Map<String, String> values = new LinkedHashMap<>();
            for (PropertySource<?> source :
                    new YamlPropertySourceLoader().load(file.toString(), new FileSystemResource(file))) {
                if (source instanceof EnumerablePropertySource<?> named) {
                    for (String name : named.getPropertyNames()) {
                        values.put(name, String.valueOf(named.getProperty(name)));
                    }
                }
            }
            return values;
        } catch (IOException e) {
            throw new StandaloneException("Cannot read " + file, e);
        }
    }
}
