package io.lc2.backup.catalog.rest;

/** Nothing is told while the catalog is being rebuilt. */
final class RebuildingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RebuildingException() {
        super("the catalog is being rebuilt");
    }
}
