package io.lc2.backup.commandapi.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.commandapi.ApiUnderTest;
import io.lc2.backup.commandapi.Calls;
import io.lc2.backup.commandapi.RecordingPublisher;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.DefinePolicy;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.PausePolicy;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.RemovePolicy;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.UnpausePolicy;
import io.lc2.backup.domain.policy.Policy;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.retention.RetentionPolicy;
import io.lc2.backup.domain.schedule.CatchUp;
import io.lc2.backup.domain.schedule.Overlap;
import io.lc2.backup.domain.schedule.RunWindow;
import io.lc2.backup.domain.schedule.Schedule;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ApiUnderTest
class PoliciesTest {

    private static final String NIGHTLY = "/api/v1/projects/acme/policies/nightly";
    private static final String BACKUP =
            "{\"application\": \"liferay\", \"environment\": \"prd\", \"provider\": \"local\","
                    + " \"storage\": {\"type\": \"filesystem\", \"bucket\": \"library\"}}";

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
    void takesEveryFieldOfTheContract() {
        HttpResponse<String> answer = put(NIGHTLY, """
                {"schedule": {"cron": "30 2 * * MON-FRI", "zone": "Europe/Berlin", "jitter": "PT10M",
                              "window": {"startBy": "PT1H", "finishBy": "PT4H"}, "catchUp": "none", "overlap": "queue"},
                 "retention": {"zone": "UTC", "daily": 14, "weekly": 4, "monthly": 2, "yearly": 0, "minKeep": 3,
                               "safetyMargin": "PT48H", "expireManual": true,
                               "compliance": {"enabled": true, "period": 400}},
                 "backup": %s}""".formatted(BACKUP));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        DefinePolicy command = (DefinePolicy) log.last();
        Policy policy = command.policy();
        assertThat(policy.id()).isEqualTo(new PolicyId("nightly"));
        assertThat(policy.schedule())
                .isEqualTo(new Schedule(
                        "30 2 * * MON-FRI",
                        "Europe/Berlin",
                        Duration.ofMinutes(10),
                        new RunWindow(Duration.ofHours(1), Duration.ofHours(4)),
                        CatchUp.NONE,
                        Overlap.QUEUE));
        Retention keep = new Retention(14, 4, 2, 0, 400);
        assertThat(policy.retention()).isEqualTo(new RetentionPolicy("UTC", keep, 3, Duration.ofHours(48), true));
        assertThat(policy.backup().retention()).isEqualTo(keep);
        assertThat(command.meta().provider()).isEqualTo(Provider.LOCAL);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location).endsWith(NIGHTLY));
        JsonNode body = Calls.json(answer);
        assertThat(body.get("policyId").asString()).isEqualTo("nightly");
        assertThat(body.get("requestId").asString())
                .isEqualTo(command.meta().commandId().toString());
        assertThat(body.get("fingerprint").asString()).isEqualTo(policy.fingerprint());
        assertThat(body.get("warnings").size()).isZero();
    }

    @Test
    void fillsInDefaults() {
        put(NIGHTLY, policy("\"cron\": \"30 2 * * *\", \"zone\": \"Europe/Berlin\""));

        Policy policy = ((DefinePolicy) log.last()).policy();
        assertThat(policy.schedule()).isEqualTo(Schedule.of("30 2 * * *", "Europe/Berlin"));
        assertThat(policy.retention())
                .isEqualTo(new RetentionPolicy("Europe/Berlin", Retention.DEFAULT, 1, Duration.ofDays(1), false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "cron": "0 0 30 2 *"                                             | schedule.cron          | never fires
            "cron": "30 2 * *"                                               | schedule.cron          | five fields
            "cron": "30 25 * * *"                                            | schedule.cron          | wrong hour
            "cron": "30 2 * * *", "zone": "Mars/Olympus"                     | schedule.zone          | IANA name
            "cron": "30 2 * * *", "jitter": "ten minutes"                    | schedule.jitter        | duration
            "cron": "0 * * * *", "jitter": "PT1H"                            | schedule.jitter        | shorter
            "cron": "30 2 * * *", "window": {"startBy": "PT1S"}              | schedule.window.startBy | 60 seconds
            "cron": "30 2 * * *", "overlap": "maybe"                         | schedule.overlap       | one of
            """)
    void refusesWithTheFieldAndTheReason(String schedule, String field, String reason) {
        HttpResponse<String> answer = put(NIGHTLY, policy(schedule));

        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode error = Calls.json(answer).get("errors").get(0);
        assertThat(error.get("field").asString()).isEqualTo(field);
        assertThat(error.get("message").asString()).contains(reason);
        assertThat(log.commands()).isEmpty();
    }

    @Test
    void refusesAPolicyThatKeepsNothingOrSaysSoTwice() {
        String keepsNothing =
                "{\"schedule\": {\"cron\": \"30 2 * * *\"}, \"retention\": {\"daily\": 0}, \"backup\": " + BACKUP + "}";
        String twice = "{\"schedule\": {\"cron\": \"30 2 * * *\"}, \"backup\": "
                + BACKUP.replaceFirst("}}$", "}, \"retention\": {}}") + "}";

        assertThat(put(NIGHTLY, keepsNothing).body()).contains("keeps nothing");
        assertThat(put(NIGHTLY, twice).body()).contains("backup.retention");
        assertThat(put(NIGHTLY + "-" + "x".repeat(40), policy("\"cron\": \"30 2 * * *\""))
                        .body())
                .contains("at most 40 characters");
    }

    @Test
    void warnsOfWhatMayNotBeMeant() {
        HttpResponse<String> answer =
                put(NIGHTLY, policy("\"cron\": \"0 * * * *\", \"window\": {\"finishBy\": \"PT2H\"}"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(Calls.json(answer).get("warnings").get(0).get("field").asString())
                .isEqualTo("schedule.window.finishBy");
    }

    @Test
    void removesPausesAndUnpauses() {
        assertThat(calls.delete(NIGHTLY).statusCode()).isEqualTo(204);
        assertThat(log.last())
                .isInstanceOfSatisfying(
                        RemovePolicy.class,
                        command -> assertThat(command.policyId()).hasToString("nightly"));
        assertThat(calls.post(NIGHTLY + ":pause").statusCode()).isEqualTo(202);
        assertThat(log.last()).isInstanceOf(PausePolicy.class);
        assertThat(calls.post(NIGHTLY + ":unpause").statusCode()).isEqualTo(202);
        assertThat(log.last()).isInstanceOf(UnpausePolicy.class);
    }

    @Test
    void previewsTheNextRunsAndAsksForNothing() {
        HttpResponse<String> answer = calls.post(
                NIGHTLY + ":preview",
                policy("\"cron\": \"30 2 * * *\", \"zone\": \"Asia/Kathmandu\", \"window\": {\"finishBy\": \"PT4H\"}"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode runs = Calls.json(answer).get("runs");
        assertThat(runs.size()).isEqualTo(5);
        assertThat(runs.get(0).get("due").asString()).endsWith("T02:30:00+05:45");
        assertThat(runs.get(0).get("dueUtc").asString()).endsWith("T20:45:00Z");
        assertThat(runs.get(0).get("finishBy").asString()).endsWith("T00:45:00Z");
        assertThat(log.commands()).isEmpty();
    }

    @Test
    void takesAndPreviewsDrillsInTheZoneOfTheSchedule() {
        String body = policy("\"cron\": \"30 2 * * *\", \"zone\": \"Asia/Kathmandu\"")
                .replace("\"backup\":", "\"drill\": {\"cron\": \"0 4 * * SUN\"}, \"backup\":");

        HttpResponse<String> preview = calls.post(NIGHTLY + ":preview", body);
        HttpResponse<String> put = put(NIGHTLY, body);

        JsonNode drills = Calls.json(preview).get("drills");
        assertThat(drills.size()).as(preview.body()).isEqualTo(5);
        assertThat(drills.get(0).get("due").asString()).endsWith("T04:00:00+05:45");
        assertThat(put.statusCode()).as(put.body()).isEqualTo(202);
        assertThat(((DefinePolicy) log.last()).policy().drill())
                .isEqualTo(Schedule.of("0 4 * * SUN", "Asia/Kathmandu"));
    }

    @Test
    void refusesADrillThatWouldQueue() {
        HttpResponse<String> answer = put(
                NIGHTLY,
                policy("\"cron\": \"30 2 * * *\"")
                        .replace(
                                "\"backup\":",
                                "\"drill\": {\"cron\": \"0 4 * * *\", \"overlap\": \"queue\"}, \"backup\":"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("drill.overlap");
    }

    private HttpResponse<String> put(String path, String body) {
        return calls.send(
                calls.request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body)));
    }

    private static String policy(String schedule) {
        return "{\"schedule\": {" + schedule + "}, \"backup\": " + BACKUP + "}";
    }
}
