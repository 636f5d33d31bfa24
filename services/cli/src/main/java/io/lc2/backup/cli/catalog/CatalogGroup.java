package io.lc2.backup.cli.catalog;

import io.lc2.backup.cli.session.Noun;
import picocli.CommandLine.Command;

/** {@code lc2 catalog}. */
@Command(
        name = "catalog",
        description = "The catalog as a whole.",
        subcommands = {RebuildCatalog.class, CatalogStatus.class})
public final class CatalogGroup extends Noun {}
