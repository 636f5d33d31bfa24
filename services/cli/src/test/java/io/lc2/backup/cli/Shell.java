package io.lc2.backup.cli;

import io.lc2.backup.cli.process.Surroundings;
import io.lc2.backup.cli.process.Surroundings.Terminal;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Types command lines and reads what they print. */
final class Shell {

    record Result(int exitCode, String out, String err) {}

    private final Map<String, String> environment = new HashMap<>();
    private final Path directory;
    private Terminal terminal = new Terminal(false, 100);
    private InstantSource clock = InstantSource.system();
    private String input = "";

    Shell(Path directory) {
        this.directory = directory;
    }

    static Shell at(StubServices services, Path directory) {
        return new Shell(directory)
                .with("LC2_API_URL", services.url())
                .with("LC2_CATALOG_URL", services.url())
                .with("LC2_PROJECT", "acme");
    }

    Shell with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Shell onATerminal() {
        terminal = new Terminal(true, 100);
        return this;
    }

    Shell clock(InstantSource told) {
        clock = told;
        return this;
    }

    Shell input(String text) {
        input = text;
        return this;
    }

    Result run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Lc2.run(
                new Surroundings(
                        new PrintWriter(out),
                        new PrintWriter(err),
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        environment,
                        directory,
                        ZoneOffset.ofHours(1),
                        clock,
                        Duration.ofMillis(20),
                        terminal),
                args);
        return new Result(code, out.toString(), err.toString());
    }

    Result type(String line) {
        return run(line.split(" +"));
    }
}
