package io.lc2.backup.local.postgres;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.ProviderException;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one place that knows what PostgreSQL and its tools mean when they fail. */
final class PostgresErrors {

    private static final int CLASS_LENGTH = 2;

    private static final Map<String, FailureCode> BY_STATE = Map.ofEntries(
            Map.entry("28P01", FailureCode.AUTHENTICATION_FAILED),
            Map.entry("28000", FailureCode.AUTHENTICATION_FAILED),
            Map.entry("3D000", FailureCode.DATABASE_NOT_FOUND),
            Map.entry("42501", FailureCode.PERMISSION_DENIED),
            Map.entry("53100", FailureCode.STORAGE_FULL),
            Map.entry("53300", FailureCode.CONNECTION_FAILED),
            Map.entry("57P01", FailureCode.CONNECTION_FAILED),
            Map.entry("57P02", FailureCode.CONNECTION_FAILED),
            Map.entry("57P03", FailureCode.CONNECTION_FAILED),
            Map.entry("57P04", FailureCode.DATABASE_NOT_FOUND),
            Map.entry("57014", FailureCode.TIMED_OUT),
            Map.entry("55P03", FailureCode.TIMED_OUT),
            Map.entry("0A000", FailureCode.NOT_SUPPORTED),
            Map.entry("42P01", FailureCode.SOURCE_CHANGED),
            Map.entry("42704", FailureCode.SOURCE_CHANGED),
            // A locale that is not installed.
            Map.entry("42809", FailureCode.NOT_SUPPORTED));

    /** Class 42 is about statements, and these are ours. */
    private static final Map<String, FailureCode> BY_CLASS =
            Map.of("08", FailureCode.CONNECTION_FAILED, "42", FailureCode.INTERNAL_ERROR);

    /** In this order, because a refused password is also reported as a failed connection. */
    private static final List<Map.Entry<String, FailureCode>> BY_TEXT = List.of(
            Map.entry("password authentication failed", FailureCode.AUTHENTICATION_FAILED),
            Map.entry("no password supplied", FailureCode.AUTHENTICATION_FAILED),
            Map.entry("no pg_hba.conf entry", FailureCode.AUTHENTICATION_FAILED),
            Map.entry("authentication failed", FailureCode.AUTHENTICATION_FAILED),
            Map.entry("is not permitted to log in", FailureCode.AUTHENTICATION_FAILED),
            Map.entry("no space left on device", FailureCode.STORAGE_FULL),
            Map.entry("could not extend file", FailureCode.STORAGE_FULL),
            Map.entry("disk full", FailureCode.STORAGE_FULL),
            Map.entry("server version mismatch", FailureCode.TOOL_TOO_OLD),
            Map.entry("unsupported version", FailureCode.TOOL_TOO_OLD),
            Map.entry("invalid snapshot identifier", FailureCode.SOURCE_CHANGED),
            Map.entry("could not import the requested snapshot", FailureCode.SOURCE_CHANGED),
            Map.entry("cache lookup failed", FailureCode.SOURCE_CHANGED),
            Map.entry("could not open relation with oid", FailureCode.SOURCE_CHANGED),
            Map.entry("canceling statement due to lock timeout", FailureCode.TIMED_OUT),
            Map.entry("permission denied", FailureCode.PERMISSION_DENIED),
            Map.entry("must be owner of", FailureCode.PERMISSION_DENIED),
            Map.entry("must be superuser", FailureCode.PERMISSION_DENIED),
            Map.entry("row-level security policy", FailureCode.PERMISSION_DENIED),
            Map.entry("remaining connection slots", FailureCode.CONNECTION_FAILED),
            Map.entry("too many clients", FailureCode.CONNECTION_FAILED),
            Map.entry("the database system is", FailureCode.CONNECTION_FAILED),
            Map.entry("terminating connection", FailureCode.CONNECTION_FAILED),
            Map.entry("server closed the connection", FailureCode.CONNECTION_FAILED),
            Map.entry("no connection to the server", FailureCode.CONNECTION_FAILED),
            Map.entry("connection to client lost", FailureCode.CONNECTION_FAILED),
            Map.entry("could not translate host name", FailureCode.CONNECTION_FAILED),
            Map.entry("connection refused", FailureCode.CONNECTION_FAILED),
            Map.entry("timeout expired", FailureCode.CONNECTION_FAILED),
            Map.entry("could not receive data from server", FailureCode.CONNECTION_FAILED),
            Map.entry("ssl syscall error", FailureCode.CONNECTION_FAILED),
            // What pg_restore says of a dump that is none, or not a whole one.
            Map.entry("does not appear to be a valid archive", FailureCode.VALIDATION_FAILED),
            Map.entry("input file is too short", FailureCode.VALIDATION_FAILED),
            Map.entry("could not read from input file", FailureCode.VALIDATION_FAILED),
            Map.entry("unexpected end of file", FailureCode.VALIDATION_FAILED),
            Map.entry("found unexpected block id", FailureCode.VALIDATION_FAILED),
            Map.entry("unrecognized data block type", FailureCode.VALIDATION_FAILED));

    private static final String LOOK = "Look at the message and at the log of the database server.";

    private static final Map<FailureCode, String> NEXT_STEPS = Map.of(
            FailureCode.AUTHENTICATION_FAILED,
            "Correct user and password of the server in the executor's settings, or pg_hba.conf.",
            FailureCode.DATABASE_NOT_FOUND,
            "Check the name of the database, and whether somebody has dropped or renamed it.",
            FailureCode.PERMISSION_DENIED,
            "Grant the user the right to read everything (pg_read_all_data), or to create databases for a restore.",
            FailureCode.STORAGE_FULL,
            "Free or add disk space on the database server.",
            FailureCode.TOOL_TOO_OLD,
            "Install the PostgreSQL client tools of the server's major version or newer.",
            FailureCode.SOURCE_CHANGED,
            "Nothing; the step is tried again. If it goes on, keep schema changes out of the backup window.",
            FailureCode.TIMED_OUT,
            "Find out what holds a lock or slows the database down; the step is tried again.",
            FailureCode.CONNECTION_FAILED,
            "Check that the server runs and is reachable from the executor; the step is tried again.",
            FailureCode.VALIDATION_FAILED,
            "Restore from another backup, and verify this one to see what else is damaged.",
            FailureCode.NOT_SUPPORTED,
            "Use a server that supports this: the same version, locales and extensions as the source.");

    private PostgresErrors() {}

    /**
     * What the driver reports.
     *
     * @param doing what was tried, as in "Cannot {doing}"
     */
    static ProviderException of(SQLException error, String doing) {
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        String stateClass = state.length() < CLASS_LENGTH ? "" : state.substring(0, CLASS_LENGTH);
        FailureCode code = BY_STATE.getOrDefault(state, BY_CLASS.getOrDefault(stateClass, FailureCode.PROVIDER_ERROR));
        String detail = error.getMessage() == null ? "SQLSTATE " + state : error.getMessage();
        return exception(code, "Cannot " + doing + ": " + firstLine(detail), error);
    }

    /**
     * What a tool reports.
     *
     * @param errors the lines it complained in
     */
    static ProviderException of(ToolName tool, int exitCode, String errors, String doing) {
        String detail = errors.isBlank() ? "it said nothing" : errors;
        return exception(
                codeOf(errors),
                "Cannot " + doing + ": " + tool.program() + " ended with " + exitCode + ": " + detail,
                null);
    }

    static FailureCode codeOf(String errors) {
        String text = errors.toLowerCase(Locale.ROOT);
        // The only database these tools are told about is ours.
        if (text.contains("fatal:") && text.contains("database \"") && text.contains("does not exist")) {
            return FailureCode.DATABASE_NOT_FOUND;
        }
        return BY_TEXT.stream()
                .filter(entry -> text.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(FailureCode.TOOL_FAILED);
    }

    static ProviderException exception(FailureCode code, String message, @Nullable Throwable cause) {
        return code.isTransient()
                ? new TransientProviderException(code, message, NEXT_STEPS.getOrDefault(code, LOOK), cause)
                : new PermanentProviderException(code, message, NEXT_STEPS.getOrDefault(code, LOOK), cause);
    }

    /** The driver appends hints, positions and whole statements. */
    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }
}
