package io.lc2.backup.benchmarks;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.StartReason;
import io.lc2.backup.domain.plan.Plan;
import io.lc2.backup.domain.plan.PlannedStep;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.recovery.Lifecycle;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.Verification;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.DatabaseSource;
import io.lc2.backup.domain.request.DatabaseStrategy;
import io.lc2.backup.domain.request.DatabaseType;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.domain.request.StorageType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Events of backups of a Liferay environment as executors write them: five steps, most records are progress. */
final class CatalogRecords {

    /** Events of one backup. */
    static final int EVENTS = 33;

    private static final Instant BEGIN = Instant.parse("2026-11-21T10:00:00Z");
    private static final int PROJECTS = 100;
    private static final int REPORTS_PER_COPY = 10;

    private CatalogRecords() {}

    /** All events of the n-th backup, each of another of a hundred projects than the one before. */
    static List<OperationEvent> backup(int n) {
        return backup(n, n % PROJECTS);
    }

    /** All events of the n-th backup of all, which is one of this project. */
    static List<OperationEvent> backup(int n, int project) {
        return new Writing(n, project(project)).all();
    }

    /** When the n-th backup was asked for. */
    static Instant requestedAt(int n) {
        return BEGIN.plusSeconds(n * 60L + 1);
    }

    /** The name of a project. */
    static ProjectId project(int number) {
        return new ProjectId("project-" + number);
    }

    private static final class Writing {
        private final int number;
        private final OperationId id;
        private final ProjectId project;
        private final List<OperationEvent> events = new ArrayList<>();

        Writing(int number, ProjectId project) {
            this.number = number;
            this.id = new OperationId("backup-" + number);
            this.project = project;
        }

        List<OperationEvent> all() {
            events.add(new OperationEvent.BackupRequested(meta(), request(), plan()));
            events.add(new OperationEvent.OperationStarted(meta()));
            step(StepKind.DUMP_DATABASE, REPORTS_PER_COPY);
            step(StepKind.VALIDATE_DATABASE, 0);
            step(StepKind.COPY_OBJECTS, REPORTS_PER_COPY);
            step(StepKind.VALIDATE_OBJECTS, 0);
            step(StepKind.WRITE_MANIFEST, 0);
            events.add(new OperationEvent.BackupCompleted(meta(), point(), checks("complete")));
            return events;
        }

        private void step(StepKind kind, int reports) {
            events.add(new OperationEvent.StepStarted(meta(), kind, 1, StartReason.READY));
            for (int report = 1; report <= reports; report++) {
                Progress progress = new Progress(report * 1_000_000L, reports * 1_000_000L, report * 100L, 1_000);
                events.add(new OperationEvent.StepProgressed(meta(), kind, 1, progress, "part-" + report));
            }
            events.add(new OperationEvent.StepSucceeded(meta(), kind, 1, result(kind)));
        }

        private EventMeta meta() {
            long sequence = events.size() + 1L;
            return new EventMeta(
                    id,
                    OperationKind.BACKUP,
                    project,
                    "prd",
                    Application.LIFERAY,
                    Provider.LOCAL,
                    sequence,
                    BEGIN.plusSeconds(number * 60L + sequence),
                    new CommandId(new UUID(number, number)),
                    new Actor("user-7", "10.0.0.7"),
                    "correlation-" + number);
        }

        private static BackupRequest request() {
            DatabaseSource database = new DatabaseSource(
                    DatabaseType.POSTGRESQL,
                    "main",
                    List.of("lportal"),
                    List.of(),
                    Set.of(DatabaseStrategy.DUMP),
                    List.of("quartz_*"),
                    List.of());
            StorageSource storage = new StorageSource(
                    StorageType.MINIO,
                    "",
                    "library",
                    List.of(),
                    List.of(),
                    List.of("*/thumbnails/*", "*/previews/*"),
                    true,
                    true,
                    8,
                    false);
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
                    "nightly");
        }

        private static Plan plan() {
            return new Plan(
                    List.of(
                            planned(StepKind.DUMP_DATABASE),
                            planned(StepKind.VALIDATE_DATABASE, StepKind.DUMP_DATABASE),
                            planned(StepKind.COPY_OBJECTS, StepKind.DUMP_DATABASE),
                            planned(StepKind.VALIDATE_OBJECTS, StepKind.COPY_OBJECTS),
                            planned(StepKind.WRITE_MANIFEST, StepKind.VALIDATE_DATABASE, StepKind.VALIDATE_OBJECTS)),
                    List.of("*/thumbnails/*", "*/previews/*", "*/.cache/*", "*/temp/*"),
                    List.of("quartz_*"),
                    List.of("DLFileEntry", "User_"),
                    List.of());
        }

        private static PlannedStep planned(StepKind kind, StepKind... after) {
            return new PlannedStep(kind, Set.of(after), Duration.ofHours(6));
        }

        private static StepResult result(StepKind kind) {
            return new StepResult(
                    10_000_000,
                    1_000,
                    Map.of("engineVersion", "15.19", "dataTime", "2026-11-21T10:00:00Z"),
                    List.of(new Artifact(
                            "part/" + kind + ".bin",
                            kind.component(),
                            "application/octet-stream",
                            10_000_000,
                            "0123456789abcdef".repeat(4),
                            30_000_000)),
                    checks(kind.name()));
        }

        private static List<Check> checks(String of) {
            return List.of(
                    new Check(of + "-size", Component.DATABASE, true, "10,000,000 bytes, more than nothing"),
                    new Check(of + "-checksum", Component.DATABASE, true, "read back and equal"));
        }

        private RecoveryPoint point() {
            return new RecoveryPoint(
                    id,
                    project,
                    "prd",
                    Application.LIFERAY,
                    Provider.LOCAL,
                    BEGIN,
                    BEGIN.plusSeconds(number * 60L),
                    Set.of(Component.DATABASE, Component.OBJECTS),
                    20_000_000,
                    1_000,
                    "0123456789abcdef".repeat(4),
                    Retention.DEFAULT,
                    Verification.CHECKSUM,
                    Lifecycle.ACTIVE,
                    null,
                    false);
        }
    }
}
