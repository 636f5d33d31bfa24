package io.lc2.backup.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.ProviderException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts reasons outside the contract suite. */
final class Failures {

    private Failures() {}

    static void fails(FailureCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }
}
