package io.lc2.backup.chaos;

import io.lc2.backup.chaos.platform.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs this program again where it may mount file systems, so that a disk can really be full. */
final class Namespace {

    private static final String INSIDE = "lc2.chaos.namespace";

    private Namespace() {}

    /** Whether disks can be mounted here. */
    static boolean inside() {
        return Boolean.getBoolean(INSIDE);
    }

    /** Runs it there and returns its exit code; empty if this machine lets nobody mount, or we are there already. */
    static Optional<Integer> run(String[] args) throws IOException, InterruptedException {
        if (inside()) {
            return Optional.empty();
        }
        Optional<List<String>> namespace = Disk.namespace();
        if (namespace.isEmpty()) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>(namespace.get());
        // It must not outlive us; entering a user namespace would forget that, so it is asked for inside.
        command.addAll(List.of("setpriv", "--pdeathsig", "KILL", "--"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-D" + INSIDE + "=true",
                "-Xmx384m",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Chaos.class.getName()));
        command.addAll(List.of(args));
        return Optional.of(new ProcessBuilder(command).inheritIO().start().waitFor());
    }
}
