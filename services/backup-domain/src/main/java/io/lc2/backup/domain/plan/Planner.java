package io.lc2.backup.domain.plan;

import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.plan.Planning.Planned;
import io.lc2.backup.domain.plan.Planning.Refused;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.DatabaseSource;
import io.lc2.backup.domain.request.DatabaseStrategy;
import io.lc2.backup.domain.request.RestoreRequest;
import io.lc2.backup.domain.request.RestoreType;
import io.lc2.backup.domain.request.StorageSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the plan of an operation from request, application profile and provider capabilities. */
public final class Planner {

    private final ProviderCapabilities capabilities;

    /**
     * Plans for one provider.
     *
     * @param capabilities what it can do
     */
    public Planner(ProviderCapabilities capabilities) {
        this.capabilities = capabilities;
    }

    /** Plans a backup: database first, then objects as of then, each validated, the manifest last. */
    public Planning backup(BackupRequest request) {
        Optional<Refused> refused = unsupported(request);
        if (refused.isPresent()) {
            return refused.get();
        }
        Steps steps = new Steps();
        if (request.database() != null) {
            steps.add(StepKind.DUMP_DATABASE);
        }
        if (request.storage() != null) {
            steps.add(StepKind.COPY_OBJECTS, StepKind.DUMP_DATABASE);
        }
        if (request.database() != null) {
            steps.add(StepKind.VALIDATE_DATABASE, StepKind.DUMP_DATABASE);
        }
        if (request.storage() != null) {
            steps.add(StepKind.VALIDATE_OBJECTS, StepKind.COPY_OBJECTS);
        }
        steps.add(StepKind.WRITE_MANIFEST, StepKind.VALIDATE_DATABASE, StepKind.VALIDATE_OBJECTS);
        return new Planned(withProfile(steps, request));
    }

    /**
     * Plans a restore: check first, database before objects, comparison last. A dry run stops after the check, a
     * drill removes what it has restored and reads the whole backup back meanwhile.
     */
    public Planning restore(RestoreRequest request, SourceBackup source) {
        Optional<Refused> refused = unsupported(request, source);
        if (refused.isPresent()) {
            return refused.get();
        }
        Steps steps = new Steps();
        steps.add(StepKind.CHECK_BACKUP);
        if (!request.dryRun()) {
            if (restored(request.restoreType(), Component.DATABASE)
                    && source.components().contains(Component.DATABASE)) {
                steps.add(StepKind.RESTORE_DATABASE, StepKind.CHECK_BACKUP);
            }
            if (restored(request.restoreType(), Component.OBJECTS)
                    && source.components().contains(Component.OBJECTS)) {
                steps.add(StepKind.RESTORE_OBJECTS, StepKind.CHECK_BACKUP, StepKind.RESTORE_DATABASE);
            }
            steps.add(StepKind.VALIDATE_RESTORE, StepKind.RESTORE_DATABASE, StepKind.RESTORE_OBJECTS);
        }
        if (request.drill()) {
            // A comparison reads a sample: what is proven restorable has been read back as a whole, too.
            steps.add(StepKind.VERIFY_BACKUP, StepKind.VALIDATE_RESTORE);
            steps.add(StepKind.CLEAN_UP, StepKind.VALIDATE_RESTORE);
        }
        return new Planned(new Plan(steps.list, List.of(), List.of(), List.of(), hints(request, source)));
    }

    private static List<String> hints(RestoreRequest request, SourceBackup source) {
        if (request.drill()) {
            return List.of();
        }
        return request.dryRun()
                ? List.of("Repeat the restore without dryRun to carry it out.")
                : ApplicationProfile.of(source.application()).restoreHints();
    }

    /** Plans the verification of a backup. */
    public Plan verification() {
        Steps steps = new Steps();
        steps.add(StepKind.VERIFY_BACKUP);
        return Plan.of(steps.list);
    }

    /** Plans the removal of a backup's data. */
    public Plan purge() {
        Steps steps = new Steps();
        steps.add(StepKind.PURGE_BACKUP);
        return Plan.of(steps.list);
    }

    private static Plan withProfile(Steps steps, BackupRequest request) {
        ApplicationProfile profile = ApplicationProfile.of(request.application());
        List<String> patterns = new ArrayList<>();
        if (request.storage() != null) {
            patterns.addAll(request.storage().excludePatterns());
            if (request.storage().excludeGeneratedFiles()) {
                patterns.addAll(profile.generatedFiles());
            }
        }
        List<String> tables = new ArrayList<>();
        if (request.database() != null) {
            tables.addAll(request.database().excludeTables());
            tables.addAll(profile.disposableTables());
        }
        return new Plan(steps.list, patterns, tables, profile.schemaMarkers(), List.of());
    }

    private Optional<Refused> unsupported(BackupRequest request) {
        if (!capabilities.applications().contains(request.application())) {
            return refused(
                    "backups of " + lower(request.application()),
                    "ask for one of " + lower(capabilities.applications()));
        }
        if (request.configuration() != null && !capabilities.configuration()) {
            return refused("the export of configuration", "leave out configuration");
        }
        if (request.contentModel() != null && !capabilities.contentModel()) {
            return refused("the export of a content model", "leave out contentModel");
        }
        if (request.search() && !capabilities.search()) {
            return refused("backups of a search index", "leave out search and reindex after a restore");
        }
        return unsupported(request.database()).or(() -> unsupported(request.storage()));
    }

    private Optional<Refused> unsupported(@Nullable DatabaseSource database) {
        if (database == null) {
            return Optional.empty();
        }
        Set<DatabaseStrategy> offered = capabilities.databases().getOrDefault(database.type(), Set.of());
        if (offered.isEmpty()) {
            return refused(
                    "databases of type " + lower(database.type()),
                    "ask for one of " + lower(capabilities.databases().keySet()));
        }
        Set<DatabaseStrategy> missing = EnumSet.copyOf(database.strategies());
        missing.removeAll(offered);
        if (!missing.isEmpty()) {
            return refused("the database strategy " + lower(missing), "switch on only " + lower(offered));
        }
        if (!database.preBackupHooks().isEmpty() && !capabilities.hooks()) {
            return refused("hooks", "leave out preBackupHooks");
        }
        return Optional.empty();
    }

    private Optional<Refused> unsupported(@Nullable StorageSource storage) {
        if (storage == null || capabilities.storages().contains(storage.type())) {
            return Optional.empty();
        }
        return refused("storage of type " + lower(storage.type()), "use one of " + lower(capabilities.storages()));
    }

    private Optional<Refused> unsupported(RestoreRequest request, SourceBackup source) {
        if (source.provider() != capabilities.provider()) {
            return refused(
                    "restores of a backup made by " + lower(source.provider()),
                    "restore it with provider " + lower(source.provider()));
        }
        if (!capabilities.restoreTypes().contains(request.restoreType())) {
            return refused(
                    "restores of type " + lower(request.restoreType()),
                    "use one of " + lower(capabilities.restoreTypes()));
        }
        if (request.pointInTime() != null && !capabilities.pointInTime()) {
            return refused("restores to a point in time", "leave out pointInTime to restore the backup's own instant");
        }
        if (request.sanitize() && !capabilities.sanitization()) {
            return refused("sanitization", "restore into an environment that may hold personal data");
        }
        if (!request.drill() && request.targetEnvironment().equals(source.environment())) {
            return refused("restores in place", "name a targetEnvironment other than " + source.environment());
        }
        return unrestorable(request, source);
    }

    private Optional<Refused> unrestorable(RestoreRequest request, SourceBackup source) {
        if (source.components().stream().noneMatch(component -> restored(request.restoreType(), component))) {
            return refused(
                    "a " + lower(request.restoreType()) + " restore of a backup that holds only "
                            + lower(source.components()),
                    "use restoreType full");
        }
        if (request.drill() && !source.components().stream().allMatch(part -> restored(request.restoreType(), part))) {
            return refused(
                    "drills of a backup that holds " + lower(source.components()),
                    "drill a backup of databases and document library alone");
        }
        return Optional.empty();
    }

    private static boolean restored(RestoreType type, Component component) {
        return switch (type) {
            case FULL -> component == Component.DATABASE || component == Component.OBJECTS;
            case DATABASE_ONLY -> component == Component.DATABASE;
            case STORAGE_ONLY -> component == Component.OBJECTS;
            case CONFIGURATION_ONLY -> component == Component.CONFIGURATION;
            case CONTENT_MODEL_ONLY -> component == Component.CONTENT_MODEL;
            case SELECTIVE -> true;
        };
    }

    private Optional<Refused> refused(String what, String instead) {
        return Optional.of(new Refused(
                "The provider " + lower(capabilities.provider()) + " does not support " + what + ".",
                Character.toUpperCase(instead.charAt(0)) + instead.substring(1) + "."));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String lower(Set<? extends Enum<?>> values) {
        return String.join(", ", values.stream().map(Planner::lower).sorted().toList());
    }

    /** Collects steps; what a step waits for counts only where it is planned. */
    private static final class Steps {
        private final List<PlannedStep> list = new ArrayList<>();
        private final Set<StepKind> planned = EnumSet.noneOf(StepKind.class);

        void add(StepKind kind, StepKind... after) {
            Set<StepKind> waits = EnumSet.noneOf(StepKind.class);
            for (StepKind step : after) {
                if (planned.contains(step)) {
                    waits.add(step);
                }
            }
            list.add(new PlannedStep(kind, waits, StepTimeouts.of(kind)));
            planned.add(kind);
        }
    }
}
