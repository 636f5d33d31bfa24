package io.lc2.backup.catalog.rest;

/** The log cannot be rebuilt from storage; the message says why. */
final class RecoveryRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RecoveryRefusedException(String message) {
        super(message);
    }
}
