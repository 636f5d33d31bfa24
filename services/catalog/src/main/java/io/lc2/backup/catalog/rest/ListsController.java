package io.lc2.backup.catalog.rest;

import io.lc2.backup.catalog.reading.BackupQuery;
import io.lc2.backup.catalog.reading.Lists;
import io.lc2.backup.catalog.reading.Page;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.operation.Status;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists, newest first. */
@RestController
@RequestMapping("/api/v1/projects/{projectId}")
class ListsController {

    private final Lists lists;
    private final Entries entries;

    ListsController(Lists lists, Entries entries) {
        this.lists = lists;
        this.entries = entries;
    }

    @GetMapping("/backups")
    Page<BackupSummary> backups(@PathVariable String projectId, @RequestParam Map<String, String> parameters) {
        BackupQuery query = new BackupQuery(
                Entries.project(projectId),
                QueryParameters.label("environment", parameters.get("environment")),
                QueryParameters.word("application", parameters.get("application"), Application.values()),
                QueryParameters.word("component", parameters.get("component"), Component.values()),
                QueryParameters.oneOf("status", parameters.get("status"), Status.values(), Status::wireName),
                QueryParameters.from(parameters.get("from")),
                QueryParameters.to(parameters.get("to")),
                QueryParameters.page(parameters.get("pageSize"), parameters.get("pageToken")));
        return views(lists.backups(query), BackupSummary::of);
    }

    @GetMapping("/restores")
    Page<RestoreSummary> restores(
            @PathVariable String projectId,
            @RequestParam(required = false) @Nullable String environment,
            @RequestParam(required = false) @Nullable String pageSize,
            @RequestParam(required = false) @Nullable String pageToken) {
        Page<CatalogEntry> page = lists.restores(
                Entries.project(projectId),
                QueryParameters.label("environment", environment),
                QueryParameters.page(pageSize, pageToken));
        return views(page, RestoreSummary::of);
    }

    private <V> Page<V> views(Page<CatalogEntry> page, BiFunction<CatalogEntry, QueuePositions, V> view) {
        QueuePositions queue = QueuePositions.of(page.items(), entries::queue);
        return new Page<>(
                page.items().stream().map(entry -> view.apply(entry, queue)).toList(), page.nextPageToken());
    }
}
