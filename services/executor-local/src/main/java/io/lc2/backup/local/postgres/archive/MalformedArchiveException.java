package io.lc2.backup.local.postgres.archive;

import java.io.IOException;

/** The bytes are not a complete archive in PostgreSQL's custom format; the text says what is wrong and where. */
public final class MalformedArchiveException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedArchiveException(String message) {
        super(message);
    }
}
