package io.lc2.backup.local.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.ProviderException;
import io.lc2.backup.executor.spi.StepStoppedException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileErrorsTest {

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(new IOException("No space left on device"), FailureCode.STORAGE_FULL),
                Arguments.of(new FileSystemException("f", null, "Disk quota exceeded"), FailureCode.STORAGE_FULL),
                Arguments.of(new IOException("File too large"), FailureCode.STORAGE_FULL),
                Arguments.of(new AccessDeniedException("f"), FailureCode.PERMISSION_DENIED),
                Arguments.of(
                        new FileSystemException("f", null, "Operation not permitted"), FailureCode.PERMISSION_DENIED),
                Arguments.of(
                        new FileSystemException("f", null, "Read-only file system"), FailureCode.PERMISSION_DENIED),
                Arguments.of(new NoSuchFileException("f"), FailureCode.OBJECT_NOT_FOUND),
                Arguments.of(new FileSystemException("f", null, "File name too long"), FailureCode.NOT_SUPPORTED),
                Arguments.of(new FileSystemException("f", null, "Operation not supported"), FailureCode.NOT_SUPPORTED),
                Arguments.of(new IOException("Input/output error"), FailureCode.PROVIDER_ERROR),
                Arguments.of(new IOException((String) null), FailureCode.PROVIDER_ERROR));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void mapsErrors(IOException error, FailureCode expected) {
        assertThat(FileErrors.of("writing b/k", error)).isInstanceOfSatisfying(ProviderException.class, e -> {
            assertThat(e.code()).isEqualTo(expected);
            assertThat(e).hasMessageContaining("writing b/k");
            assertThat(e.nextStep()).isNotBlank();
        });
    }

    @Test
    void leavesWhenItWasInterrupted() {
        assertThat(FileErrors.of("writing", new ClosedByInterruptException())).isInstanceOf(StepStoppedException.class);
    }
}
