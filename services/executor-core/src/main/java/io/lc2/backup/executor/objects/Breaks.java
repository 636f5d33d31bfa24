package io.lc2.backup.executor.objects;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.io.IOException;

/** What to say of a stream that broke. */
final class Breaks {

    private Breaks() {}

    static TransientProviderException connection(String what, IOException cause) {
        return new TransientProviderException(
                FailureCode.CONNECTION_FAILED,
                "reading " + what + " broke off: " + cause.getMessage(),
                "It is tried again; check the network to the store when it stays like this.",
                cause);
    }
}
