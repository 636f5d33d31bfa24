package io.lc2.backup.cli.policy;

import io.lc2.backup.cli.session.Noun;
import picocli.CommandLine.Command;

/** {@code lc2 retention}. */
@Command(
        name = "retention",
        description = "How long backups are kept.",
        subcommands = {SimulateRetention.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  lc2 retention simulate --policy nightly.yaml --project acme",
            "  lc2 retention simulate --policy nightly.yaml --project acme --as-of 2026-10-01T00:00:00Z"
        })
public final class RetentionGroup extends Noun {}
