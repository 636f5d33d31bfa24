package io.lc2.backup.catalog.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.catalog.CatalogEntry.Known;
import io.lc2.backup.domain.catalog.CatalogEntry.Pending;
import io.lc2.backup.domain.catalog.CatalogEntry.Refused;
import io.lc2.backup.domain.catalog.Words;
import io.lc2.backup.domain.command.BackupCommand.RequestRestore;
import io.lc2.backup.domain.operation.Subject;
import io.lc2.backup.domain.request.RestoreRequest;
import org.jspecify.annotations.Nullable;

/** A restore in a list. What only the request says is null when it was refused; a drill has no target environment. */
record RestoreSummary(
        String restoreId,
        @Nullable String targetEnvironment,
        @Nullable String restoreType,
        @Nullable Boolean dryRun,
        @Nullable Boolean drill,
        @JsonUnwrapped OperationSummary operation) {

    static RestoreSummary of(CatalogEntry entry, QueuePositions queue) {
        RestoreRequest request = request(entry);
        return new RestoreSummary(
                entry.operationId().value(),
                request == null || request.drill() ? null : request.targetEnvironment(),
                request == null ? null : Words.kebab(request.restoreType()),
                request == null ? null : request.dryRun(),
                request == null ? null : request.drill(),
                OperationSummary.of(entry, queue));
    }

    private static @Nullable RestoreRequest request(CatalogEntry entry) {
        return switch (entry) {
            case Pending pending when pending.command() instanceof RequestRestore c -> c.request();
            case Known known when known.state().operation().subject() instanceof Subject.Restore s -> s.request();
            case Pending other -> null;
            case Known other -> null;
            case Refused refused -> null;
        };
    }
}
