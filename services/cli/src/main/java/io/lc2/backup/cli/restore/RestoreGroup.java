package io.lc2.backup.cli.restore;

import io.lc2.backup.cli.session.Noun;
import picocli.CommandLine.Command;

/** {@code lc2 restore}. */
@Command(
        name = "restore",
        description = "Bring backups back, or see what that would do.",
        subcommands = {CreateRestore.class, ListRestores.class, DescribeRestore.class, CancelRestore.class})
public final class RestoreGroup extends Noun {}
