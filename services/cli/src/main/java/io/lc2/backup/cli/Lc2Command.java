package io.lc2.backup.cli;

import io.lc2.backup.cli.backup.BackupGroup;
import io.lc2.backup.cli.catalog.CatalogGroup;
import io.lc2.backup.cli.deadletters.DeadLettersGroup;
import io.lc2.backup.cli.drill.DrillGroup;
import io.lc2.backup.cli.policy.PolicyGroup;
import io.lc2.backup.cli.policy.RetentionGroup;
import io.lc2.backup.cli.process.Surroundings;
import io.lc2.backup.cli.restore.RestoreGroup;
import io.lc2.backup.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lc2}. */
@Command(
        name = "lc2",
        description = "Backups and restores of content applications.",
        synopsisSubcommandLabel = "NOUN",
        versionProvider = Version.class,
        subcommands = {
            BackupGroup.class,
            RestoreGroup.class,
            DrillGroup.class,
            PolicyGroup.class,
            RetentionGroup.class,
            CatalogGroup.class,
            DeadLettersGroup.class,
            Version.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lc2 backup create -f request.yaml --project acme --wait",
            "  lc2 backup list --project acme --environment prd",
            "  lc2 backup list --project acme -o json"
        })
final class Lc2Command extends Verb.Root {

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    boolean version;

    Lc2Command(Surroundings surroundings) {
        super(surroundings);
    }
}
