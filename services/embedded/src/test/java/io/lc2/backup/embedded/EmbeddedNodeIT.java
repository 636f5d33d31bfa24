package io.lc2.backup.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.embedded.EmbeddedNode.Part;
import java.io.BufferedReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
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
    void theServersOfAKilledJvmDieWithItAndTheNextNodeFindsTheirData() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NodeInAnotherJvm.class.getName(),
                        dataDir.toString())
                .redirectErrorStream(true)
                .start();
        List<ProcessHandle> children;
        try (BufferedReader output = jvm.inputReader()) {
            assertThat(output.lines().anyMatch(line -> line.contains("embedded node is up")))
                    .isTrue();
            children = jvm.descendants().toList();
        } finally {
            jvm.destroyForcibly();
        }

        assertThat(children).hasSizeGreaterThanOrEqualTo(3);
        for (ProcessHandle child : children) {
            child.onExit().get(10, TimeUnit.SECONDS);
        }
        EmbeddedNode.start(dataDir, EnumSet.allOf(Part.class)).close();
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
