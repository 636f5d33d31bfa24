package io.lc2.backup.executor.spi;

import java.util.Comparator;

/**
 * The order of keys everywhere: that of their UTF-8 bytes, as object stores list them. {@link String#compareTo} differs for
 * characters beyond the basic plane.
 */
public final class KeyOrder {

    /** Ascending by UTF-8 bytes. */
    public static final Comparator<String> ASCENDING = KeyOrder::compare;

    private KeyOrder() {}

    /** Compares two keys by their UTF-8 bytes, without encoding them. */
    public static int compare(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Integer.compare(weight(a), weight(b));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Surrogates stand for code points above every other char, though their values lie below U+E000. */
    private static int weight(char c) {
        return Character.isSurrogate(c) ? c + Character.MAX_VALUE : c;
    }
}
