package io.lc2.backup.standalone.client;

import org.jspecify.annotations.Nullable;

/** A call was refused or got no answer; the message says which and why. */
public final class ApiException extends RuntimeException {

    ApiException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
