package io.lc2.backup.catalog.rest;

import io.lc2.backup.catalog.codec.EntryKey;
import io.lc2.backup.catalog.fold.EntryChanges;
import io.lc2.backup.catalog.policies.PolicyRow;
import io.lc2.backup.catalog.reading.EntryLookup;
import io.lc2.backup.catalog.reading.LoggedEvent;
import io.lc2.backup.catalog.reading.Page;
import io.lc2.backup.catalog.reading.Policies;
import io.lc2.backup.catalog.reading.Trail;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.ProjectId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Policies as they are now. */
@RestController
@RequestMapping("/api/v1/projects/{projectId}/policies")
class PoliciesController {

    private final Policies policies;
    private final PolicyViews views;
    private final Trail trail;
    private final EntryLookup lookup;
    private final LongSupplier nanoTime;

    /**
     * Reads policies.
     *
     * @param trail what has happened to them
     * @param lookup waits
     * @param nanoTime a clock that only runs forward, for the bounds of waits
     */
    PoliciesController(Policies policies, PolicyViews views, Trail trail, EntryLookup lookup, LongSupplier nanoTime) {
        this.policies = policies;
        this.views = views;
        this.trail = trail;
        this.lookup = lookup;
        this.nanoTime = nanoTime;
    }

    @GetMapping
    Page<PolicySummary> list(
            @PathVariable String projectId,
            @RequestParam(required = false) @Nullable String environment,
            @RequestParam(required = false) @Nullable String pageSize,
            @RequestParam(required = false) @Nullable String pageToken) {
        return views.summaries(policies.list(
                Entries.project(projectId),
                QueryParameters.label("environment", environment),
                QueryParameters.page(pageSize, pageToken)));
    }

    @GetMapping("/{policyId:[^:]+}")
    ResponseEntity<PolicyDetails> one(
            @PathVariable String projectId, @PathVariable String policyId, @RequestHeader HttpHeaders headers)
            throws InterruptedException {
        ProjectId project = Entries.project(projectId);
        Duration wait = QueryParameters.waiting(headers.getOrEmpty(QueryParameters.PREFER));
        PolicyRow policy =
                find(Entries.key(projectId, policyId), wait).orElseThrow(() -> new PolicyNotFoundException(project));
        return QueryParameters.applied(wait).body(views.details(policy));
    }

    /** What has happened to a policy and what was refused, newest first; narrowed to what became of one request. */
    @GetMapping("/{policyId:[^:]+}/events")
    Page<LoggedEvent> events(
            @PathVariable String projectId,
            @PathVariable String policyId,
            @RequestParam(required = false) @Nullable String requestId,
            @RequestParam(required = false) @Nullable String pageSize,
            @RequestParam(required = false) @Nullable String pageToken) {
        EntryKey key = Entries.key(projectId, policyId);
        Page<LoggedEvent> page = trail.policy(key, requestId, QueryParameters.page(pageSize, pageToken));
        if (page.items().isEmpty() && requestId == null && pageToken == null) {
            throw new PolicyNotFoundException(key.project());
        }
        return page;
    }

    /** What was asked for a moment ago shows up a moment later; it is looked for every second. */
    private Optional<PolicyRow> find(EntryKey key, Duration atMost) throws InterruptedException {
        if (key.operation().value().length() > PolicyId.LONGEST) {
            return Optional.empty();
        }
        long end = nanoTime.getAsLong() + atMost.toNanos();
        try (EntryChanges.Watch watch = lookup.watch(key)) {
            while (true) {
                Optional<PolicyRow> policy = policies.find(
                        key.project(), new PolicyId(key.operation().value()));
                Duration left = Duration.ofNanos(end - nanoTime.getAsLong());
                if (policy.isPresent() || !left.isPositive()) {
                    return policy;
                }
                lookup.awaitChange(watch, left);
            }
        }
    }
}
