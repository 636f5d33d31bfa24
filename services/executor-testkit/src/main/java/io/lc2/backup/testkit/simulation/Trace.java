package io.lc2.backup.testkit.simulation;

import java.util.ArrayList;
import java.util.List;

/** What happened: always as a checksum, and as lines when somebody wants to read them. */
final class Trace {

    private static final long PRIME = 0x100000001b3L;

    private final boolean readable;
    private final List<String> lines = new ArrayList<>();
    private long hash = 0xcbf29ce484222325L;

    Trace(boolean readable) {
        this.readable = readable;
    }

    void add(long at, String what, String about, long number) {
        hash = mix(mix(mix(mix(hash, at), what.hashCode()), about.hashCode()), number);
        if (readable) {
            lines.add(String.format("%10.3f s  %-18s %s %d", at / 1000.0, what, about, number));
        }
    }

    /** The same for the same seed, in every process. */
    long hash() {
        return hash;
    }

    List<String> lines() {
        return lines;
    }

    private static long mix(long hash, long value) {
        return (hash ^ value) * PRIME;
    }
}
