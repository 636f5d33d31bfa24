package io.lc2.backup.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** The processes this test run has started. */
final class Processes {

    private Processes() {}

    /** Kills the one descendant of this JVM whose command line has this text, and waits until it is gone. */
    static void killChildWith(String text) throws Exception {
        List<ProcessHandle> found = childrenWith(text);
        assertThat(found).as("processes with %s", text).hasSize(1);
        found.getFirst().destroyForcibly();
        found.getFirst().onExit().get(10, TimeUnit.SECONDS);
    }

    /** Returns the descendants of this JVM whose command line has this text. */
    static List<ProcessHandle> childrenWith(String text) {
        return ProcessHandle.current()
                .children()
                .filter(p -> p.info().commandLine().orElse("").contains(text))
                .toList();
    }
}
