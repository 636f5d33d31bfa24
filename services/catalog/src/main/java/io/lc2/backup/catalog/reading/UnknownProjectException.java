package io.lc2.backup.catalog.reading;

/** The log knows nothing of a project. */
public final class UnknownProjectException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownProjectException() {
        super("no command and no event of this project was ever seen");
    }
}
