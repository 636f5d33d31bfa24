package io.lc2.backup.local.postgres;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Table names with {@code *}, as {@code table} or {@code schema.table}. Case does not matter: applications call their tables
 * {@code DLFileEntry}, PostgreSQL keeps {@code dlfileentry}.
 */
final class TablePatterns {

    private final List<Pattern> byName;
    private final List<Pattern> byFullName;

    TablePatterns(List<String> patterns) {
        byName = compiled(
                patterns.stream().filter(pattern -> !pattern.contains(".")).toList());
        byFullName = compiled(
                patterns.stream().filter(pattern -> pattern.contains(".")).toList());
    }

    boolean matches(TableName table) {
        return byName.stream().anyMatch(pattern -> pattern.matcher(table.name()).matches())
                || byFullName.stream()
                        .anyMatch(pattern -> pattern.matcher(table.toString()).matches());
    }

    private static List<Pattern> compiled(List<String> patterns) {
        return patterns.stream().map(TablePatterns::compile).toList();
    }

    private static Pattern compile(String pattern) {
        String expression =
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }
}
