package io.lc2.backup.commandapi.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.commandapi.ApiUnderTest;
import io.lc2.backup.commandapi.Calls;
import io.lc2.backup.commandapi.RecordingPublisher;
import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.BackupCommand.RequestBackup;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiUnderTest
class CallersTest {

    private static final String BACKUPS = "/api/v1/projects/acme/backups";
    private static final String VERIFY = BACKUPS + "/b-local-7k3qwd2hzbmx4n5vfy6a:verify";

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
    void saysWhoAskedAndFromWhere() {
        calls.post(BACKUPS, body("prd"), "X-LC2-Actor", "user-42");
        assertThat(log.last().meta().actor()).isEqualTo(new Actor("user-42", "127.0.0.1"));

        calls.post(BACKUPS, body("prd"));
        assertThat(log.last().meta().actor()).isEqualTo(new Actor("anonymous", "127.0.0.1"));
    }

    @Test
    void passesTheCorrelationIdOnOrMakesOne() {
        HttpResponse<String> sent = calls.post(BACKUPS, body("prd"), "X-Correlation-Id", "ticket-7");
        assertThat(sent.headers().firstValue("X-Correlation-Id")).contains("ticket-7");
        assertThat(log.last().meta().correlationId()).isEqualTo("ticket-7");

        HttpResponse<String> unfit = calls.post(BACKUPS, body("prd"), "X-Correlation-Id", "a b");
        assertThat(unfit.headers().firstValue("X-Correlation-Id"))
                .contains(log.last().meta().correlationId())
                .get()
                .asString()
                .matches("[0-9a-f-]{36}");
    }

    @Test
    void makesOneBackupOfThreeCallsWithOneKey() {
        HttpResponse<String> first = calls.post(BACKUPS, body("prd"), "Idempotency-Key", "key-1");
        HttpResponse<String> second = calls.post(BACKUPS, body("prd"), "Idempotency-Key", "key-1");
        HttpResponse<String> third = calls.post(BACKUPS, body("prd") + "\n", "Idempotency-Key", "key-1");

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(third.body()).isEqualTo(first.body());
        assertThat(log.commands())
                .hasSize(3)
                .extracting(command -> command.meta().commandId())
                .containsOnly(log.last().meta().commandId());
    }

    @Test
    void refusesAKeyThatComesBackWithAnotherRequest() {
        calls.post(BACKUPS, body("prd"), "Idempotency-Key", "key-2");

        HttpResponse<String> otherBody = calls.post(BACKUPS, body("uat"), "Idempotency-Key", "key-2");
        HttpResponse<String> otherCall =
                calls.send(calls.request(VERIFY, "Idempotency-Key", "key-2").POST(noBody()));

        assertThat(otherBody.statusCode()).isEqualTo(422);
        assertThat(otherBody.body()).contains("urn:lc2:problem:key-reused").contains("Use a new Idempotency-Key");
        assertThat(otherCall.statusCode()).isEqualTo(422);
        assertThat(log.commands()).hasSize(1);
    }

    @Test
    void keepsKeysOfProjectsApart() {
        calls.post(BACKUPS, body("prd"), "Idempotency-Key", "key-3");
        calls.post("/api/v1/projects/other/backups", body("prd"), "Idempotency-Key", "key-3");

        assertThat(log.commands())
                .hasSize(2)
                .extracting(BackupCommand::meta)
                .doesNotHaveDuplicates()
                .extracting(meta -> meta.commandId())
                .doesNotHaveDuplicates();
    }

    @Test
    void makesTwoBackupsOfTwoCallsWithoutAKey() {
        HttpResponse<String> first = calls.post(BACKUPS, body("prd"));
        HttpResponse<String> second = calls.post(BACKUPS, body("prd"));

        assertThat(log.commands())
                .extracting(command -> ((RequestBackup) command).backupId())
                .doesNotHaveDuplicates();
        assertThat(first.headers().firstValue("Idempotency-Key"))
                .isPresent()
                .isNotEqualTo(second.headers().firstValue("Idempotency-Key"));
    }

    @Test
    void countsRequestsByHowTheyWereAnswered() {
        String project = "/api/v1/projects/counted";
        calls.post(project + "/backups", body("prd"));
        calls.post(project + "/backups", body("PRD"));
        calls.post(project + "/backups/b-local-7k3qwd2hzbmx4n5vfy6a:verify");

        assertThat(calls.get("/actuator/prometheus").body())
                .contains(
                        "lc2_backup_requests_total{application=\"liferay\",project=\"counted\",service=\"command-api\","
                                + "status=\"accepted\"} 1.0")
                .contains("status=\"invalid\"} 1.0")
                .contains("lc2_commands_total{command=\"verify\",project=\"counted\"");
    }

    @Test
    void tellsThatItLives() {
        HttpResponse<String> live = calls.get("/health/live");

        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(Calls.json(live).get("status").asString()).isEqualTo("UP");
    }

    private static BodyPublisher noBody() {
        return BodyPublishers.noBody();
    }

    private static String body(String environment) {
        return """
                {"application": "liferay", "environment": "%s", "provider": "local", "database": {"instance": "main"}}""".formatted(environment);
    }
}
