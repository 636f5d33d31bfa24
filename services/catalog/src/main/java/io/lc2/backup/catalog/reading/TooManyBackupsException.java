package io.lc2.backup.catalog.reading;

/** An environment has more backups than one answer takes into account. */
public final class TooManyBackupsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyBackupsException(int most) {
        super("The environment has more than " + most + " completed backups.");
    }
}
