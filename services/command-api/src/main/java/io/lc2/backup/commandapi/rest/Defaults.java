package io.lc2.backup.commandapi.rest;

import org.jspecify.annotations.Nullable;

/** What a field means that was left out. */
final class Defaults {

    private Defaults() {}

    static <T> T of(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}
