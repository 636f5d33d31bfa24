package io.lc2.backup.cli.restore;

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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lc2 restore create}. */
@Command(
        name = "create",
        description = "Ask for a restore into an environment; new databases and buckets are made for it.",
        footer = {
            "",
            "Example:",
            "  lc2 restore create b-local-7k3qwd2hzbmx4n5vfy6a --project acme --target-environment uat --wait"
        })
final class CreateRestore extends Verb {

    @Parameters(paramLabel = "BACKUP", arity = "0..1", description = "Id of the backup to restore from.")
    @Nullable String backupId;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Request as JSON or YAML; - is standard input.")
    @Nullable String file;

    @Option(names = "--target-environment", paramLabel = "NAME", description = "Environment to restore into.")
    @Nullable String targetEnvironment;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "full (the default), database-only, storage-only, configuration-only, content-model-only or"
                    + " selective.")
    @Nullable String type;

    @Option(names = "--provider", paramLabel = "NAME", description = "Where to restore (default: where it was made).")
    @Nullable String provider;

    @Option(names = "--point-in-time", paramLabel = "TIME", description = "Exact instant to restore to (ISO 8601).")
    @Nullable String pointInTime;

    @Option(names = "--dry-run", description = "Only check the backup and say what would be done.")
    @Nullable Boolean dryRun;

    @Option(names = "--sanitize", description = "Remove personal data before the target is reachable.")
    @Nullable Boolean sanitize;

    @Option(names = "--prefix", paramLabel = "PREFIX", description = "Key prefix of a selective restore; repeatable.")
    @Nullable List<String> prefixes;

    @Option(names = "--table", paramLabel = "TABLE", description = "Table of a selective restore; repeatable.")
    @Nullable List<String> tables;

    @Option(names = "--confirm-destructive", description = "Consent to overwrite.")
    @Nullable Boolean confirmDestructive;

    @Mixin
    AskOptions asking = new AskOptions();

    @Mixin
    WaitOptions waiting = new WaitOptions();

    @Override
    protected ExitCode run(Session session) {
        Answer answer = asking.ask(session, Call.post(Paths.of(session.project(), "restores"), body(session)));
        JsonNode accepted = answer.body();
        String id = accepted.path("restoreId").asText();
        if (waiting.isWanted()) {
            return RestoreOutcome.await(session, waiting, id);
        }
        session.print(
                accepted,
                out -> out.println(
                        "Restore " + id + " is " + accepted.path("status").asText() + "."));
        session.next("restore describe " + id + " --wait");
        return ExitCode.OK;
    }

    private JsonNode body(Session session) {
        return RequestBody.from(file, session)
                .put("backupId", backupId)
                .put("targetEnvironment", targetEnvironment)
                .put("restoreType", type)
                .put("provider", provider)
                .put("pointInTime", pointInTime)
                .put("dryRun", dryRun)
                .put("sanitize", sanitize)
                .put("prefixes", prefixes)
                .put("tables", tables)
                .put("confirmDestructive", confirmDestructive)
                .json();
    }
}
