package io.lc2.backup.catalog.rest;

import io.lc2.backup.catalog.codec.EntryKey;
import io.lc2.backup.catalog.reading.LoggedEvent;
import io.lc2.backup.catalog.reading.Trail;
import io.lc2.backup.domain.catalog.CatalogEntry;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One backup, restore, verification or deletion: what it is, what has happened to it, how it goes on. */
@RestController
@RequestMapping("/api/v1/projects/{projectId}/{collection:backups|restores|operations}/{id}")
class EntriesController {

    record Events(List<LoggedEvent> items) {}

    private final Entries entries;
    private final Trail trail;
    private final ProgressStreams streams;

    EntriesController(Entries entries, Trail trail, ProgressStreams streams) {
        this.entries = entries;
        this.trail = trail;
        this.streams = streams;
    }

    @GetMapping
    ResponseEntity<EntryDetails> one(
            @PathVariable String projectId,
            @PathVariable String collection,
            @PathVariable String id,
            @RequestHeader HttpHeaders headers)
            throws InterruptedException {
        Duration wait = QueryParameters.waiting(headers.getOrEmpty(QueryParameters.PREFER));
        CatalogEntry entry = entries.require(Collection.of(collection), Entries.key(projectId, id), wait);
        return QueryParameters.applied(wait).body(entries.details(entry));
    }

    @GetMapping("/events")
    Events events(@PathVariable String projectId, @PathVariable String collection, @PathVariable String id)
            throws InterruptedException {
        EntryKey key = Entries.key(projectId, id);
        CatalogEntry entry = entries.require(Collection.of(collection), key, Duration.ZERO);
        return new Events(trail.events(new EntryKey(entry.project(), entry.operationId())));
    }

    @GetMapping("/progress")
    void progress(
            @PathVariable String projectId,
            @PathVariable String collection,
            @PathVariable String id,
            @RequestHeader HttpHeaders headers,
            HttpServletResponse response)
            throws InterruptedException {
        EntryKey key = Entries.key(projectId, id);
        Collection of = Collection.of(collection);
        streams.serve(
                key,
                entries.require(of, key, QueryParameters.waiting(headers.getOrEmpty(QueryParameters.PREFER))),
                response);
    }
}
