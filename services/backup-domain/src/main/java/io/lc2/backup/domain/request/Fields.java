package io.lc2.backup.domain.request;

import java.util.List;
import java.util.regex.Pattern;

/** Rules of single fields that several requests have. */
final class Fields {

    /** PostgreSQL cuts longer names silently (NAMEDATALEN). */
    static final int LONGEST_SQL_NAME = 63;

    /** The longest key S3 and Google Cloud Storage take. */
    static final int LONGEST_KEY = 1024;

    private static final int LONGEST_TABLE = 2 * LONGEST_SQL_NAME + 1;
    private static final Pattern TABLE = Pattern.compile("[^.]+(\\.[^.]+)?", Pattern.DOTALL);
    private static final Pattern PARENT_SEGMENT = Pattern.compile("(^|.*/)\\.\\.?(/.*|$)", Pattern.DOTALL);

    private Fields() {}

    /** A database or schema. libpq reads a database name with {@code =} or {@code ://} as a connection string. */
    static void sqlName(Inspection inspection, String field, String name) {
        inspection.requiredLine(field, name, LONGEST_SQL_NAME);
        inspection.refuseIf(
                name.contains("=") || name.contains("://") || name.startsWith("-"),
                field,
                "must be a plain name: no = or ://, no hyphen in front");
    }

    static void table(Inspection inspection, String field, String table) {
        inspection.requiredLine(field, table, LONGEST_TABLE);
        inspection.refuseIf(!TABLE.matcher(table).matches(), field, "must be table or schema.table");
    }

    /** A key or the beginning of one. */
    static void key(Inspection inspection, String field, String key) {
        inspection.requiredLine(field, key, LONGEST_KEY);
    }

    /** A path below a folder that is not named here, so it must not lead out of it. */
    static void relativePath(Inspection inspection, String field, String path) {
        inspection.requiredLine(field, path, LONGEST_KEY);
        inspection.refuseIf(
                path.startsWith("/")
                        || path.contains("\\")
                        || PARENT_SEGMENT.matcher(path).matches(),
                field,
                "must be a relative path with / between its parts and without . or .. parts");
    }

    /** A glob as in {@link StorageSource}: {@code *}, {@code ?}, {@code [abc]}, {@code \} before a literal. */
    static void glob(Inspection inspection, String field, String glob) {
        inspection.requiredLine(field, glob, LONGEST_KEY);
        boolean inSet = false;
        int setStart = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '\\') {
                i++;
                inspection.refuseIf(i == glob.length(), field, "ends with a lone \\");
            } else if (c == '[' && !inSet) {
                inSet = true;
                setStart = i;
            } else if (c == ']' && inSet && i > setStart + 1) {
                inSet = false;
            }
        }
        inspection.refuseIf(inSet, field, "has a [ that no ] closes");
    }

    /** A program and its arguments, run without a shell. */
    static void command(Inspection inspection, String field, List<String> command) {
        inspection.refuseIf(command.isEmpty(), field, "must name a program");
        inspection.refuseIf(!command.isEmpty() && command.getFirst().isBlank(), field + "[0]", "must name a program");
        inspection.each(field, command, 64, (at, argument) -> inspection.paragraph(at, argument, 4096));
    }
}
