package io.lc2.backup.executor.runtime;

/**
 * How an executor fares.
 *
 * @param live false when only a restart of the process helps
 * @param ready true when it owns its partitions, with their state restored and their open operations taken over
 * @param detail what it is doing, for people
 */
public record ExecutorHealth(boolean live, boolean ready, String detail) {}
