package io.lc2.backup.executor.objects;

import io.lc2.backup.executor.spi.KeyOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which keys of a bucket belong to a library. Compiled once, asked for every key. */
public final class KeyFilter {

    /** Every key. */
    public static final KeyFilter ALL = of(List.of(), List.of(), List.of());

    private final List<String> includePaths;
    private final List<String> excludePaths;
    private final List<Glob> excludePatterns;

    private KeyFilter(List<String> includePaths, List<String> excludePaths, List<Glob> excludePatterns) {
        this.includePaths = includePaths;
        this.excludePaths = excludePaths;
        this.excludePatterns = excludePatterns;
    }

    /**
     * Compiles a filter. A path covers the key of that name and everything below it: {@code docs} covers {@code docs/a},
     * not {@code docs2/a}.
     *
     * @param includePaths only keys below these; empty means all
     * @param excludePaths keys below these are left out
     * @param excludePatterns keys matching one of these globs are left out; {@code *} also matches {@code /}
     */
    public static KeyFilter of(List<String> includePaths, List<String> excludePaths, List<String> excludePatterns) {
        return new KeyFilter(
                paths(includePaths),
                paths(excludePaths),
                excludePatterns.stream().map(Glob::new).toList());
    }

    /** Whether the key belongs to the library. */
    public boolean accepts(String key) {
        return (includePaths.isEmpty() || covers(includePaths, key))
                && !covers(excludePaths, key)
                && excludePatterns.stream().noneMatch(glob -> glob.matches(key));
    }

    /** Prefixes whose listings, one after the other, hold every accepted key once and in order. */
    List<String> prefixes() {
        if (includePaths.isEmpty()) {
            return List.of("");
        }
        List<String> prefixes = new ArrayList<>();
        includePaths.stream().sorted(KeyOrder.ASCENDING).forEach(path -> {
            if (prefixes.isEmpty() || !path.startsWith(prefixes.getLast())) {
                prefixes.add(path);
            }
        });
        return List.copyOf(prefixes);
    }

    private static boolean covers(List<String> paths, String key) {
        for (String path : paths) {
            if (key.startsWith(path)
                    && (path.endsWith("/") || key.length() == path.length() || key.charAt(path.length()) == '/')) {
                return true;
            }
        }
        return false;
    }

    private static List<String> paths(List<String> given) {
        return given.stream()
                .flatMap(path -> Stream.of(path.startsWith("/") ? path.substring(1) : path))
                .filter(path -> !path.isEmpty())
                .toList();
    }
}
