package io.lc2.backup.local.postgres;

import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.artifacts.ArtifactDescription;
import io.lc2.backup.executor.artifacts.ArtifactWriter;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.DatabaseGateway.DumpOrder;
import io.lc2.backup.executor.spi.ProviderException;
import io.lc2.backup.executor.spi.TransientProviderException;
import io.lc2.backup.local.postgres.archive.ArchiveContents;
import io.lc2.backup.local.postgres.archive.ArchiveListener;
import io.lc2.backup.local.postgres.archive.ArchiveReader;
import io.lc2.backup.local.postgres.archive.MalformedArchiveException;
import io.lc2.backup.local.postgres.archive.TableOfContents;
import io.lc2.backup.local.postgres.archive.TocEntry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dumps one database: pg_dump's custom format, uncompressed, through a look at its contents into a compressed artifact. No
 * temporary file, no shell, one thread and the two of the compressor.
 */
final class Dump {

    private static final Logger log = LoggerFactory.getLogger(Dump.class);

    /** First pg_dump that can add extensions to a choice of schemas. */
    private static final int EXTENSIONS_SINCE = 14;

    private final Sessions sessions;
    private final Tool tool;
    private final BackupFolder folder;
    private final DumpOrder order;
    private final Background.Stop stop;

    Dump(Sessions sessions, Tool tool, BackupFolder folder, DumpOrder order, Background.Stop stop) {
        this.sessions = sessions;
        this.tool = tool;
        this.folder = folder;
        this.order = order;
        this.stop = stop;
    }

    /**
     * What was dumped.
     *
     * @param dump the dump
     * @param inventory what is in it, as an artifact
     * @param contents the same as a value
     */
    record Dumped(Artifact dump, Artifact inventory, Inventory contents) {}

    /** Dumps the database of this snapshot, and closes the snapshot as soon as pg_dump has it. */
    Dumped run(Snapshot snapshot, SourceSurvey survey, DumpProgress progress) {
        ArtifactDescription target = DumpNames.dump(snapshot.place().database(), snapshot.time());
        try (ArtifactWriter writer = ArtifactWriter.create(folder, target)) {
            Inventory inventory =
                    new InventoryOfDump(order, tool, snapshot, survey).of(stream(snapshot, survey, writer, progress));
            Artifact dump = writer.commit();
            log.atInfo()
                    .addKeyValue("backupId", order.backupId())
                    .addKeyValue("database", snapshot.place().database())
                    .addKeyValue("bytes", dump.bytes())
                    .log("database is dumped");
            Artifact described = Inventories.write(
                    folder, DumpNames.inventory(snapshot.place().database(), snapshot.time()), inventory);
            return new Dumped(dump, described, inventory);
        }
    }

    private ArchiveContents stream(
            Snapshot snapshot, SourceSurvey survey, ArtifactWriter writer, DumpProgress progress) {
        String doing = "dump the " + snapshot.place();
        try (Program program = Program.start(
                command(snapshot, survey), sessions.variables(snapshot.place().server()), Program.Streams.OUTPUT)) {
            stop.onStop(program::kill);
            ArchiveContents contents;
            try {
                contents = ArchiveReader.read(
                        new TeeInputStream(new Counted(program.output(), progress), writer.stream()),
                        new SnapshotRelease(snapshot, progress));
            } catch (MalformedArchiveException e) {
                throw explained(program, snapshot, e);
            }
            int code = program.awaitEnd();
            if (code != 0) {
                throw failure(program, code, snapshot);
            }
            return contents;
        } catch (IOException e) {
            throw PostgresErrors.exception(FailureCode.TOOL_FAILED, "Cannot " + doing + ": " + e.getMessage(), e);
        }
    }

    /** An archive breaks off because pg_dump did, mostly; then pg_dump knows better why. */
    private ProviderException explained(Program program, Snapshot snapshot, MalformedArchiveException broken) {
        program.killAfterGrace();
        int code = program.awaitEnd();
        return code != 0 && !program.errors().isEmpty()
                ? failure(program, code, snapshot)
                : PostgresErrors.exception(
                        FailureCode.VALIDATION_FAILED,
                        "What " + tool.path() + " wrote for the " + snapshot.place() + " is " + broken.getMessage(),
                        broken);
    }

    /** A broken connection says nothing about its reason: the database may be gone, or the password changed. */
    private ProviderException failure(Program program, int code, Snapshot snapshot) {
        ProviderException failure =
                PostgresErrors.of(ToolName.PG_DUMP, code, program.errors(), "dump the " + snapshot.place());
        boolean vague = failure instanceof TransientProviderException || failure.code() == FailureCode.TOOL_FAILED;
        return vague ? sessions.whyUnreachable(snapshot.place()).orElse(failure) : failure;
    }

    private List<String> command(Snapshot snapshot, SourceSurvey survey) {
        List<String> command = new ArrayList<>(List.of(
                tool.path().toString(),
                "--format=custom",
                "--compress=0",
                "--no-password",
                "--lock-wait-timeout=" + Duration.ofMinutes(1).toMillis(),
                "--snapshot=" + snapshot.id(),
                Sessions.databaseArgument(snapshot.place().database())));
        survey.excluded().stream()
                .sorted()
                .map(table -> "--exclude-table-data=" + table.quoted())
                .forEach(command::add);
        List<String> schemas = order.source().schemas();
        if (!schemas.isEmpty()) {
            schemas.forEach(schema -> command.add("--schema=" + Sql.identifier(schema)));
            // Neither belongs to a schema, so choosing schemas would leave both out.
            command.add("--blobs");
            survey.extensions().stream()
                    .filter(extension -> isDumpable(extension, schemas))
                    .forEach(extension -> command.add("--extension=" + Sql.identifier(extension.name())));
        }
        return command;
    }

    /** It can be made again only where its schema will be. */
    private boolean isDumpable(Inventory.Extension extension, List<String> schemas) {
        String schema = extension.schema();
        return tool.major() >= EXTENSIONS_SINCE
                && (schemas.contains(schema) || schema.equals("public") || schema.equals("pg_catalog"));
    }

    /** Tells the progress of every read. */
    private static final class Counted extends InputStream {

        private final InputStream source;
        private final DumpProgress progress;

        Counted(InputStream source, DumpProgress progress) {
            this.source = source;
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            return source.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = source.read(bytes, offset, length);
            if (count > 0) {
                progress.add(count);
            }
            return count;
        }
    }

    /** With the table of contents pg_dump has long taken the snapshot over. */
    private record SnapshotRelease(Snapshot snapshot, DumpProgress progress) implements ArchiveListener {

        @Override
        public void contents(TableOfContents contents) {
            snapshot.close();
        }

        @Override
        public void dataEnded(TocEntry entry) {
            progress.dataEnded(entry);
        }
    }

    /** Facts of a dumped database, for the step's result. */
    static Map<String, String> facts(Dumped dumped) {
        Inventory inventory = dumped.contents();
        String name = inventory.database();
        return Map.of(
                DumpFacts.DUMP + name, dumped.dump().path(),
                DumpFacts.INVENTORY + name, dumped.inventory().path(),
                DumpFacts.TABLES + name, Integer.toString(inventory.tables().size()),
                DumpFacts.ROWS + name, Long.toString(inventory.rows()),
                DumpFacts.EXCLUDED + name,
                        Long.toString(inventory.tables().stream()
                                .filter(Inventory.Table::excluded)
                                .count()),
                DumpFacts.LARGE_OBJECTS + name,
                        Long.toString(inventory.largeObjects().count()));
    }
}
