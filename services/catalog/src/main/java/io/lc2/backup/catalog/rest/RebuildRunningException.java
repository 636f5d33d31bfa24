package io.lc2.backup.catalog.rest;

/** A rebuild was asked for while one is running. */
final class RebuildRunningException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RebuildRunningException() {
        super("a rebuild is running");
    }
}
