package io.lc2.backup.catalog.rest;

import java.time.Duration;

/**
 * What the HTTP side needs to know.
 *
 * @param progress bounds of live progress
 * @param retryAfter what {@code Retry-After} tells
 */
public record RestSettings(ProgressSettings progress, Duration retryAfter) {}
