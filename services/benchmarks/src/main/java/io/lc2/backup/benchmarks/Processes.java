package io.lc2.backup.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel says of processes. */
final class Processes {

    private static final int TICK_MILLIS = 10;

    private Processes() {}

    /** The most memory of this process that was ever resident. */
    static long peakMegabytes() throws IOException {
        return kilobytes(ProcessHandle.current().pid(), "VmHWM") / 1024;
    }

    /** The memory of a process that is resident now, in kilobytes. */
    static long residentKilobytes(long pid) throws IOException {
        return kilobytes(pid, "VmRSS");
    }

    /** Processor time of a process, in milliseconds. */
    static long cpuMillis(long pid) throws IOException {
        return ticks(pid, 11) * TICK_MILLIS;
    }

    /** Processor time of the children of this process that have ended, in milliseconds. */
    static long cpuMillisOfEndedChildren() throws IOException {
        return ticks(ProcessHandle.current().pid(), 13) * TICK_MILLIS;
    }

    /** User and system time of {@code /proc/<pid>/stat}, counted from the field behind the name. */
    private static long ticks(long pid, int field) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[field]) + Long.parseLong(fields[field + 1]);
    }

    private static long kilobytes(long pid, String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
