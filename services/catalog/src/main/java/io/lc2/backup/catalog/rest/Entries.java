package io.lc2.backup.catalog.rest;

import io.lc2.backup.catalog.codec.EntryKey;
import io.lc2.backup.catalog.reading.EntryLookup;
import io.lc2.backup.catalog.reading.Trail;
import io.lc2.backup.domain.Names;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.catalog.CatalogEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Finds what an address names, and makes JSON of it. */
final class Entries {

    private static final Logger log = LoggerFactory.getLogger(Entries.class);

    private final EntryLookup lookup;
    private final Trail trail;

    Entries(EntryLookup lookup, Trail trail) {
        this.lookup = lookup;
        this.trail = trail;
    }

    /** A project in an address; one that cannot exist is as unknown as one that does not. */
    static ProjectId project(String text) {
        if (!Names.isLabel(text)) {
            throw new NotFoundException("There can be no project of this name.");
        }
        return new ProjectId(text);
    }

    static EntryKey key(String project, String id) {
        ProjectId owner = project(project);
        if (!Names.isLabel(id)) {
            throw new NotFoundException("There can be nothing with this id.");
        }
        return new EntryKey(owner, new OperationId(id));
    }

    /**
     * The entry an address names.
     *
     * @param wait how long to wait until it is known
     * @throws NotFoundException when it is not
     */
    CatalogEntry require(Collection collection, EntryKey key, Duration wait) throws InterruptedException {
        Optional<CatalogEntry> entry = wait.isPositive() ? lookup.await(key, wait) : lookup.find(key);
        return entry.filter(collection::holds)
                .orElseThrow(() -> new NotFoundException("The catalog does not know this id in this project."));
    }

    EntryDetails details(CatalogEntry entry) {
        return Collection.details(entry, QueuePositions.of(List.of(entry), this::queue));
    }

    /** Without PostgreSQL the entry is still there, only its place in the queue is not. */
    List<String> queue(String project) {
        try {
            return trail.queue(project);
        } catch (DataAccessException e) {
            log.atDebug().setCause(e).log("queue not readable");
            return List.of();
        }
    }

    EntryLookup lookup() {
        return lookup;
    }
}
