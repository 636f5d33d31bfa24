package io.lc2.backup.embedded;

import java.nio.file.Path;
import java.util.EnumSet;

/** A program that starts all parts on the directory it is given and then waits to be killed. */
final class NodeInAnotherJvm {

    private NodeInAnotherJvm() {}

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedNode.start(Path.of(arguments[0]), EnumSet.allOf(EmbeddedNode.Part.class));
        Thread.currentThread().join();
    }
}
