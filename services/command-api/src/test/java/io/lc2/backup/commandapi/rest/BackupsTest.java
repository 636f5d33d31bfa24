package io.lc2.backup.commandapi.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.commandapi.ApiUnderTest;
import io.lc2.backup.commandapi.Calls;
import io.lc2.backup.commandapi.RecordingPublisher;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.BackupCommand.CancelOperation;
import io.lc2.backup.domain.command.BackupCommand.DeleteBackup;
import io.lc2.backup.domain.command.BackupCommand.RequestBackup;
import io.lc2.backup.domain.command.BackupCommand.VerifyBackup;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.ConfigurationSource;
import io.lc2.backup.domain.request.ContentModelSource;
import io.lc2.backup.domain.request.DatabaseSource;
import io.lc2.backup.domain.request.DatabaseStrategy;
import io.lc2.backup.domain.request.DatabaseType;
import io.lc2.backup.domain.request.Hook;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.domain.request.StorageType;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiUnderTest
class BackupsTest {

    private static final String BACKUPS = "/api/v1/projects/acme/backups";
    private static final String BACKUP = BACKUPS + "/b-local-7k3qwd2hzbmx4n5vfy6a";
    private static final OperationId BACKUP_ID = new OperationId("b-local-7k3qwd2hzbmx4n5vfy6a");

    @Autowired
    private RecordingPublisher log;

    @LocalServerPort
    private int port;

    private Calls calls;

    @BeforeEach
    void open() {
        calls = new Calls(port);
        log.commands().clear();
    }

    @AfterEach
    void close() {
        calls.close();
    }

    @Test
    void answersWithTheIdAndTheAddressInTheCatalog() {
        HttpResponse<String> answer = calls.post(BACKUPS, minimal());

        RequestBackup command = (RequestBackup) log.last();
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(Calls.json(answer).propertyNames()).containsExactlyInAnyOrder("backupId", "status", "requestId");
        assertThat(Calls.json(answer).get("backupId").asString())
                .isEqualTo(command.backupId().value())
                .matches("b-local-[a-z2-7]{20}");
        assertThat(Calls.json(answer).get("status").asString()).isEqualTo("Pending");
        assertThat(Calls.json(answer).get("requestId").asString())
                .isEqualTo(command.meta().commandId().toString());
        assertThat(answer.headers().firstValue("Location"))
                .contains("http://catalog.example:8481/api/v1/projects/acme/backups/" + command.backupId());
    }

    @Test
    void fillsInDefaults() {
        calls.post(BACKUPS, minimal());

        assertThat(((RequestBackup) log.last()).request())
                .isEqualTo(new BackupRequest(
                        "prd",
                        Application.LIFERAY,
                        Provider.LOCAL,
                        new DatabaseSource(
                                DatabaseType.POSTGRESQL,
                                "main",
                                List.of(),
                                List.of(),
                                Set.of(DatabaseStrategy.DUMP),
                                List.of(),
                                List.of()),
                        new StorageSource(
                                StorageType.FILESYSTEM,
                                "",
                                "library",
                                List.of(),
                                List.of(),
                                List.of(),
                                false,
                                true,
                                8,
                                false),
                        null,
                        null,
                        false,
                        Retention.DEFAULT,
                        ""));
    }

    @Test
    void takesEveryFieldOfTheContract() {
        HttpResponse<String> answer = calls.post(BACKUPS, """
                {"application": "bloomreach", "environment": "uat", "provider": "aws", "notes": "before the upgrade",
                 "database": {"type": "mariadb", "instance": "main", "databases": ["a", "b"], "schemas": ["public"],
                   "incrementalEnabled": true, "snapshotEnabled": true, "dumpEnabled": true, "dumpFormat": "custom",
                   "excludeTables": ["cache_*"],
                   "preBackupHooks": [{"name": "flush", "command": ["flush", "--all"], "timeout": 60,
                     "storeArtifact": true, "artifactPath": "out/flush.log", "onError": "continue"}]},
                 "storage": {"type": "azure-blob", "store": "media", "bucket": "library", "includePaths": ["documents/"],
                   "excludePaths": ["documents/tmp/"], "excludePatterns": ["*.tmp"], "excludeGeneratedFiles": true,
                   "parallelTransfer": false, "maxConcurrency": 16, "incremental": true},
                 "configuration": {"enabled": true, "exportCommand": ["drush", "cex"], "storagePath": "config/sync"},
                 "contentModel": {"enabled": true, "apiEndpoint": "https://cms.example/api", "exportFormat": "json"},
                 "search": {"enabled": true},
                 "retention": {"daily": 14, "weekly": 4, "monthly": 6, "yearly": 1,
                   "compliance": {"enabled": true, "period": 2555}}}""");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(((RequestBackup) log.last()).request())
                .isEqualTo(new BackupRequest(
                        "uat",
                        Application.BLOOMREACH,
                        Provider.AWS,
                        new DatabaseSource(
                                DatabaseType.MARIADB,
                                "main",
                                List.of("a", "b"),
                                List.of("public"),
                                Set.of(DatabaseStrategy.values()),
                                List.of("cache_*"),
                                List.of(new Hook(
                                        "flush",
                                        List.of("flush", "--all"),
                                        Duration.ofMinutes(1),
                                        true,
                                        "out/flush.log",
                                        false))),
                        new StorageSource(
                                StorageType.AZURE_BLOB,
                                "media",
                                "library",
                                List.of("documents/"),
                                List.of("documents/tmp/"),
                                List.of("*.tmp"),
                                true,
                                false,
                                16,
                                true),
                        new ConfigurationSource(List.of("drush", "cex"), "config/sync"),
                        new ContentModelSource("https://cms.example/api", "json"),
                        true,
                        new Retention(14, 4, 6, 1, 2555),
                        "before the upgrade"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                 | DUMP
            , "snapshotEnabled": true                          | SNAPSHOT
            , "incrementalEnabled": true, "dumpEnabled": true  | INCREMENTAL,DUMP
            , "snapshotEnabled": true, "dumpEnabled": false    | SNAPSHOT
            """)
    void takesADumpWhenNoStrategyIsMentioned(String fields, String strategies) {
        calls.post(BACKUPS, """
                {"application": "liferay", "environment": "prd", "provider": "local",
                 "database": {"instance": "main"%s}}""".formatted(fields));

        assertThat(((RequestBackup) log.last()).request().database().strategies())
                .extracting(Enum::name)
                .containsExactly(strategies.split(","));
    }

    @Test
    void leavesOutPartsThatAreSwitchedOff() {
        calls.post(BACKUPS, """
                {"application": "drupal", "environment": "prd", "provider": "local", "database": {"instance": "main"},
                 "configuration": {"enabled": false}, "contentModel": {"enabled": false}, "search": {"enabled": false},
                 "retention": {"compliance": {"enabled": false, "period": 10}}}""");

        BackupRequest request = ((RequestBackup) log.last()).request();
        assertThat(request.configuration()).isNull();
        assertThat(request.contentModel()).isNull();
        assertThat(request.search()).isFalse();
        assertThat(request.retention()).isEqualTo(Retention.DEFAULT);
    }

    @Test
    void deletesWithAReason() {
        HttpResponse<String> answer = calls.delete(BACKUP + "?reason=too%20old");

        DeleteBackup command = (DeleteBackup) log.last();
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(command.backupId()).isEqualTo(BACKUP_ID);
        assertThat(command.reason()).isEqualTo("too old");
        assertThat(command.force()).isFalse();
        assertThat(command.meta().provider()).isEqualTo(Provider.LOCAL);
        assertThat(answer.headers().firstValue("Location"))
                .contains("http://catalog.example:8481/api/v1/projects/acme/operations/" + command.purgeId());
    }

    @Test
    void forcesADeletionOnlyWithAReason() {
        HttpResponse<String> untold = calls.delete(BACKUP + "?force=true");
        assertThat(untold.statusCode()).isEqualTo(400);
        assertThat(untold.body()).contains("reason", "must say why");
        assertThat(log.commands()).isEmpty();

        calls.delete(BACKUP + "?force=true&reason=they%20left");
        assertThat(((DeleteBackup) log.last()).force()).isTrue();
    }

    @Test
    void undeletes() {
        HttpResponse<String> answer = calls.post(BACKUP + ":undelete");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(log.last()).isInstanceOf(BackupCommand.UndeleteBackup.class);
        assertThat(Calls.json(answer).get("backupId").asString()).isEqualTo(BACKUP_ID.value());
        assertThat(answer.headers().firstValue("Location"))
                .contains("http://catalog.example:8481/api/v1/projects/acme/backups/" + BACKUP_ID);
    }

    @Test
    void holdsAndReleasesWithAReason() {
        assertThat(calls.post(BACKUP + ":hold?reason=case%207").statusCode()).isEqualTo(202);
        assertThat(log.last()).isInstanceOfSatisfying(BackupCommand.HoldBackup.class, hold -> {
            assertThat(hold.backupId()).isEqualTo(BACKUP_ID);
            assertThat(hold.reason()).isEqualTo("case 7");
        });

        assertThat(calls.post(BACKUP + ":release?reason=closed").statusCode()).isEqualTo(202);
        assertThat(log.last())
                .isInstanceOfSatisfying(
                        BackupCommand.ReleaseBackup.class,
                        release -> assertThat(release.reason()).isEqualTo("closed"));
    }

    @Test
    void cancels() {
        HttpResponse<String> answer = calls.post(BACKUP + ":cancel");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(((CancelOperation) log.last()).operationId()).isEqualTo(BACKUP_ID);
        assertThat(Calls.json(answer).get("operationId").asString()).isEqualTo(BACKUP_ID.value());
    }

    @Test
    void verifies() {
        HttpResponse<String> answer = calls.post(BACKUP + ":verify");

        VerifyBackup command = (VerifyBackup) log.last();
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(command.backupId()).isEqualTo(BACKUP_ID);
        assertThat(Calls.json(answer).get("verificationId").asString())
                .isEqualTo(command.verificationId().value())
                .startsWith("v-local-");
    }

    @Test
    void takesTheProviderFromTheIdOrFromTheParameter() {
        calls.post(BACKUPS + "/b-aws-7k3qwd2hzbmx4n5vfy6a:verify");
        assertThat(log.last().meta().provider()).isEqualTo(Provider.AWS);

        calls.post(BACKUPS + "/nightly-1:verify?provider=gcp");
        assertThat(log.last().meta().provider()).isEqualTo(Provider.GCP);

        HttpResponse<String> untold = calls.post(BACKUPS + "/nightly-1:verify");
        assertThat(untold.statusCode()).isEqualTo(400);
        assertThat(untold.body()).contains("provider").contains("aws, gcp, azure, local");
    }

    private static String minimal() {
        return """
                {"application": "liferay", "environment": "prd", "provider": "local",
                 "database": {"instance": "main"}, "storage": {"type": "filesystem", "bucket": "library"}}""";
    }
}
