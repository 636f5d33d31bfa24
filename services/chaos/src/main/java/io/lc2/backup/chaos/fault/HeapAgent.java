package io.lc2.backup.chaos.fault;

import java.util.ArrayList;
import java.util.List;

/** Runs inside of the victim. */
public final class HeapAgent {

    private static final int BLOCK = 256 * 1024;

    private HeapAgent() {}

    /** What the JVM calls when the agent is loaded: takes memory until there is none, on a thread of its own. */
    public static void agentmain(String arguments) {
        Thread.ofPlatform().daemon().name("heap-filler").start(() -> {
            List<byte[]> taken = new ArrayList<>();
            while (taken.size() < Integer.MAX_VALUE) {
                taken.add(new byte[BLOCK]);
            }
        });
    }
}
