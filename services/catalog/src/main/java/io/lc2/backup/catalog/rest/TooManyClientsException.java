package io.lc2.backup.catalog.rest;

/** As many clients follow progress as may. */
final class TooManyClientsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyClientsException() {
        super("as many clients follow progress as may");
    }
}
