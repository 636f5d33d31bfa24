package io.lc2.backup.catalog.reading;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.operation.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which backups are asked for; what is null does not restrict.
 *
 * @param project whose
 * @param environment of this environment
 * @param application of this kind of application
 * @param component holding this component
 * @param status in this state
 * @param from requested at or after this instant
 * @param to requested before this instant
 * @param page which part of the answer
 */
public record BackupQuery(
        ProjectId project,
        @Nullable String environment,
        @Nullable Application application,
        @Nullable Component component,
        @Nullable Status status,
        @Nullable Instant from,
        @Nullable Instant to,
        PageRequest page) {

    /** The question without the page: tokens are bound to it. */
    String question() {
        return "backups/" + project + '/' + environment + '/' + application + '/' + component + '/' + status + '/'
                + from + '/' + to;
    }

    /** Whether it asks for everything from the start: an empty answer then means there is nothing at all. */
    boolean unrestricted() {
        return environment == null
                && application == null
                && component == null
                && status == null
                && from == null
                && to == null
                && page.token() == null;
    }
}
