package io.lc2.backup.catalog.archive;

import org.jspecify.annotations.Nullable;

/** A file of the archive is not what was written; the message says what is wrong with it. */
public final class DamagedArchiveException extends Exception {

    private static final long serialVersionUID = 1L;

    DamagedArchiveException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
