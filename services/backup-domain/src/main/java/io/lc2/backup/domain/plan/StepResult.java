package io.lc2.backup.domain.plan;

import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.Ordered;
import java.util.List;
import java.util.Map;

/**
 * What a step that succeeded leaves to the steps after it, to the manifest and to the catalog.
 *
 * @param bytes bytes handled
 * @param objects objects, tables or files handled
 * @param facts named values, for example {@code engineVersion}; names are constants of the executor
 * @param artifacts what was written beside the manifest
 * @param checks validations made, all passed
 */
public record StepResult(
        long bytes, long objects, Map<String, String> facts, List<Artifact> artifacts, List<Check> checks) {

    /** Nothing to tell. */
    public static final StepResult EMPTY = new StepResult(0, 0, Map.of(), List.of(), List.of());

    public StepResult {
        facts = Ordered.map(facts);
        artifacts = List.copyOf(artifacts);
        checks = List.copyOf(checks);
    }
}
