package io.lc2.backup.executor.objects;

/**
 * A pattern over whole keys: {@code *} is any text, slashes included, {@code ?} any one character, everything else itself.
 * A pattern without wildcards that ends in a slash means a folder of that name at any depth.
 */
final class Glob {

    private final String pattern;
    private final boolean folder;

    Glob(String pattern) {
        this.pattern = pattern;
        this.folder = pattern.endsWith("/") && pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0;
    }

    boolean matches(String key) {
        return folder ? key.startsWith(pattern) || key.contains("/" + pattern) : matchesWhole(key);
    }

    /** Goes back to the last star only, which is enough for this language and never takes exponential time. */
    private boolean matchesWhole(String key) {
        int p = 0;
        int k = 0;
        int star = -1;
        int starKey = 0;
        while (k < key.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                starKey = k;
            } else if (p < pattern.length() && matchesOne(pattern.charAt(p), key.charAt(k))) {
                p++;
                k++;
            } else if (star >= 0) {
                p = star + 1;
                k = ++starKey;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean matchesOne(char wanted, char actual) {
        return wanted == '?' || wanted == actual;
    }
}
