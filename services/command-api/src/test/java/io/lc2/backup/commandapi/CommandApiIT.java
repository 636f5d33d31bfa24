package io.lc2.backup.commandapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.BackupCommand.RequestBackup;
import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import io.lc2.backup.messaging.headers.CloudEventHeaders;
import io.lc2.backup.messaging.headers.TraceParent;
import java.net.http.HttpResponse;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(EmbeddedServerExtension.class)
class CommandApiIT {

    private static final String REQUEST = """
            {"application": "liferay", "environment": "prd", "provider": "local",
             "database": {"instance": "main", "databases": ["lportal"]},
             "storage": {"type": "s3", "bucket": "library"}}""";

    private static CommandLog log;
    private static ConfigurableApplicationContext service;
    private static ConfigurableApplicationContext second;
    private static Calls calls;
    private static Calls secondCalls;

    @BeforeAll
    static void start(EmbeddedBroker broker, EmbeddedRegistry registry) {
        log = new CommandLog(broker.bootstrapServers(), registry.url().toString());
        log.create();
        service = start(broker.bootstrapServers(), registry.url().toString());
        second = start(broker.bootstrapServers(), registry.url().toString());
        calls = calls(service);
        secondCalls = calls(second);
    }

    @AfterAll
    static void stop() {
        calls.close();
        secondCalls.close();
        service.close();
        second.close();
        log.close();
    }

    @Test
    void answersWhenTheCommandIsOnTheLog() {
        HttpResponse<String> answer = calls.post(
                backups("acknowledged"),
                REQUEST,
                "X-LC2-Actor",
                "user-42",
                "X-Correlation-Id",
                "ticket-7",
                "traceparent",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        ConsumerRecord<String, BackupCommand> record = log.of("acknowledged").getFirst();
        RequestBackup command = (RequestBackup) record.value();
        assertThat(record.key()).isEqualTo("acknowledged");
        assertThat(command.backupId().value())
                .isEqualTo(Calls.json(answer).get("backupId").asString());
        assertThat(command.request().storage().bucket()).isEqualTo("library");
        assertThat(command.meta().actor().id()).isEqualTo("user-42");
        assertThat(command.meta().correlationId()).isEqualTo("ticket-7");

        CloudEventHeaders headers = CloudEventHeaders.readFrom(record.headers());
        TraceParent trace = headers.trace();
        assertThat(headers.id()).isEqualTo(Calls.json(answer).get("requestId").asString());
        assertThat(headers.source()).isEqualTo("/lc2/command-api");
        assertThat(headers.subject()).isEqualTo(command.backupId().value());
        assertThat(headers.provider()).isEqualTo("local");
        assertThat(trace.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(trace.parentId()).isNotEqualTo("b7ad6b7169203331");
        assertThat(trace.sampled()).isTrue();
    }

    @Test
    void beginsATraceWhereTheCallerHasNone() {
        calls.post(backups("untraced"), REQUEST);

        assertThat(CloudEventHeaders.readFrom(log.of("untraced").getFirst().headers())
                        .trace())
                .isNotNull();
    }

    @Test
    void namesOneBackupForThreeCallsWithOneKeyAtTwoInstances() {
        List<Calls> instances = List.of(calls, secondCalls, calls);

        List<String> ids = instances.stream()
                .map(instance -> instance.post(backups("repeated"), REQUEST, "Idempotency-Key", "nightly-1"))
                .map(answer -> Calls.json(answer).get("backupId").asString())
                .distinct()
                .toList();

        assertThat(ids).hasSize(1);
        assertThat(log.of("repeated"))
                .extracting(record -> record.value().meta().commandId())
                .hasSize(3)
                .containsOnly(log.of("repeated").getFirst().value().meta().commandId());
    }

    @Test
    void givesAReusedKeyAnotherOperationAtAnInstanceThatDoesNotKnowIt() {
        calls.post(backups("reused"), REQUEST, "Idempotency-Key", "k");
        HttpResponse<String> other =
                secondCalls.post(backups("reused"), REQUEST.replace("lportal", "other"), "Idempotency-Key", "k");

        assertThat(other.statusCode()).isEqualTo(201);
        assertThat(log.of("reused"))
                .extracting(record -> ((RequestBackup) record.value()).backupId())
                .doesNotHaveDuplicates();
        assertThat(log.of("reused"))
                .extracting(record -> record.value().meta().commandId())
                .containsOnly(log.of("reused").getFirst().value().meta().commandId());
    }

    @Test
    void isReadyWhenKafkaAndTheRegistryAnswer() {
        HttpResponse<String> ready = calls.get("/health/ready");

        assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
        assertThat(ready.body()).contains("kafka").contains("schemaRegistry");
    }

    static ConfigurableApplicationContext start(String bootstrapServers, String registryUrl) {
        return CommandApiApplication.start(
                false,
                "--server.port=0",
                "--lc2.command-api.bootstrap-servers=" + bootstrapServers,
                "--lc2.command-api.schema-registry-url=" + registryUrl);
    }

    static Calls calls(ConfigurableApplicationContext service) {
        return new Calls(service.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    private static String backups(String project) {
        return "/api/v1/projects/" + project + "/backups";
    }
}
