package io.lc2.backup.chaos.fault;

import java.time.Instant;

/**
 * A fault as it was.
 *
 * @param began when something broke
 * @param mended when it was whole again; for a process that was killed, when it was killed
 * @param detail what exactly, for people
 */
public record Injection(Instant began, Instant mended, String detail) {}
