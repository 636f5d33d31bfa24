package io.lc2.backup.standalone.platform;

import io.lc2.backup.embedded.EmbeddedNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Settings that make the embedded database server and object store known to the executor, as {@link #NAME}. A file rather
 * than arguments, which would win over what the user writes.
 */
public final class EmbeddedSettings {

    /** What requests call the embedded database server, and the embedded store. */
    public static final String NAME = "embedded";

    /** Where backups are kept unless the user says otherwise. */
    static final String REPOSITORY_BUCKET = "lc2-backups";

    private final EmbeddedNode node;
    private final Path directory;

    EmbeddedSettings(EmbeddedNode node, Path directory) {
        this.node = node;
        this.directory = directory;
    }

    /** Writes them, without a secret in them; returns the file. */
    Path write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, """
                    # Written at each start; yours is config/executor.yaml.
                    lc2:
                      executor:
                        repository:
                          store: %1$s
                          bucket: %2$s
                        databases:
                          %1$s:
                            host: %3$s
                            port: %4$d
                            user: %5$s
                            password-file: '%6$s'
                        stores:
                          %1$s:
                            type: s3
                            endpoint: %7$s
                            region: %8$s
                            access-key: '%9$s'
                            secret-key-file: '%10$s'
                    """.formatted(
                            NAME,
                            REPOSITORY_BUCKET,
                            node.database().host(),
                            node.database().port(),
                            node.database().user(),
                            quoted("node/database/password.secret"),
                            node.s3().endpoint(),
                            node.s3().region(),
                            node.s3().accessKey(),
                            quoted("node/s3/secret-key.secret")));
        } catch (IOException e) {
            throw new StandaloneException("Cannot write " + file, e);
        }
    }

    private String quoted(String secret) {
        return directory.resolve(secret).toString().replace("'", "''");
    }
}
