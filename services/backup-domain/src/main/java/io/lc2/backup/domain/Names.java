package io.lc2.backup.domain;

import java.util.regex.Pattern;

/** The alphabet of identifiers that become path segments, host labels or parts of names at a provider. */
public final class Names {

    /** A DNS label (RFC 1123): no slash, no dot, no upper case, so it can neither escape a path nor collide by case. */
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private Names() {}

    /**
     * Tells whether the text is a label: 1–63 lower-case letters, digits and inner hyphens.
     *
     * @param text any text
     */
    public static boolean isLabel(String text) {
        return LABEL.matcher(text).matches();
    }

    static void requireLabel(String field, String text) {
        if (!isLabel(text)) {
            throw new IllegalArgumentException(field + " must be 1-63 lower-case letters, digits or inner hyphens");
        }
    }
}
