package io.lc2.backup.cli.session;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What verbs are about; also every verb, as far as help is concerned. */
@Command(usageHelpAutoWidth = true, sortOptions = false, synopsisSubcommandLabel = "VERB", abbreviateSynopsis = true)
public abstract class Noun {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;
}
