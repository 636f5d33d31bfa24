package io.lc2.backup.domain.references;

import io.lc2.backup.domain.references.KeyPart.Extension;
import io.lc2.backup.domain.references.KeyPart.FirstOf;
import io.lc2.backup.domain.references.KeyPart.Folders;
import io.lc2.backup.domain.references.KeyPart.Stem;
import io.lc2.backup.domain.references.KeyPart.Suffix;
import io.lc2.backup.domain.references.KeyPart.Text;
import io.lc2.backup.domain.references.KeyPart.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How a store of the application names the object of a version.
 *
 * @param name stable name in kebab case, for example {@code s3-store}
 * @param parts what a key is made of, in order
 * @param shape regular expression that matches every key of a version and hardly anything else
 */
public record KeyLayout(String name, List<KeyPart> parts, String shape) {

    private static final int FOLDER = 2;

    public KeyLayout {
        parts = List.copyOf(parts);
    }

    /**
     * The key of a version.
     *
     * @param row what is in a column; empty where there is nothing
     */
    public String key(Function<FileColumn, String> row) {
        StringBuilder key = new StringBuilder();
        parts.forEach(part -> key.append(text(part, row)));
        return key.toString();
    }

    /** Whether a key is that of a version, judged by its looks. */
    public Predicate<String> looksLikeAVersion() {
        return Pattern.compile(shape).asMatchPredicate();
    }

    /** Columns without which there is no key. */
    public Set<FileColumn> columns() {
        Set<FileColumn> columns = new LinkedHashSet<>();
        parts.forEach(part -> columns.addAll(needed(part)));
        return columns;
    }

    private static List<FileColumn> needed(KeyPart part) {
        return switch (part) {
            case Text text -> List.of();
            case Value value -> List.of(value.column());
            case FirstOf first -> List.of(first.column(), first.otherwise());
            case Suffix suffix -> List.of();
            case Stem stem -> List.of(stem.column());
            case Extension extension -> List.of(extension.column());
            case Folders folders -> List.of(folders.column());
        };
    }

    private static String text(KeyPart part, Function<FileColumn, String> row) {
        return switch (part) {
            case Text text -> text.text();
            case Value value -> row.apply(value.column());
            case FirstOf first -> firstOf(row.apply(first.column()), row.apply(first.otherwise()));
            case Suffix suffix -> suffix(suffix.separator(), row.apply(suffix.column()));
            case Stem stem -> stem(row.apply(stem.column()));
            case Extension extension -> extension(row.apply(extension.column()), extension.otherwise());
            case Folders folders -> folders(stem(row.apply(folders.column())), folders.most());
        };
    }

    private static String firstOf(String value, String otherwise) {
        return value.isEmpty() || value.equals("0") ? otherwise : value;
    }

    private static String suffix(String separator, String value) {
        return value.isEmpty() ? "" : separator + value;
    }

    private static String stem(String name) {
        return hasExtension(name) ? name.substring(0, name.lastIndexOf('.')) : name;
    }

    private static String extension(String name, String otherwise) {
        return hasExtension(name) ? name.substring(name.lastIndexOf('.')).toLowerCase(Locale.ROOT) : otherwise;
    }

    private static boolean hasExtension(String name) {
        int stop = name.lastIndexOf('.');
        return stop >= 0 && stop < name.length() - 1;
    }

    private static String folders(String stem, int most) {
        StringBuilder folders = new StringBuilder();
        for (int i = 0; i < most && (i + 1) * FOLDER < stem.length(); i++) {
            folders.append(stem, i * FOLDER, (i + 1) * FOLDER).append('/');
        }
        return folders.toString();
    }
}
