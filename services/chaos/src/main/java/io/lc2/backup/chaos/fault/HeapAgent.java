package io.lc2.backup.chaos.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Runs inside of the victim. */
public final class HeapAgent {

    private static final int LARGE = 256 * 1024;
    private static final int SMALL = 1024;
    private static final long HELD = Duration.ofSeconds(10).toNanos();
    private static final long BREATH = Duration.ofMillis(20).toNanos();

    private HeapAgent() {}

    /**
     * What the JVM calls when the agent is loaded: a thread takes memory until there is none. A JVM that is told to exit then
     * does; in any other, whoever needs memory fails for a while, until all is given back.
     */
    public static void agentmain(String arguments) {
        Thread.ofPlatform().daemon().name("heap-filler").start(HeapAgent::fill);
    }

    private static void fill() {
        List<byte[]> taken = new ArrayList<>(1 << 20);
        long end = System.nanoTime() + HELD;
        take(taken, LARGE);
        while (System.nanoTime() - end < 0) {
            take(taken, SMALL);
            LockSupport.parkNanos(BREATH);
        }
        taken.clear();
    }

    private static void take(List<byte[]> taken, int size) {
        try {
            while (taken.size() < Integer.MAX_VALUE) {
                taken.add(new byte[size]);
            }
        } catch (OutOfMemoryError full) {
            // That is what it is for.
        }
    }
}
