package io.lc2.backup.chaos.workload;

import io.lc2.backup.domain.plan.StepKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is going on when something breaks: a step of any operation that has it, or of one that was set up for it. */
public enum Scene {
    DUMP_DATABASE(StepKind.DUMP_DATABASE),
    VALIDATE_DATABASE(StepKind.VALIDATE_DATABASE),
    COPY_OBJECTS(StepKind.COPY_OBJECTS),
    VALIDATE_OBJECTS(StepKind.VALIDATE_OBJECTS),
    WRITE_MANIFEST(StepKind.WRITE_MANIFEST),
    CHECK_BACKUP(StepKind.CHECK_BACKUP),
    RESTORE_DATABASE(StepKind.RESTORE_DATABASE),
    RESTORE_OBJECTS(StepKind.RESTORE_OBJECTS),
    VALIDATE_RESTORE(StepKind.VALIDATE_RESTORE),
    VERIFY_BACKUP(StepKind.VERIFY_BACKUP),
    PURGE_BACKUP(StepKind.PURGE_BACKUP),
    CLEAN_UP(StepKind.CLEAN_UP),
    /** A copy that takes objects over from an earlier backup and copies others. */
    INCREMENTAL_COPY(StepKind.COPY_OBJECTS),
    /** A purge that finds objects in the pool which nothing has needed for longer than the time of grace. */
    POOL_COLLECTION(StepKind.PURGE_BACKUP),
    /** A drill that fills its scratch target. */
    DRILL_RESTORE(StepKind.RESTORE_OBJECTS),
    /** A drill that removes what it has restored, and reads the whole backup back meanwhile. */
    DRILL_CLEAN_UP(StepKind.CLEAN_UP);

    private final StepKind step;

    Scene(StepKind step) {
        this.step = step;
    }

    /** The step that has just started. */
    public StepKind step() {
        return step;
    }

    /** The name at the command line, for example {@code copy-objects}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The scene of this name. */
    public static Scene of(String wireName) {
        Optional<Scene> named = Arrays.stream(values())
                .filter(scene -> scene.wireName().equals(wireName))
                .findAny();
        return named.orElseThrow(() -> new IllegalArgumentException("There is no step " + wireName + "; there are "
                + Arrays.stream(values()).map(Scene::wireName).collect(Collectors.joining(", "))));
    }

    /** All of them. */
    public static List<Scene> all() {
        return List.of(values());
    }
}
