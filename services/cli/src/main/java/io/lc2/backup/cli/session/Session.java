package io.lc2.backup.cli.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.http.Service;
import io.lc2.backup.cli.output.Format;
import io.lc2.backup.cli.process.CliException;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.process.Surroundings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a verb works with: the services, the project, and where its result goes. */
public final class Session {

    private final Surroundings surroundings;
    private final GlobalOptions options;
    private @Nullable Endpoints endpoints;

    Session(Surroundings surroundings, GlobalOptions options) {
        this.surroundings = surroundings;
        this.options = options;
    }

    /** The process around the verb. */
    public Surroundings surroundings() {
        return surroundings;
    }

    /** Where wishes go. */
    public Service api() {
        return new Service("the command API", "--api", endpoints().api());
    }

    /** Who knows what became of them. */
    public Service catalog() {
        return new Service("the catalog", "--catalog", endpoints().catalog());
    }

    /**
     * The project.
     *
     * @throws CliException when none was said
     */
    public String project() {
        String project =
                options.project == null ? surroundings.environment().getOrDefault("LC2_PROJECT", "") : options.project;
        if (project.isBlank()) {
            throw new CliException(ExitCode.USAGE, "No project given", "Give --project, or set LC2_PROJECT.");
        }
        return project;
    }

    /** Whether the result is for a person. */
    public boolean isTable() {
        return format() == Format.TABLE;
    }

    /**
     * Writes the result.
     *
     * @param answer what a program gets
     * @param table writes what a person gets
     */
    public void print(JsonNode answer, Consumer<PrintWriter> table) {
        if (isTable()) {
            table.accept(surroundings.out());
        } else {
            surroundings.out().print(format().text(answer));
        }
        surroundings.out().flush();
    }

    /** Tells a person what to type next; programs get nothing of it. */
    public void next(String arguments) {
        if (isTable()) {
            surroundings.out().println("Next: " + command(arguments));
            surroundings.out().flush();
        }
    }

    /** A command line of this program that works as it stands, in this project. */
    public String command(String arguments) {
        String said = options.project == null ? "" : " --project " + options.project;
        return program() + " " + arguments + said;
    }

    private String program() {
        String told = surroundings.environment().getOrDefault("LC2_PROGRAM", "");
        if (!told.isBlank()) {
            return told;
        }
        return Files.isExecutable(surroundings.directory().resolve("lc2")) ? "./lc2" : "lc2";
    }

    private Format format() {
        return Objects.requireNonNullElse(options.format, Format.TABLE);
    }

    private Endpoints endpoints() {
        if (endpoints == null) {
            endpoints = Endpoints.find(options.api, options.catalog, surroundings);
        }
        return endpoints;
    }
}
