package io.lc2.backup.local.postgres;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.executor.artifacts.ArtifactReader;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ProviderException;
import io.lc2.backup.executor.spi.StepControl;
import io.lc2.backup.executor.spi.TransientProviderException;
import io.lc2.backup.local.postgres.archive.ArchiveListener;
import io.lc2.backup.local.postgres.archive.ArchiveReader;
import io.lc2.backup.local.postgres.archive.MalformedArchiveException;
import io.lc2.backup.local.postgres.archive.TocEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Streams stored dumps into pg_restore, looking at what passes, so that a restore also proves its dump. */
final class Restore {

    private static final Duration SHORT = Duration.ofMinutes(1);

    private final Sessions sessions;
    private final Tool tool;
    private final BackupFolder folder;
    private final Background.Stop stop;
    private final RestoreProgress progress;

    Restore(Sessions sessions, Tool tool, BackupFolder folder, Background.Stop stop, RestoreProgress progress) {
        this.sessions = sessions;
        this.tool = tool;
        this.folder = folder;
        this.stop = stop;
        this.progress = progress;
    }

    /** Fills an empty database. */
    void run(DumpFacts.Dumped dumped, Inventory inventory, Place target, boolean withOwners) {
        if (inventory.schemas().contains("public")) {
            // A dump of chosen schemas makes them, and every new database has this one.
            execute(target, "DROP SCHEMA IF EXISTS public");
        }
        try (ArtifactReader reader = ArtifactReader.open(folder, dumped.dump());
                Program program =
                        Program.start(command(target, withOwners), variables(target), Program.Streams.INPUT)) {
            stop.onStop(program::kill);
            feed(reader, program, target);
        } catch (IOException e) {
            throw PostgresErrors.exception(
                    FailureCode.TOOL_FAILED, "Cannot run " + tool.path() + ": " + e.getMessage(), e);
        }
        // Waits until everything above is on disk: pg_restore did not wait for each of its commits.
        execute(target, "CREATE TEMPORARY TABLE flush AS SELECT pg_current_xact_id()");
        progress.databaseDone(dumped.dump().bytes());
    }

    private void feed(ArtifactReader reader, Program program, Place target) throws IOException {
        try (OutputStream input = program.input()) {
            ArchiveReader.read(new TeeInputStream(new ReportingInputStream(reader, this::report), input), progress);
        } catch (MalformedArchiveException e) {
            throw PostgresErrors.exception(
                    FailureCode.VALIDATION_FAILED, "The dump for the " + target + " is damaged: " + e.getMessage(), e);
        } catch (IOException e) {
            // It reads no more; why is in what it said.
            throw failure(program, program.awaitEnd(), target);
        }
        int code = program.awaitEnd();
        if (code != 0) {
            throw failure(program, code, target);
        }
    }

    private void report(ArtifactReader reader) {
        stop.endIfAsked();
        progress.read(reader.storedBytesRead());
    }

    private ProviderException failure(Program program, int code, Place target) {
        ProviderException failure =
                PostgresErrors.of(ToolName.PG_RESTORE, code, program.errors(), "restore into the " + target);
        return failure instanceof TransientProviderException
                ? sessions.whyUnreachable(target).orElse(failure)
                : failure;
    }

    private List<String> command(Place target, boolean withOwners) {
        List<String> command = new ArrayList<>(List.of(
                tool.path().toString(),
                "--exit-on-error",
                "--no-password",
                "--no-tablespaces",
                "--no-subscriptions",
                Sessions.databaseArgument(target.database())));
        if (!withOwners) {
            command.addAll(List.of("--no-owner", "--no-acl"));
        }
        return command;
    }

    private Map<String, String> variables(Place target) {
        Map<String, String> variables = new HashMap<>(sessions.variables(target.server()));
        variables.put("PGOPTIONS", "-c synchronous_commit=off");
        return variables;
    }

    private void execute(Place target, String sql) {
        Connection connection = sessions.open(target, SHORT);
        stop.onStop(() -> Sessions.abort(connection));
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw PostgresErrors.of(e, "prepare the " + target);
        }
    }

    /** Stored bytes read of those there are, and tables restored of those there are. One thread. */
    static final class RestoreProgress implements ArchiveListener {

        private final StepControl control;
        private final long bytes;
        private final long blocks;
        private long bytesBefore;
        private long blocksDone;

        RestoreProgress(StepControl control, long bytes, long blocks) {
            this.control = control;
            this.bytes = bytes;
            this.blocks = blocks;
        }

        void read(long stored) {
            control.progress(new Progress(bytesBefore + stored, bytes, Math.min(blocksDone, blocks), blocks));
        }

        void databaseDone(long stored) {
            bytesBefore += stored;
            read(0);
        }

        @Override
        public void dataEnded(TocEntry entry) {
            blocksDone++;
        }
    }
}
