package io.lc2.backup.commandapi.rest;

import java.io.IOException;

/** More was sent than a request may have. */
final class BodyTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    BodyTooLargeException(long most) {
        super("a body may have " + most + " bytes");
    }
}
