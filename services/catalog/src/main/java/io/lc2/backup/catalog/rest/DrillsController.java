package io.lc2.backup.catalog.rest;

import io.lc2.backup.catalog.reading.Lists;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The last result of the drills of each environment. */
@RestController
@RequestMapping("/api/v1/projects/{projectId}/drills")
class DrillsController {

    record Drills(List<DrillView> items) {}

    private final Lists lists;

    DrillsController(Lists lists) {
        this.lists = lists;
    }

    @GetMapping
    Drills last(@PathVariable String projectId, @RequestParam(required = false) @Nullable String environment) {
        return new Drills(
                lists.lastDrills(Entries.project(projectId), QueryParameters.label("environment", environment)).stream()
                        .map(DrillView::of)
                        .toList());
    }
}
