package io.lc2.backup.catalog.rest;

import io.lc2.backup.catalog.reading.InvalidQueryException;
import io.lc2.backup.catalog.rebuild.LogSource;
import io.lc2.backup.catalog.rebuild.Rebuild;
import io.lc2.backup.catalog.rebuild.RebuildStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Drops what the catalog knows and replays the log, which may be filled from storage before. */
@RestController
@RequestMapping("/api/v1")
class RebuildController {

    private final Rebuild rebuild;
    private final @Nullable LogSource storage;

    /**
     * Begins nothing.
     *
     * @param storage from where a lost log is filled; null when it is not archived
     */
    RebuildController(Rebuild rebuild, @Nullable LogSource storage) {
        this.rebuild = rebuild;
        this.storage = storage;
    }

    @PostMapping("/catalog:rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RebuildStatus begin(@RequestParam(defaultValue = "log") String from) throws InterruptedException {
        boolean begun = switch (from) {
            case "log" -> rebuild.begin();
            case "storage" -> rebuild.begin(storage());
            default -> throw new InvalidQueryException("from", "must be log or storage");
        };
        if (!begun) {
            throw new RebuildRunningException();
        }
        return rebuild.status();
    }

    @GetMapping("/catalog/rebuild")
    RebuildStatus status() {
        return rebuild.status();
    }

    /** Asked for before anything is stopped. */
    private LogSource storage() throws InterruptedException {
        if (rebuild.isRunning()) {
            throw new RebuildRunningException();
        }
        if (storage == null) {
            throw new RecoveryRefusedException("The log is not archived: lc2.catalog.archive.enabled is false.");
        }
        Optional<String> refusal = storage.refusal();
        if (refusal.isPresent()) {
            throw new RecoveryRefusedException(refusal.get());
        }
        return storage;
    }
}
