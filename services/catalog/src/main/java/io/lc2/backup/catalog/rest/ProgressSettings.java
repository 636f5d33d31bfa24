package io.lc2.backup.catalog.rest;

import java.time.Duration;

/**
 * Bounds of live progress.
 *
 * @param clients served at once
 * @param pause least time between two events to one client
 * @param heartbeat comment after this time without an event
 * @param longest after which a stream is closed
 */
public record ProgressSettings(int clients, Duration pause, Duration heartbeat, Duration longest) {}
