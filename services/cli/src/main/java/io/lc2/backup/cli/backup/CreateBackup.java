package io.lc2.backup.cli.backup;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.http.Answer;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.AskOptions;
import io.lc2.backup.cli.session.RequestBody;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import io.lc2.backup.cli.session.WaitOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lc2 backup create}. */
@Command(
        name = "create",
        description =
                "Ask for a backup: by a request file, by options, or by a file and options that replace parts of it.",
        footer = {
            "",
            "Example:",
            "  lc2 backup create --project acme --environment prd --application liferay \\",
            "      --database-instance main --database lportal \\",
            "      --storage-type s3 --bucket library --wait"
        })
final class CreateBackup extends Verb {

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Request as JSON or YAML; - is standard input.")
    @Nullable String file;

    @ArgGroup(validate = false, heading = "%nWhat:%n")
    What what = new What();

    @ArgGroup(validate = false, heading = "%nThe databases:%n")
    Database database = new Database();

    @ArgGroup(validate = false, heading = "%nThe document library:%n")
    Storage storage = new Storage();

    @ArgGroup(validate = false, heading = "%nHow long it is kept:%n")
    Retention retention = new Retention();

    @Mixin
    AskOptions asking = new AskOptions();

    @Mixin
    WaitOptions waiting = new WaitOptions();

    @Override
    protected ExitCode run(Session session) {
        RequestBody body = RequestBody.from(file, session);
        what.fill(body);
        database.fill(body);
        storage.fill(body);
        retention.fill(body);
        Answer answer = asking.ask(
                session,
                Call.post(
                        Paths.of(session.project(), "backups"),
                        body.orElse("provider", "local").json()));
        JsonNode accepted = answer.body();
        String id = accepted.path("backupId").asText();
        if (waiting.isWanted()) {
            return BackupOutcome.await(session, waiting, id);
        }
        session.print(
                accepted,
                out -> out.println(
                        "Backup " + id + " is " + accepted.path("status").asText() + "."));
        session.next("backup describe " + id + " --wait");
        return ExitCode.OK;
    }

    static final class What {

        @Option(names = "--environment", paramLabel = "NAME", description = "For example prd.")
        @Nullable String environment;

        @Option(names = "--application", paramLabel = "KIND", description = "liferay, drupal or bloomreach.")
        @Nullable String application;

        @Option(names = "--provider", paramLabel = "NAME", description = "local (the default), aws, gcp or azure.")
        @Nullable String provider;

        @Option(names = "--notes", paramLabel = "TEXT", description = "Free text.")
        @Nullable String notes;

        void fill(RequestBody body) {
            body.put("environment", environment)
                    .put("application", application)
                    .put("provider", provider)
                    .put("notes", notes);
        }
    }

    static final class Database {

        @Option(names = "--database-instance", paramLabel = "NAME", description = "Name of a configured server.")
        @Nullable String instance;

        @Option(
                names = "--database-type",
                paramLabel = "TYPE",
                description = "postgresql (the default), mysql, mariadb.")
        @Nullable String type;

        @Option(names = "--database", paramLabel = "NAME", description = "Database of that server; repeatable.")
        @Nullable List<String> databases;

        @Option(names = "--schema", paramLabel = "NAME", description = "Only this schema; repeatable.")
        @Nullable List<String> schemas;

        @Option(names = "--exclude-table", paramLabel = "TABLE", description = "Leave its rows out; repeatable.")
        @Nullable List<String> excludeTables;

        @Option(
                names = "--dump",
                arity = "0..1",
                fallbackValue = "true",
                paramLabel = "BOOL",
                description = "Take a portable dump (the default).")
        @Nullable Boolean dump;

        @Option(
                names = "--snapshot",
                arity = "0..1",
                fallbackValue = "true",
                paramLabel = "BOOL",
                description = "Take a snapshot.")
        @Nullable Boolean snapshot;

        @Option(
                names = "--incremental",
                arity = "0..1",
                fallbackValue = "true",
                paramLabel = "BOOL",
                description = "Take it incrementally.")
        @Nullable Boolean incremental;

        void fill(RequestBody body) {
            body.put("database.instance", instance)
                    .put("database.type", type)
                    .put("database.databases", databases)
                    .put("database.schemas", schemas)
                    .put("database.excludeTables", excludeTables)
                    .put("database.dumpEnabled", dump)
                    .put("database.snapshotEnabled", snapshot)
                    .put("database.incrementalEnabled", incremental);
        }
    }

    static final class Storage {

        @Option(
                names = "--storage-type",
                paramLabel = "TYPE",
                description = "s3, gcs, azure-blob, minio or filesystem.")
        @Nullable String type;

        @Option(names = "--storage-store", paramLabel = "NAME", description = "Name of a configured store.")
        @Nullable String store;

        @Option(names = "--bucket", paramLabel = "NAME", description = "Bucket, container or folder.")
        @Nullable String bucket;

        @Option(names = "--include-path", paramLabel = "PREFIX", description = "Only keys below it; repeatable.")
        @Nullable List<String> includePaths;

        @Option(names = "--exclude-path", paramLabel = "PREFIX", description = "No keys below it; repeatable.")
        @Nullable List<String> excludePaths;

        @Option(names = "--exclude-pattern", paramLabel = "GLOB", description = "No keys that match; repeatable.")
        @Nullable List<String> excludePatterns;

        @Option(
                names = "--exclude-generated-files",
                arity = "0..1",
                fallbackValue = "true",
                paramLabel = "BOOL",
                description = "Leave out what the application makes again.")
        @Nullable Boolean excludeGeneratedFiles;

        @Option(names = "--max-concurrency", paramLabel = "N", description = "Objects copied at once, 1 to 64.")
        @Nullable Integer maxConcurrency;

        @Option(
                names = "--storage-incremental",
                arity = "0..1",
                fallbackValue = "true",
                paramLabel = "BOOL",
                description = "Copy only what is new or has changed; without it everything is copied.")
        @Nullable Boolean incremental;

        void fill(RequestBody body) {
            body.put("storage.type", type)
                    .put("storage.store", store)
                    .put("storage.bucket", bucket)
                    .put("storage.includePaths", includePaths)
                    .put("storage.excludePaths", excludePaths)
                    .put("storage.excludePatterns", excludePatterns)
                    .put("storage.excludeGeneratedFiles", excludeGeneratedFiles)
                    .put("storage.maxConcurrency", maxConcurrency)
                    .put("storage.incremental", incremental);
        }
    }

    static final class Retention {

        @Option(names = "--keep-daily", paramLabel = "N", description = "Daily backups to keep (default: 7).")
        @Nullable Integer daily;

        @Option(names = "--keep-weekly", paramLabel = "N", description = "Weekly backups to keep.")
        @Nullable Integer weekly;

        @Option(names = "--keep-monthly", paramLabel = "N", description = "Monthly backups to keep.")
        @Nullable Integer monthly;

        @Option(names = "--keep-yearly", paramLabel = "N", description = "Yearly backups to keep.")
        @Nullable Integer yearly;

        void fill(RequestBody body) {
            body.put("retention.daily", daily)
                    .put("retention.weekly", weekly)
                    .put("retention.monthly", monthly)
                    .put("retention.yearly", yearly);
        }
    }
}
