package io.lc2.backup.cli;

import io.lc2.backup.cli.session.Noun;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lc2 version}. */
@Command(name = "version", description = "Show the version.")
final class Version extends Noun implements IVersionProvider, Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"lc2 " + Objects.requireNonNullElse(version, "(not from a jar)")};
    }

    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().getOut().println(getVersion()[0]);
        }
        return 0;
    }
}
