package io.lc2.backup.messaging.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.RejectionCode;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.operation.StepReport;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.messaging.codec.ContractFixtures;
import io.lc2.backup.messaging.codec.GoldenValues;
import io.lc2.backup.messaging.codec.Signal;
import io.lc2.backup.messaging.headers.CloudEventHeaders;
import io.lc2.backup.messaging.headers.TraceParent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class EnvelopesTest {

    @Test
    void theTypeIsThatOfTheRecord() {
        for (Topic<?> topic : List.of(Topics.COMMANDS, Topics.EVENTS, Topics.CATALOG, Topics.signals(Provider.AWS))) {
            theTypeIsThatOfTheRecord(topic);
        }
    }

    @Test
    void saysOnTheOutsideWhatACommandIs() {
        TraceParent trace = TraceParent.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .orElseThrow();

        ProducerRecord<String, ?> record =
                Topics.COMMANDS.record(ContractFixtures.requestBackup(), "/lc2/command-api", trace);

        assertThat(record.topic()).isEqualTo("backup-commands");
        assertThat(record.key()).isEqualTo("acme");
        assertThat(CloudEventHeaders.readFrom(record.headers()))
                .isEqualTo(new CloudEventHeaders(
                        "0190d2f4-6c1e-7a55-8f0e-0242ac120002",
                        "io.lc2.backup.avro.RequestBackup",
                        "/lc2/command-api",
                        ContractFixtures.T0,
                        "backup-1",
                        trace,
                        "local"));
    }

    @Test
    void whatIsAboutPoliciesIsForTheSchedulerAndForNoExecutor() {
        CommandMeta meta = ContractFixtures.requestBackup().meta();
        PolicyId id = new PolicyId("nightly");
        CommandRejected refused = new CommandRejected(
                meta, "PausePolicy", "nightly", ContractFixtures.T0, RejectionCode.INVALID_REQUEST, "no", "ask");

        Envelope command = Topics.COMMANDS.envelope(new PolicyCommand.PausePolicy(meta, id));

        assertThat(command.subject()).isEqualTo("nightly");
        assertThat(List.of(command, Topics.EVENTS.envelope(refused)))
                .extracting(Envelope::audience)
                .containsOnly("scheduler");
        assertThat(GoldenValues.on(Topics.EVENTS.codec()).stream().filter(PolicyEvent.class::isInstance))
                .isNotEmpty()
                .allSatisfy(event ->
                        assertThat(Topics.EVENTS.envelope(event).audience()).isEqualTo("scheduler"));
    }

    @Test
    void theEntryOfAnOperationHasAKeyOfItsOwn() {
        CatalogEntry entry = new CatalogEntry.Pending(ContractFixtures.requestBackup());

        assertThat(Topics.CATALOG.key(entry)).isEqualTo("acme/backup-1");
        assertThat(Topics.catalogKey(ContractFixtures.PROJECT, new OperationId("backup-1")))
                .isEqualTo("acme/backup-1");
    }

    @Test
    void heartbeatsOfOneAttemptAreDifferentRecords() {
        Topic<Signal> signals = Topics.signals(Provider.LOCAL);
        StepAttempt attempt =
                new StepAttempt(ContractFixtures.PROJECT, ContractFixtures.BACKUP, StepKind.COPY_OBJECTS, 1);
        Set<String> ids = new HashSet<>();

        for (int second = 0; second < 3; second++) {
            StepReport report = new StepReport.Progressed(attempt, Progress.NONE, null);
            ids.add(signals.envelope(new Signal.ReportSignal(report, ContractFixtures.T0.plusSeconds(second)))
                    .id());
        }

        assertThat(ids).hasSize(3).allMatch(id -> id.startsWith("backup-1/COPY_OBJECTS/1/PROGRESSED/"));
    }

    private static <V> void theTypeIsThatOfTheRecord(Topic<V> topic) {
        List<V> values = GoldenValues.on(topic.codec());
        assertThat(values)
                .isNotEmpty()
                .allSatisfy(value -> assertThat(topic.envelope(value).type())
                        .isEqualTo(topic.codec().toAvro(value).getSchema().getFullName()));
    }
}
