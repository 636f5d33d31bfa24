package io.lc2.backup.cli.deadletters;

import io.lc2.backup.cli.session.Noun;
import picocli.CommandLine.Command;

/** {@code lc2 deadletters}. */
@Command(
        name = "deadletters",
        description = "Records that were set aside because nobody could make sense of them.",
        subcommands = {ListDeadLetters.class, ShowDeadLetter.class, ReplayDeadLetter.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  lc2 deadletters list --topic backup-commands",
            "  lc2 deadletters show 12-345",
            "  lc2 deadletters replay 12-345 --confirm"
        })
public final class DeadLettersGroup extends Noun {}
