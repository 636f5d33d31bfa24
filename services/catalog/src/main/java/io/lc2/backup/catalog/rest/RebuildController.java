package io.lc2.backup.catalog.rest;

import io.lc2.backup.catalog.rebuild.Rebuild;
import io.lc2.backup.catalog.rebuild.RebuildStatus;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Drops what the catalog knows and replays the log. */
@RestController
@RequestMapping("/api/v1")
class RebuildController {

    private final Rebuild rebuild;

    RebuildController(Rebuild rebuild) {
        this.rebuild = rebuild;
    }

    @PostMapping("/catalog:rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RebuildStatus begin() {
        if (!rebuild.begin()) {
            throw new RebuildRunningException();
        }
        return rebuild.status();
    }

    @GetMapping("/catalog/rebuild")
    RebuildStatus status() {
        return rebuild.status();
    }
}
