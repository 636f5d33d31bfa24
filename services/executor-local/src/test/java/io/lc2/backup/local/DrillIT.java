package io.lc2.backup.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.DrillResult;
import io.lc2.backup.domain.event.Leftovers;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.event.OperationEvent.OperationFailed;
import io.lc2.backup.domain.event.OperationEvent.RestoreCompleted;
import io.lc2.backup.domain.event.OperationEvent.StepStarted;
import io.lc2.backup.domain.event.OperationEvent.StepSucceeded;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.RecoveryPoints;
import io.lc2.backup.domain.recovery.Verification;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.DatabaseSource;
import io.lc2.backup.domain.request.DatabaseStrategy;
import io.lc2.backup.domain.request.DatabaseType;
import io.lc2.backup.domain.request.RestoreRequest;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.domain.request.StorageType;
import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.embedded.EmbeddedS3;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Drills of real backups: on a real PostgreSQL and S3 server nothing is left of them, whatever becomes of them. */
@ExtendWith(EmbeddedServerExtension.class)
class DrillIT {

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final String SECRET_VARIABLE = "LAB_S3_SECRET";
    private static final int DOCUMENTS = 60;

    @TempDir
    private Path directory;

    private Laboratory lab;
    private EmbeddedS3 server;
    private S3Client s3;
    private ExecutorProcess executor;
    private EventLog events;

    @BeforeEach
    void open(EmbeddedBroker broker, EmbeddedRegistry registry, EmbeddedDatabase database, EmbeddedS3 store) {
        lab = new Laboratory(broker, registry, database, directory);
        server = store;
        s3 = S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(server.region()))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
                .build();
    }

    @AfterEach
    void close() {
        if (events != null) {
            events.close();
        }
        if (executor != null) {
            executor.close();
        }
        s3.close();
        lab.close();
    }

    @Test
    void provesABackupMeasuresAndLeavesNothing() {
        begin("provendrill");
        Set<String> before = everything();

        lab.ask(drill("provendrill-drill", "provendrill-b"));

        BackupEvent end = events.awaitEnd("provendrill-drill", PATIENCE);
        assertThat(end).isInstanceOf(RestoreCompleted.class);
        DrillResult result = Objects.requireNonNull(((RestoreCompleted) end).drill());
        assertThat(result.rto()).isPositive();
        assertThat(result.rpo()).isPositive();
        assertThat(((RestoreCompleted) end).checks())
                .extracting(check -> check.name())
                .contains("manifest-intact", "restored-row-counts", "restored-complete", "objects-checksums");
        assertThat(made("provendrill-drill"))
                .containsExactly(StepKind.RESTORE_DATABASE, StepKind.RESTORE_OBJECTS, StepKind.CLEAN_UP);
        assertThat(everything()).isEqualTo(before);
        assertThat(verification("provendrill-b", end)).isEqualTo(Verification.RESTORED);
    }

    @Test
    void tearsDownAndDisprovesABackupThatIsBroken() {
        begin("brokendrill");
        Set<String> before = everything();
        damage("brokendrill-repository");

        lab.ask(drill("brokendrill-drill", "brokendrill-b"));

        BackupEvent end = events.awaitEnd("brokendrill-drill", PATIENCE);
        assertThat(end).isInstanceOf(OperationFailed.class);
        OperationFailed failed = (OperationFailed) end;
        assertThat(failed.failure().code()).isEqualTo(FailureCode.VALIDATION_FAILED);
        assertThat(failed.leftovers()).isEqualTo(Leftovers.CLEANED_UP);
        assertThat(made("brokendrill-drill")).contains(StepKind.RESTORE_DATABASE, StepKind.CLEAN_UP);
        assertThat(everything()).isEqualTo(before);
        assertThat(verification("brokendrill-b", end)).isEqualTo(Verification.NONE);
    }

    @Test
    void leavesNothingWhenTheExecutorIsKilledInEveryStep() {
        begin("killeddrill");
        Set<String> before = everything();

        lab.ask(drill("killeddrill-drill", "killeddrill-b"));
        for (StepKind step : List.of(
                StepKind.CHECK_BACKUP,
                StepKind.RESTORE_DATABASE,
                StepKind.RESTORE_OBJECTS,
                StepKind.VALIDATE_RESTORE,
                StepKind.VERIFY_BACKUP,
                StepKind.CLEAN_UP)) {
            events.await(
                    "killeddrill-drill",
                    PATIENCE,
                    event -> event instanceof OperationEvent.Ended
                            || (event instanceof StepStarted started && started.step() == step));
            executor.kill();
            executor.start();
        }

        BackupEvent end = events.awaitEnd("killeddrill-drill", PATIENCE);
        assertThat(end).isInstanceOf(RestoreCompleted.class);
        assertThat(events.of("killeddrill-drill"))
                .filteredOn(OperationEvent.Ended.class::isInstance)
                .hasSize(1);
        assertThat(everything()).isEqualTo(before);
        assertThat(verification("killeddrill-b", end)).isEqualTo(Verification.RESTORED);
    }

    /** A source and a completed backup of it, all of it called after the test. */
    private void begin(String name) {
        lab.makeDatabase(name);
        s3.createBucket(request -> request.bucket(name + "-library"));
        s3.createBucket(request -> request.bucket(name + "-repository"));
        Random random = new Random(7);
        for (int i = 0; i < DOCUMENTS; i++) {
            byte[] bytes = new byte[1 + random.nextInt(20_000)];
            random.nextBytes(bytes);
            String key = "20101/" + i;
            s3.putObject(request -> request.bucket(name + "-library").key(key), RequestBody.fromBytes(bytes));
        }
        executor = lab.executor(
                        Map.of(
                                Laboratory.PASSWORD_VARIABLE,
                                lab.database.password(),
                                SECRET_VARIABLE,
                                server.secretKey()),
                        "--lc2.executor.stores.s3.type=s3",
                        "--lc2.executor.stores.s3.endpoint=" + server.endpoint(),
                        "--lc2.executor.stores.s3.region=" + server.region(),
                        "--lc2.executor.stores.s3.access-key=" + server.accessKey(),
                        "--lc2.executor.stores.s3.secret-key-env=" + SECRET_VARIABLE,
                        "--lc2.executor.stores.s3.path-style=true",
                        "--lc2.executor.repository.store=s3",
                        "--lc2.executor.repository.bucket=" + name + "-repository")
                .start();
        events = lab.events();
        lab.ask(backup(name));
        assertThat(events.awaitEnd(name + "-b", PATIENCE)).isInstanceOf(BackupCompleted.class);
    }

    private static BackupCommand backup(String name) {
        DatabaseSource database = new DatabaseSource(
                DatabaseType.POSTGRESQL,
                "main",
                List.of(name),
                List.of(),
                Set.of(DatabaseStrategy.DUMP),
                List.of(),
                List.of());
        StorageSource library = new StorageSource(
                StorageType.S3, "s3", name + "-library", List.of(), List.of(), List.of(), true, true, 4, false);
        return new BackupCommand.RequestBackup(
                Laboratory.meta(name + "-b"),
                new OperationId(name + "-b"),
                new BackupRequest(
                        "prd",
                        Application.LIFERAY,
                        Provider.LOCAL,
                        database,
                        library,
                        null,
                        null,
                        false,
                        Retention.DEFAULT,
                        ""));
    }

    private static BackupCommand drill(String id, String backup) {
        return new BackupCommand.RequestRestore(
                Laboratory.meta(id), new OperationId(id), RestoreRequest.drillOf(new OperationId(backup)));
    }

    /** Other bytes of the same number in a stored object: no listing tells, only who reads it. */
    private void damage(String repository) {
        S3Object stored = s3.listObjectsV2Paginator(request -> request.bucket(repository)).contents().stream()
                .filter(object -> object.key().contains("/objects/"))
                .findFirst()
                .orElseThrow();
        byte[] other = new byte[Math.toIntExact(stored.size())];
        s3.putObject(request -> request.bucket(repository).key(stored.key()), RequestBody.fromBytes(other));
    }

    /** Names of all databases and buckets of the servers. */
    private Set<String> everything() {
        Set<String> names = new TreeSet<>(
                List.of(lab.query("postgres", "SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database")));
        s3.listBuckets().buckets().stream().map(Bucket::name).forEach(names::add);
        return names;
    }

    private List<StepKind> made(String drill) {
        return events.of(drill).stream()
                .filter(StepSucceeded.class::isInstance)
                .map(event -> ((StepSucceeded) event).step())
                .filter(step -> step != StepKind.CHECK_BACKUP
                        && step != StepKind.VALIDATE_RESTORE
                        && step != StepKind.VERIFY_BACKUP)
                .toList();
    }

    private Verification verification(String backup, BackupEvent end) {
        OperationId id = new OperationId(backup);
        RecoveryPoint made = ((BackupCompleted) events.awaitEnd(backup, PATIENCE)).recoveryPoint();
        return Objects.requireNonNull(
                        RecoveryPoints.evolve(Map.of(id, made), end).get(id))
                .verification();
    }
}
