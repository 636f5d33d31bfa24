package io.lc2.backup.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.plan.Planning.Planned;
import io.lc2.backup.domain.plan.Planning.Refused;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.ConfigurationSource;
import io.lc2.backup.domain.request.ContentModelSource;
import io.lc2.backup.domain.request.DatabaseSource;
import io.lc2.backup.domain.request.DatabaseStrategy;
import io.lc2.backup.domain.request.DatabaseType;
import io.lc2.backup.domain.request.Hook;
import io.lc2.backup.domain.request.RestoreRequest;
import io.lc2.backup.domain.request.RestoreType;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.domain.request.StorageType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlannerTest {

    private static final Hook HOOK = new Hook("h", List.of("true"), Duration.ofSeconds(1), false, "", true);
    private final Planner planner = new Planner(new ProviderCapabilities(
            Provider.LOCAL,
            Set.of(Application.LIFERAY),
            Map.of(DatabaseType.POSTGRESQL, Set.of(DatabaseStrategy.DUMP)),
            Set.of(StorageType.S3, StorageType.FILESYSTEM),
            Set.of(RestoreType.FULL, RestoreType.DATABASE_ONLY, RestoreType.STORAGE_ONLY),
            false,
            false,
            false,
            false,
            false,
            false));

    @Test
    void plansDatabaseBeforeObjectsAndTheManifestLast() {
        assertThat(planned(planner.backup(backup(database(), storage(true)))).steps())
                .extracting(step -> step.kind() + " after " + step.after())
                .containsExactly(
                        "DUMP_DATABASE after []",
                        "COPY_OBJECTS after [DUMP_DATABASE]",
                        "VALIDATE_DATABASE after [DUMP_DATABASE]",
                        "VALIDATE_OBJECTS after [COPY_OBJECTS]",
                        "WRITE_MANIFEST after [VALIDATE_DATABASE, VALIDATE_OBJECTS]");
    }

    @Test
    void plansOnlyTheComponentsAskedFor() {
        assertThat(kinds(planner.backup(backup(database(), null))))
                .containsExactly(StepKind.DUMP_DATABASE, StepKind.VALIDATE_DATABASE, StepKind.WRITE_MANIFEST);
        assertThat(kinds(planner.backup(backup(null, storage(false)))))
                .containsExactly(StepKind.COPY_OBJECTS, StepKind.VALIDATE_OBJECTS, StepKind.WRITE_MANIFEST);
    }

    @Test
    void leavesOutWhatLiferayGeneratesWhenAsked() {
        Plan asked = planned(planner.backup(backup(database(), storage(true))));
        Plan notAsked = planned(planner.backup(backup(database(), storage(false))));

        assertThat(asked.excludedPatterns())
                .contains("*.bak", "*/thumbnails/*", "*/previews/*", "*/.cache/*", "*/temp/*", ".thumbs/*");
        assertThat(notAsked.excludedPatterns()).containsExactly("*.bak");
        assertThat(asked.schemaMarkers()).containsExactly("DLFileEntry", "User_");
        assertThat(asked.excludedTables()).containsExactly("Quartz_*");
    }

    @Test
    void knowsTheProfileOfEveryApplication() {
        assertThat(ApplicationProfile.of(Application.DRUPAL).disposableTables())
                .containsExactly("cache_*", "sessions", "watchdog");
        for (Application application : Application.values()) {
            assertThat(ApplicationProfile.of(application).schemaMarkers()).isNotEmpty();
            assertThat(ApplicationProfile.of(application).restoreHints()).isNotEmpty();
        }
    }

    static Stream<BackupRequest> unsupportedBackups() {
        return Stream.of(
                new BackupRequest(
                        "prd",
                        Application.DRUPAL,
                        Provider.LOCAL,
                        database(),
                        null,
                        null,
                        null,
                        false,
                        Retention.DEFAULT,
                        ""),
                new BackupRequest(
                        "prd",
                        Application.LIFERAY,
                        Provider.LOCAL,
                        null,
                        null,
                        new ConfigurationSource(List.of("x"), "c"),
                        null,
                        false,
                        Retention.DEFAULT,
                        ""),
                new BackupRequest(
                        "prd",
                        Application.LIFERAY,
                        Provider.LOCAL,
                        null,
                        null,
                        null,
                        new ContentModelSource("http://a", "json"),
                        false,
                        Retention.DEFAULT,
                        ""),
                new BackupRequest(
                        "prd",
                        Application.LIFERAY,
                        Provider.LOCAL,
                        database(),
                        null,
                        null,
                        null,
                        true,
                        Retention.DEFAULT,
                        ""),
                backup(database(DatabaseType.MONGODB, Set.of(DatabaseStrategy.DUMP), List.of()), null),
                backup(
                        database(
                                DatabaseType.POSTGRESQL,
                                Set.of(DatabaseStrategy.DUMP, DatabaseStrategy.SNAPSHOT),
                                List.of()),
                        null),
                backup(database(DatabaseType.POSTGRESQL, Set.of(DatabaseStrategy.DUMP), List.of(HOOK)), null),
                backup(
                        null,
                        new StorageSource(
                                StorageType.GCS, "", "b", List.of(), List.of(), List.of(), false, true, 8, false)));
    }

    @ParameterizedTest
    @MethodSource("unsupportedBackups")
    void refusesWhatTheProviderCannotDoAndSaysWhatToAskInstead(BackupRequest request) {
        assertThat(planner.backup(request)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.message()).startsWith("The provider local does not support");
            assertThat(refused.nextStep()).matches("[A-Z].*\\.");
        });
    }

    @Test
    void plansARestoreOfWhatTheBackupHolds() {
        assertThat(kinds(planner.restore(
                        restore(RestoreType.FULL, false), source(Component.DATABASE, Component.OBJECTS))))
                .containsExactly(
                        StepKind.CHECK_BACKUP,
                        StepKind.RESTORE_DATABASE,
                        StepKind.RESTORE_OBJECTS,
                        StepKind.VALIDATE_RESTORE);
        assertThat(kinds(planner.restore(
                        restore(RestoreType.STORAGE_ONLY, false), source(Component.DATABASE, Component.OBJECTS))))
                .containsExactly(StepKind.CHECK_BACKUP, StepKind.RESTORE_OBJECTS, StepKind.VALIDATE_RESTORE);
        assertThat(kinds(planner.restore(restore(RestoreType.FULL, false), source(Component.DATABASE))))
                .containsExactly(StepKind.CHECK_BACKUP, StepKind.RESTORE_DATABASE, StepKind.VALIDATE_RESTORE);
    }

    @Test
    void stopsADryRunAfterTheCheck() {
        assertThat(kinds(planner.restore(restore(RestoreType.FULL, true), source(Component.DATABASE))))
                .containsExactly(StepKind.CHECK_BACKUP);
    }

    @Test
    void tearsADrillDownAfterItsComparison() {
        RestoreRequest drill = RestoreRequest.drillOf(new OperationId("b1"));

        assertThat(kinds(planner.restore(drill, source(Component.DATABASE, Component.OBJECTS))))
                .containsExactly(
                        StepKind.CHECK_BACKUP,
                        StepKind.RESTORE_DATABASE,
                        StepKind.RESTORE_OBJECTS,
                        StepKind.VALIDATE_RESTORE,
                        StepKind.VERIFY_BACKUP,
                        StepKind.CLEAN_UP);
        assertThat(kinds(planner.restore(drill, source(Component.OBJECTS))))
                .containsExactly(
                        StepKind.CHECK_BACKUP,
                        StepKind.RESTORE_OBJECTS,
                        StepKind.VALIDATE_RESTORE,
                        StepKind.VERIFY_BACKUP,
                        StepKind.CLEAN_UP);
    }

    @Test
    void refusesADrillThatWouldProveOnlyPartOfTheBackup() {
        assertThat(planner.restore(
                        RestoreRequest.drillOf(new OperationId("b1")),
                        source(Component.DATABASE, Component.CONFIGURATION)))
                .isInstanceOf(Refused.class);
    }

    static Stream<RestoreRequest> unsupportedRestores() {
        OperationId id = new OperationId("b1");
        return Stream.of(
                restore(RestoreType.SELECTIVE, false),
                restore(RestoreType.STORAGE_ONLY, false),
                new RestoreRequest(
                        id, "uat", RestoreType.FULL, Instant.EPOCH, false, false, List.of(), List.of(), false, false),
                new RestoreRequest(id, "uat", RestoreType.FULL, null, false, true, List.of(), List.of(), false, false),
                new RestoreRequest(id, "prd", RestoreType.FULL, null, false, false, List.of(), List.of(), true, false));
    }

    @ParameterizedTest
    @MethodSource("unsupportedRestores")
    void refusesRestoresItCannotDo(RestoreRequest request) {
        assertThat(planner.restore(request, source(Component.DATABASE))).isInstanceOf(Refused.class);
    }

    @Test
    void refusesABackupOfAnotherProvider() {
        SourceBackup foreign = new SourceBackup(
                new OperationId("b1"),
                "prd",
                Application.LIFERAY,
                Provider.AWS,
                Set.of(Component.DATABASE),
                1,
                0,
                "ab");

        assertThat(planner.restore(restore(RestoreType.FULL, false), foreign)).isInstanceOf(Refused.class);
    }

    @Test
    void refusesPlansThatCannotBeCarriedOut() {
        PlannedStep first = new PlannedStep(StepKind.DUMP_DATABASE, Set.of(), Duration.ofHours(1));
        PlannedStep second =
                new PlannedStep(StepKind.WRITE_MANIFEST, Set.of(StepKind.DUMP_DATABASE), Duration.ofHours(1));

        assertThatThrownBy(() -> Plan.of(List.of())).hasMessageContaining("at least one");
        assertThatThrownBy(() -> Plan.of(List.of(second, first))).hasMessageContaining("before a step it needs");
        assertThatThrownBy(() -> Plan.of(List.of(first, first))).hasMessageContaining("planned twice");
        assertThatThrownBy(() -> new PlannedStep(StepKind.CLEAN_UP, Set.of(), Duration.ZERO))
                .hasMessageContaining("time limit");
    }

    @Test
    void givesEveryStepAComponentAndATimeLimit() {
        for (StepKind kind : StepKind.values()) {
            assertThat(kind.component()).isNotNull();
            assertThat(StepTimeouts.of(kind)).isPositive();
        }
        assertThat(planner.verification().steps())
                .singleElement()
                .extracting(PlannedStep::kind)
                .isEqualTo(StepKind.VERIFY_BACKUP);
        assertThat(planner.purge().steps())
                .singleElement()
                .extracting(PlannedStep::kind)
                .isEqualTo(StepKind.PURGE_BACKUP);
    }

    private static Plan planned(Planning planning) {
        return ((Planned) planning).plan();
    }

    private static List<StepKind> kinds(Planning planning) {
        return planned(planning).steps().stream().map(PlannedStep::kind).toList();
    }

    private static SourceBackup source(Component... components) {
        return new SourceBackup(
                new OperationId("b1"), "prd", Application.LIFERAY, Provider.LOCAL, Set.of(components), 1, 0, "ab");
    }

    private static RestoreRequest restore(RestoreType type, boolean dryRun) {
        return new RestoreRequest(
                new OperationId("b1"), "uat", type, null, dryRun, false, List.of(), List.of(), false, false);
    }

    private static BackupRequest backup(DatabaseSource database, StorageSource storage) {
        return new BackupRequest(
                "prd",
                Application.LIFERAY,
                Provider.LOCAL,
                database,
                storage,
                null,
                null,
                false,
                Retention.DEFAULT,
                "");
    }

    private static DatabaseSource database() {
        return database(DatabaseType.POSTGRESQL, Set.of(DatabaseStrategy.DUMP), List.of());
    }

    private static DatabaseSource database(DatabaseType type, Set<DatabaseStrategy> strategies, List<Hook> hooks) {
        return new DatabaseSource(type, "main", List.of(), List.of(), strategies, List.of("Quartz_*"), hooks);
    }

    private static StorageSource storage(boolean excludeGenerated) {
        return new StorageSource(
                StorageType.S3,
                "",
                "library",
                List.of(),
                List.of(),
                List.of("*.bak"),
                excludeGenerated,
                true,
                8,
                false);
    }
}
