package io.lc2.backup.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerDirectoryTest {

    @TempDir
    Path dataDir;

    @Test
    void remembersPortsAndSecretsForTheNextOwner() {
        int port;
        String secret;
        try (ServerDirectory directory = ServerDirectory.claim(dataDir.resolve("new/one"))) {
            port = directory.port("http");
            secret = directory.secret("password");
            assertThat(directory.port("http")).isEqualTo(port);
        }

        try (ServerDirectory directory = ServerDirectory.claim(dataDir.resolve("new/one"))) {
            assertThat(directory.port("http")).isEqualTo(port);
            assertThat(directory.secret("password")).isEqualTo(secret);
        }
    }

    @Test
    void takesAnotherPortWhenTheRememberedOneIsTaken() throws Exception {
        try (ServerDirectory directory = ServerDirectory.claim(dataDir)) {
            int port = directory.port("http");
            try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
                assertThat(directory.port("http")).isNotEqualTo(taken.getLocalPort());
            }
        }
    }

    @Test
    void refusesASecondOwnerAndAcceptsALaterOne() {
        ServerDirectory first = ServerDirectory.claim(dataDir);
        assertThatThrownBy(() -> ServerDirectory.claim(dataDir))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining(dataDir.toString());

        first.close();

        ServerDirectory.claim(dataDir).close();
    }

    @Test
    void keepsSecretsLongDifferentAndPrivate() throws Exception {
        try (ServerDirectory directory = ServerDirectory.claim(dataDir)) {
            assertThat(directory.secret("one")).hasSizeGreaterThanOrEqualTo(32).isNotEqualTo(directory.secret("two"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dataDir.resolve("one.secret"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void namesAPortFileItCannotRead() throws Exception {
        Files.writeString(dataDir.resolve("http.port"), "many");
        try (ServerDirectory directory = ServerDirectory.claim(dataDir)) {
            assertThatThrownBy(() -> directory.port("http"))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining("http.port");
        }
    }
}
