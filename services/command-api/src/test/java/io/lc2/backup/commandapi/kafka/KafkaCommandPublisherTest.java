package io.lc2.backup.commandapi.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lc2.backup.commandapi.submission.LogUnavailableException;
import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.BackupCommand.CancelOperation;
import io.lc2.backup.domain.command.CommandMeta;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaCommandPublisherTest {

    private static final BackupCommand COMMAND = new CancelOperation(
            new CommandMeta(
                    new CommandId(new UUID(1, 2)),
                    new ProjectId("acme"),
                    Provider.LOCAL,
                    new Actor("user-42", "127.0.0.1"),
                    Instant.parse("2026-11-21T10:00:00Z"),
                    "c"),
            new OperationId("b-1"));

    @Test
    void waitsForTheAcknowledgementNoLongerThanItsBound() {
        try (MockProducer<String, BackupCommand> silent = producer(false)) {
            assertThatExceptionOfType(LogUnavailableException.class)
                    .isThrownBy(() -> publisher(silent).publish(COMMAND, null))
                    .satisfies(failure -> assertThat(failure.part()).isEqualTo("Kafka"));
            assertThat(silent.history()).hasSize(1);
        }
    }

    @Test
    void takesRefusalsOfKafkaForAnOutage() {
        try (MockProducer<String, BackupCommand> producer = producer(true)) {
            producer.sendException = new TimeoutException("no metadata");
            assertThatExceptionOfType(LogUnavailableException.class)
                    .isThrownBy(() -> publisher(producer).publish(COMMAND, null));

            producer.sendException = new TopicAuthorizationException("backup-commands");
            assertThatExceptionOfType(LogUnavailableException.class)
                    .isThrownBy(() -> publisher(producer).publish(COMMAND, null));
        }
    }

    @Test
    void takesRecordsThatCannotBeWrittenForADefect() {
        try (MockProducer<String, BackupCommand> producer = producer(true)) {
            producer.sendException = new SerializationException("a field is missing");
            assertThatExceptionOfType(SerializationException.class)
                    .isThrownBy(() -> publisher(producer).publish(COMMAND, null));

            producer.sendException = new RecordTooLargeException();
            assertThatExceptionOfType(RecordTooLargeException.class)
                    .isThrownBy(() -> publisher(producer).publish(COMMAND, null));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "00-00000000000000000000000000000000-b7ad6b7169203331-01"})
    void beginsATraceWhereTheCallersIsNotValid(String traceparent) {
        try (MockProducer<String, BackupCommand> producer = producer(true)) {
            publisher(producer).publish(COMMAND, traceparent);

            assertThat(new String(producer.history()
                            .getFirst()
                            .headers()
                            .lastHeader("traceparent")
                            .value()))
                    .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
        }
    }

    private static KafkaCommandPublisher publisher(MockProducer<String, BackupCommand> producer) {
        return new KafkaCommandPublisher(producer, Duration.ofMillis(50), new Random(1));
    }

    private static MockProducer<String, BackupCommand> producer(boolean acknowledging) {
        return new MockProducer<>(acknowledging, null, new StringSerializer(), (topic, command) -> new byte[] {1});
    }
}
