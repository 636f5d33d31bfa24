package io.lc2.backup.domain.catalog;

import java.util.Locale;

/** How names of enumerations are written in APIs. */
public final class Words {

    private Words() {}

    /** In lower-case kebab, for example {@code dump-database}. */
    public static String kebab(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** In camel case, for example {@code SoftDeleted}. */
    public static String camel(Enum<?> value) {
        StringBuilder text = new StringBuilder();
        for (String word : value.name().split("_", -1)) {
            text.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }
}
