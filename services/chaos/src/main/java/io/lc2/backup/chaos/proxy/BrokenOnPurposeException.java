package io.lc2.backup.chaos.proxy;

import java.io.IOException;

/** The connection shall break here. */
final class BrokenOnPurposeException extends IOException {

    private static final long serialVersionUID = 1L;

    BrokenOnPurposeException() {
        super("broken on purpose");
    }
}
