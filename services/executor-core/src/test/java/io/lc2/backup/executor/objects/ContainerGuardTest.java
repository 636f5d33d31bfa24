package io.lc2.backup.executor.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ContainerGuardTest {

    private static final byte[] TWO_GIGABYTES = {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f};

    @Test
    void passesAManifestOnAsItIs() throws IOException {
        byte[] golden = golden();

        assertThat(new ContainerGuard(new ByteArrayInputStream(golden)).readAllBytes())
                .isEqualTo(golden);
        InputStream oneByOne = new ContainerGuard(new ByteArrayInputStream(golden));
        for (byte b : golden) {
            assertThat(oneByOne.read()).isEqualTo(b & 0xff);
        }
        assertThat(oneByOne.read()).isEqualTo(-1);
    }

    @Test
    void believesNoBlockOfTwoGigabytes() throws IOException {
        byte[] header = header();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(header);
        file.write(2);
        file.writeBytes(TWO_GIGABYTES);
        file.writeBytes(new byte[64]);

        assertDamaged(file.toByteArray());
    }

    @Test
    void believesNoNameOfTwoGigabytes() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {'O', 'b', 'j', 1, 2});
        file.writeBytes(TWO_GIGABYTES);
        file.writeBytes(new byte[64]);

        assertDamaged(file.toByteArray());
    }

    private static void assertDamaged(byte[] file) {
        assertThatThrownBy(() -> new ObjectManifestReader(new FilterInputStream(new ByteArrayInputStream(file)) {}, "")
                        .forEachRemaining(object -> {}))
                .isInstanceOfSatisfying(PermanentProviderException.class, e -> {
                    assertThat(e.code()).isEqualTo(FailureCode.MANIFEST_INVALID);
                    assertThat(e).hasMessageContaining("a length of 2147483647 bytes");
                });
    }

    /** Everything before the first block of a manifest without objects: one block, which is its end. */
    private static byte[] header() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ObjectManifestWriter(out, "header").close();
        byte[] file = out.toByteArray();
        byte[] separator = Arrays.copyOfRange(file, file.length - 16, file.length);
        for (int at = 0; at < file.length - 16; at++) {
            if (Arrays.equals(file, at, at + 16, separator, 0, 16)) {
                return Arrays.copyOf(file, at + 16);
            }
        }
        throw new AssertionError("no separator");
    }

    private static byte[] golden() throws IOException {
        try (InputStream in = ContainerGuardTest.class.getResourceAsStream("objects-v1.avro")) {
            return in.readAllBytes();
        }
    }
}
