package io.lc2.backup.cli.session;

import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.process.Surroundings;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** One verb of the command line. */
@Command
public abstract class Verb extends Noun implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    /** What the verb does. */
    protected abstract ExitCode run(Session session);

    @Override
    public final Integer call() {
        if (spec == null) {
            throw new IllegalStateException("not called by picocli");
        }
        Root root = (Root) spec.root().userObject();
        return run(new Session(root.surroundings, root.options)).code();
    }

    /** The command all verbs are below. */
    public abstract static class Root extends Noun {

        private final Surroundings surroundings;

        @Mixin
        private final GlobalOptions options = new GlobalOptions();

        /** Runs in these surroundings. */
        protected Root(Surroundings surroundings) {
            this.surroundings = surroundings;
        }
    }
}
