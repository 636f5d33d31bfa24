package io.lc2.backup.catalog.rest;

/** There is nothing at an address. */
final class NotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotFoundException(String message) {
        super(message);
    }
}
