package io.lc2.backup.cli.drill;

import io.lc2.backup.cli.session.Noun;
import picocli.CommandLine.Command;

/** {@code lc2 drill}. */
@Command(
        name = "drill",
        description = "Prove that backups can be restored, and how fast.",
        subcommands = {RunDrill.class, ListDrills.class})
public final class DrillGroup extends Noun {}
