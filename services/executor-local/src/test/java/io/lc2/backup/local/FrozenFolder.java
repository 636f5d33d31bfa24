package io.lc2.backup.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lc2.backup.executor.spi.ConfiguredStores.Repository;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectHead;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A backup in the sources: {@code repository/} holds what lay in the bucket, {@code stored.json} the metadata of it that
 * files cannot carry through a version control, {@code expected.json} what a restore must bring back.
 */
record FrozenFolder(Path folder) {

    static final Path ALL = Path.of("src/test/resources/frozen");

    private static final String REPOSITORY = "repository";
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** What is kept with a stored object. */
    record Stored(String contentType, Map<String, String> metadata) {}

    static List<FrozenFolder> all() throws IOException {
        try (Stream<Path> folders = Files.walk(ALL, 2)) {
            return folders.filter(folder -> Files.exists(folder.resolve("expected.json")))
                    .sorted()
                    .map(FrozenFolder::new)
                    .toList();
        }
    }

    /** The one file of this name below {@code <project>/<environment>/backups/<backupId>/}. */
    Path find(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(REPOSITORY))) {
            return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
        }
    }

    FrozenContent expected() throws IOException {
        return JSON.readValue(folder.resolve("expected.json").toFile(), FrozenContent.class);
    }

    /** Puts it back into a bucket, where nothing is of it yet. */
    void load(Repository repository) throws IOException {
        Map<String, Stored> stored = JSON.readValue(
                folder.resolve("stored.json").toFile(),
                JSON.getTypeFactory().constructMapType(TreeMap.class, String.class, Stored.class));
        for (Map.Entry<String, Stored> one : stored.entrySet()) {
            byte[] bytes = Files.readAllBytes(folder.resolve(REPOSITORY).resolve(one.getKey()));
            ObjectMetadata metadata = new ObjectMetadata(
                    one.getValue().contentType(), one.getValue().metadata());
            try (ObjectWriter writer =
                    repository.store().create(repository.bucket(), one.getKey(), metadata, bytes.length)) {
                writer.stream().write(bytes);
                if (!writer.commit()) {
                    throw new IllegalStateException(one.getKey() + " is there already");
                }
            }
        }
    }

    /** Keeps what lies in a bucket. */
    void save(Repository repository, FrozenContent expected) throws IOException {
        Map<String, Stored> stored = new TreeMap<>();
        for (ObjectEntry entry :
                repository.store().list(repository.bucket(), "acme/", "", 1000).entries()) {
            ObjectHead head =
                    repository.store().head(repository.bucket(), entry.key()).orElseThrow();
            stored.put(
                    entry.key(),
                    new Stored(
                            head.metadata().contentType(),
                            new TreeMap<>(head.metadata().userMetadata())));
            Path file = folder.resolve(REPOSITORY).resolve(entry.key());
            Files.createDirectories(file.getParent());
            try (InputStream in = repository.store().read(repository.bucket(), entry.key(), 0, -1)) {
                Files.copy(in, file);
            }
        }
        write("stored.json", stored);
        // Last: by it a folder counts.
        write("expected.json", expected);
    }

    private void write(String name, Object value) throws IOException {
        Files.writeString(folder.resolve(name), JSON.writeValueAsString(value) + "\n");
    }

    @Override
    public String toString() {
        return ALL.relativize(folder).toString();
    }
}
