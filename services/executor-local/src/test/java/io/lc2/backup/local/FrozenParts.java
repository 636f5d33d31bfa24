package io.lc2.backup.local;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.operation.Operation;
import io.lc2.backup.domain.operation.StepState;
import io.lc2.backup.domain.operation.Subject;
import io.lc2.backup.domain.plan.Facts;
import io.lc2.backup.domain.plan.Plan;
import io.lc2.backup.domain.plan.PlannedStep;
import io.lc2.backup.domain.plan.Planning;
import io.lc2.backup.domain.plan.SourceBackup;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.EmbeddedS3;
import io.lc2.backup.executor.manifest.BackupManifest;
import io.lc2.backup.executor.objects.TransferSettings;
import io.lc2.backup.executor.spi.Buckets;
import io.lc2.backup.executor.spi.ConfiguredStores;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.Step;
import io.lc2.backup.executor.spi.StepContext;
import io.lc2.backup.executor.steps.StepParts;
import io.lc2.backup.local.files.FileObjectStore;
import io.lc2.backup.local.postgres.PostgresGateway;
import io.lc2.backup.local.postgres.PostgresServer;
import io.lc2.backup.local.postgres.PostgresTools;
import io.lc2.backup.local.s3.S3Credentials;
import io.lc2.backup.local.s3.S3ObjectStore;
import io.lc2.backup.local.s3.S3Settings;
import io.lc2.backup.testkit.RecordingControl;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiConsumer;

/** The executor's steps on a database server, an S3 server and a folder of files, without the loop around them. */
final class FrozenParts implements ConfiguredStores, AutoCloseable {

    static final String SERVER = "main";
    static final String FILES = "files";
    static final String S3 = "s3";

    private static final ProjectId PROJECT = new ProjectId("acme");
    private static final InstantSource CLOCK = InstantSource.system();

    private final FileObjectStore files;
    private final S3ObjectStore s3;
    private final String repositoryStore;
    private final String repositoryBucket;
    private final List<Step> steps;

    /**
     * Makes the parts.
     *
     * @param repositoryStore {@link #FILES} or {@link #S3}
     */
    FrozenParts(
            EmbeddedDatabase database, EmbeddedS3 server, Path root, String repositoryStore, String repositoryBucket) {
        this.files = new FileObjectStore(root, CLOCK);
        this.s3 = new S3ObjectStore(
                S3Settings.of(server.endpoint()), () -> new S3Credentials(server.accessKey(), server.secretKey()));
        this.repositoryStore = repositoryStore;
        this.repositoryBucket = repositoryBucket;
        PostgresServer settings = new PostgresServer(
                SERVER,
                database.host(),
                database.port(),
                database.user(),
                "DB_PASSWORD",
                null,
                List.of(),
                PostgresServer.POSTGRES,
                PostgresServer.PREFER);
        PostgresGateway gateway = new PostgresGateway(
                List.of(settings), PostgresTools.in(null, System.getenv()), Map.of("DB_PASSWORD", database.password()));
        this.steps =
                new StepParts(this, gateway, TransferSettings.DEFAULT, Duration.ZERO, CLOCK, new Random(1)).steps();
    }

    @Override
    public ObjectStore store(String name) {
        return name.equals(FILES) ? files : s3;
    }

    @Override
    public Buckets buckets(String name) {
        return name.equals(FILES) ? files.buckets() : s3.buckets();
    }

    @Override
    public Repository repository() {
        return new Repository(repositoryStore, store(repositoryStore), repositoryBucket);
    }

    /** Carries out a plan; each step sees the results of those before it. */
    Operation run(OperationId id, OperationKind kind, Subject subject, Plan plan) {
        return run(id, kind, subject, plan, (step, result) -> {});
    }

    /** Carries out a plan; something may happen after each step. */
    Operation run(
            OperationId id, OperationKind kind, Subject subject, Plan plan, BiConsumer<StepKind, StepResult> after) {
        Map<StepKind, StepState> done = new EnumMap<>(StepKind.class);
        Operation operation = operation(id, kind, subject, plan, done);
        for (PlannedStep planned : plan.steps()) {
            Step step = steps.stream()
                    .filter(candidate -> candidate.kind() == planned.kind())
                    .findFirst()
                    .orElseThrow();
            StepResult result = step.run(new StepContext(operation, new RecordingControl()));
            done.put(planned.kind(), new StepState.Done(1, CLOCK.instant(), result));
            operation = operation(id, kind, subject, plan, done);
            after.accept(planned.kind(), result);
        }
        return operation;
    }

    /** The plan, which must not have been refused. */
    static Plan planned(Planning planning) {
        return switch (planning) {
            case Planning.Planned planned -> planned.plan();
            case Planning.Refused refused -> throw new AssertionError(refused.message());
        };
    }

    /** The database or the bucket that a step of a restore has made. */
    static String endpoint(Operation restored, StepKind step) {
        String address = restored.result(step).facts().entrySet().stream()
                .filter(fact -> fact.getKey().startsWith(Facts.ENDPOINT_PREFIX))
                .findFirst()
                .orElseThrow()
                .getValue();
        return address.substring(address.lastIndexOf('/') + 1);
    }

    /** What the log has of a backup. */
    static SourceBackup source(BackupManifest manifest, String sha256) {
        return new SourceBackup(
                new OperationId(manifest.backupId()),
                manifest.environment(),
                manifest.application(),
                manifest.provider(),
                manifest.components(),
                manifest.database().dump().bytes() + manifest.objects().bytes(),
                manifest.objects().count(),
                sha256);
    }

    @Override
    public void close() {
        files.close();
        s3.close();
    }

    private static Operation operation(
            OperationId id, OperationKind kind, Subject subject, Plan plan, Map<StepKind, StepState> done) {
        EventMeta first = new EventMeta(
                id,
                kind,
                PROJECT,
                kind == OperationKind.BACKUP ? "prd" : "uat",
                Application.LIFERAY,
                Provider.LOCAL,
                1,
                CLOCK.instant(),
                new CommandId(new UUID(1, 1)),
                new Actor("tester", ""),
                id.value());
        return new Operation(first, subject, plan, done, 1, CLOCK.instant(), CLOCK.instant());
    }
}
