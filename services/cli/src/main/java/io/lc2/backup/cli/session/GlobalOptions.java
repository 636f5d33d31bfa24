package io.lc2.backup.cli.session;

import io.lc2.backup.cli.output.Format;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options every verb has, before or after it. */
public final class GlobalOptions {

    @Option(
            names = "--api",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description =
                    "Address of the command API (LC2_API_URL; else as `lc2 up` says, else http://127.0.0.1:8480).")
    @Nullable String api;

    @Option(
            names = "--catalog",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description =
                    "Address of the catalog (LC2_CATALOG_URL; else as `lc2 up` says, else http://127.0.0.1:8481).")
    @Nullable String catalog;

    @Option(
            names = {"-p", "--project"},
            paramLabel = "PROJECT",
            scope = ScopeType.INHERIT,
            description = "Project (LC2_PROJECT).")
    @Nullable String project;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            description = "table (the default), json or yaml.")
    @Nullable Format format;
}
