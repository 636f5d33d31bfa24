package io.lc2.backup.commandapi.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.commandapi.ApiUnderTest;
import io.lc2.backup.commandapi.Calls;
import io.lc2.backup.commandapi.RecordingPublisher;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.command.BackupCommand.CancelOperation;
import io.lc2.backup.domain.command.BackupCommand.RequestRestore;
import io.lc2.backup.domain.request.RestoreRequest;
import io.lc2.backup.domain.request.RestoreType;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiUnderTest
class RestoresTest {

    private static final String RESTORES = "/api/v1/projects/acme/restores";
    private static final OperationId BACKUP = new OperationId("b-local-7k3qwd2hzbmx4n5vfy6a");

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
        HttpResponse<String> answer = calls.post(RESTORES, """
                {"backupId": "b-local-7k3qwd2hzbmx4n5vfy6a", "targetEnvironment": "uat"}""");

        RequestRestore command = (RequestRestore) log.last();
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(Calls.json(answer).get("restoreId").asString())
                .isEqualTo(command.restoreId().value())
                .matches("r-local-[a-z2-7]{20}");
        assertThat(Calls.json(answer).get("status").asString()).isEqualTo("Pending");
        assertThat(answer.headers().firstValue("Location"))
                .contains("http://catalog.example:8481/api/v1/projects/acme/restores/" + command.restoreId());
        assertThat(command.meta().provider()).isEqualTo(Provider.LOCAL);
        assertThat(command.request())
                .isEqualTo(new RestoreRequest(
                        BACKUP, "uat", RestoreType.FULL, null, false, false, List.of(), List.of(), false, false));
    }

    @Test
    void takesEveryFieldOfTheContract() {
        calls.post(RESTORES, """
                {"backupId": "b-local-7k3qwd2hzbmx4n5vfy6a", "targetEnvironment": "uat", "restoreType": "selective",
                 "provider": "gcp", "pointInTime": "2026-11-20T12:00:00Z", "dryRun": true, "sanitize": true,
                 "prefixes": ["documents/"], "tables": ["public.User_"], "confirmDestructive": true}""");

        RequestRestore command = (RequestRestore) log.last();
        assertThat(command.meta().provider()).isEqualTo(Provider.GCP);
        assertThat(command.request())
                .isEqualTo(new RestoreRequest(
                        BACKUP,
                        "uat",
                        RestoreType.SELECTIVE,
                        Instant.parse("2026-11-20T12:00:00Z"),
                        true,
                        true,
                        List.of("documents/"),
                        List.of("public.User_"),
                        true,
                        false));
    }

    @Test
    void asksForADrill() {
        HttpResponse<String> answer = calls.post(RESTORES, """
                {"backupId": "b-local-7k3qwd2hzbmx4n5vfy6a", "drill": true}""");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(((RequestRestore) log.last()).request()).isEqualTo(RestoreRequest.drillOf(BACKUP));
    }

    @Test
    void cancels() {
        HttpResponse<String> answer = calls.post(RESTORES + "/r-azure-7k3qwd2hzbmx4n5vfy6a:cancel");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(((CancelOperation) log.last()).operationId().value()).isEqualTo("r-azure-7k3qwd2hzbmx4n5vfy6a");
        assertThat(log.last().meta().provider()).isEqualTo(Provider.AZURE);
    }
}
