package io.lc2.backup.commandapi.rest;

import java.net.URI;
import java.time.Duration;

/**
 * What the HTTP side needs to know.
 *
 * @param catalog base address of the catalog, for {@code Location}
 * @param maxBodyBytes most bytes a request body may have
 * @param retryAfter what {@code Retry-After} tells when the log is away
 */
public record RestSettings(URI catalog, long maxBodyBytes, Duration retryAfter) {}
