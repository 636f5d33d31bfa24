package io.lc2.backup.domain.event;

import io.lc2.backup.domain.Component;

/**
 * Something new a restore made.
 *
 * @param component database or objects
 * @param name how to reach it, for example {@code main/lportal_r1} or {@code s3://lib-r1}; no credential
 * @param source what it was restored from
 */
public record Endpoint(Component component, String name, String source) {}
