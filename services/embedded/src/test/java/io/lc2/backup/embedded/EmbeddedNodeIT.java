package io.lc2.backup.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.embedded.EmbeddedNode.Part;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedNodeIT {

    @TempDir
    Path dataDir;

    @Test
    void startsAllPartsTwiceOnOneDirectoryAndLeavesNoProcess() {
        String bootstrap;
        URI registry;
        try (EmbeddedNode node = EmbeddedNode.start(dataDir, EnumSet.allOf(Part.class), EmbeddedDatabase.DISPOSABLE)) {
            bootstrap = node.broker().bootstrapServers();
            registry = node.registry().url();
            assertThat(node.s3().endpoint()).isNotNull();
            node.database().createDatabase("catalog");
        }
        assertThat(Processes.childrenWith(dataDir.toString())).isEmpty();

        EmbeddedNode again = EmbeddedNode.start(dataDir, EnumSet.allOf(Part.class));
        assertThat(again.broker().bootstrapServers()).isEqualTo(bootstrap);
        assertThat(again.registry().url()).isEqualTo(registry);
        again.close();
        again.close();
        assertThat(Processes.childrenWith(dataDir.toString())).isEmpty();
    }

    @Test
    void closesTheOthersWhenOnePartDoesNotStart() throws Exception {
        Files.writeString(dataDir.resolve("database"), "a file where the directory must be");

        assertThatThrownBy(() -> EmbeddedNode.start(dataDir, Set.of(Part.S3, Part.DATABASE)))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("database");
        assertThat(Processes.childrenWith(dataDir.toString())).isEmpty();

        Files.delete(dataDir.resolve("database"));
        EmbeddedNode.start(dataDir, Set.of(Part.S3, Part.DATABASE)).close();
    }

    @Test
    void namesThePartItWasStartedWithout() {
        try (EmbeddedNode node = EmbeddedNode.start(dataDir, Set.of(), Map.of())) {
            assertThatThrownBy(node::s3)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("S3");
        }
    }
}
