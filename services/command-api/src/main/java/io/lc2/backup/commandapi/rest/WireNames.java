package io.lc2.backup.commandapi.rest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Names of enumerations in JSON: lower-case kebab, for example {@code azure-blob}. */
final class WireNames {

    private WireNames() {}

    static List<String> of(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(WireNames::of).toList();
    }

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> Optional<E> find(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> of(value).equals(name))
                .findFirst();
    }

    /** The value of a name that has been checked with {@link OneOf}. */
    static <E extends Enum<E>> E get(Class<E> type, String name) {
        return find(type, name)
                .orElseThrow(() -> new IllegalArgumentException("not a " + type.getSimpleName() + " by name"));
    }
}
