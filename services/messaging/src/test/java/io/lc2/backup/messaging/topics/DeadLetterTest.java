package io.lc2.backup.messaging.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.messaging.codec.ContractFixtures;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.registry.SchemaRegistryUnavailableException;
import io.lc2.backup.messaging.serde.UnknownRecordTypeException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Response;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Result;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

    private final DeadLetterHandler handler = new DeadLetterHandler(InstantSource.fixed(ContractFixtures.T0));

    @Test
    void keepsTheRecordAndSaysWhy() {
        ConsumerRecord<byte[], byte[]> record = record("backup-commands", new byte[] {1, 2, 3});

        Response response = handler.handleError(context(record), record, new SerializationException("not framed"));

        assertThat(response.result()).isEqualTo(Result.RESUME);
        ProducerRecord<byte[], byte[]> letter =
                response.deadLetterQueueRecords().getFirst();
        assertThat(letter.topic()).isEqualTo("backup-dead-letters");
        assertThat(letter.key()).isEqualTo("acme".getBytes(UTF_8));
        assertThat(letter.value()).containsExactly(1, 2, 3);
        assertThat(letter.headers().lastHeader("ce_id").value()).isEqualTo("17".getBytes(UTF_8));
        assertThat(DeadLetter.readFrom(letter.headers()))
                .isEqualTo(new DeadLetter(
                        "backup-commands",
                        5,
                        42,
                        "not framed",
                        SerializationException.class.getName(),
                        ContractFixtures.T0));
    }

    @Test
    void stopsBeforeARecordThatMayBeSound() {
        ConsumerRecord<byte[], byte[]> record = record("backup-commands", new byte[] {0, 0, 0, 0, 1, 2});

        assertThat(handler.handleError(context(record), record, failureWithoutRegistry(record.value()))
                        .result())
                .isEqualTo(Result.FAIL);
        assertThat(handler.handleError(context(record), record, new KafkaException("fenced"))
                        .result())
                .isEqualTo(Result.FAIL);
    }

    @Test
    void stopsBeforeAnEventOfANewerVersion() {
        ConsumerRecord<byte[], byte[]> event = record("backup-events", new byte[0]);
        ConsumerRecord<byte[], byte[]> command = record("backup-commands", new byte[0]);
        Exception unknown = failureOfAType("io.lc2.backup.avro.BackupTeleported");

        assertThat(handler.handleError(context(event), event, unknown).result()).isEqualTo(Result.FAIL);
        assertThat(handler.handleError(context(command), command, unknown).result())
                .isEqualTo(Result.RESUME);
    }

    @Test
    void goesPastWhatNoVersionWritesToTheEvents() {
        ConsumerRecord<byte[], byte[]> event = record("backup-events", new byte[0]);

        assertThat(List.of(failureOfAType("com.example.Order"), failureOfAnotherFamily()))
                .allSatisfy(foreign -> assertThat(handler.handleError(context(event), event, foreign)
                                .result())
                        .isEqualTo(Result.RESUME));
    }

    @Test
    void liesInThePartitionOfTheSameNumber() {
        ConsumerRecord<byte[], byte[]> record = record("backup-commands", new byte[] {1});

        assertThat(letter(record).partition()).isEqualTo(record.partition());
    }

    @Test
    void fitsIntoAnyBrokerHoweverLargeTheRecordIs() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("endless", new byte[200_000]);
        headers.add("ce_id", "17".getBytes(UTF_8));
        ConsumerRecord<byte[], byte[]> record =
                record("backup-commands", new byte[100_000], new byte[10_000_000], headers);

        ProducerRecord<byte[], byte[]> letter = letter(record);

        assertThat(letter.value()).hasSize(DeadLetter.LARGEST_VALUE);
        assertThat(letter.key()).hasSize(DeadLetter.LARGEST_KEY);
        assertThat(letter.headers().lastHeader("endless")).isNull();
        assertThat(letter.headers().lastHeader("ce_id")).isNotNull();
        assertThat(DeadLetter.cutOf(letter.headers()))
                .isEqualTo("key of 100000 bytes, value of 10000000 bytes, headers of 200014 bytes");
    }

    @Test
    void saysNothingIsCutWhereNothingIs() {
        ConsumerRecord<byte[], byte[]> record = record("backup-commands", new byte[DeadLetter.LARGEST_VALUE]);

        assertThat(DeadLetter.cutOf(letter(record).headers())).isNull();
        assertThat(DeadLetter.originalHeaders(letter(record).headers()).toArray())
                .isEqualTo(record.headers().toArray());
    }

    @Test
    void goesPastBytesOnTheEventsThatAreNoRecordAtAll() {
        ConsumerRecord<byte[], byte[]> record = record("backup-events", new byte[] {1, 2, 3});

        assertThat(handler.handleError(context(record), record, new SerializationException("not framed"))
                        .result())
                .isEqualTo(Result.RESUME);
    }

    @Test
    void refusesHeadersThatAreNotThoseOfADeadLetter() {
        assertThatThrownBy(() -> DeadLetter.readFrom(new RecordHeaders()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("lc2_dead_letter_topic");
    }

    private static Exception failureWithoutRegistry(byte[] data) {
        try (TopicSerdes serdes = TopicSerdes.connect(
                Map.of("schema.registry.url", "http://127.0.0.1:1", "http.connect.timeout.ms", "200"))) {
            serdes.of(Topics.COMMANDS.codec()).deserializer().deserialize("backup-commands", data);
            throw new AssertionError("there is no registry");
        } catch (SchemaRegistryUnavailableException e) {
            return e;
        }
    }

    private static Exception failureOfAnotherFamily() {
        try (TopicSerdes serdes = TopicSerdes.connect(Map.of("schema.registry.url", "mock://dead-letter-test"))) {
            byte[] command = serdes.of(Topics.COMMANDS.codec())
                    .serializer()
                    .serialize("backup-events", ContractFixtures.requestBackup());
            serdes.of(Topics.EVENTS.codec()).deserializer().deserialize("backup-events", command);
            throw new AssertionError("a command is no event");
        } catch (SerializationException e) {
            return e;
        }
    }

    private static Exception failureOfAType(String type) {
        try (TopicSerdes serdes = TopicSerdes.connect(Map.of("schema.registry.url", "mock://dead-letter-test"))) {
            Schema schema = SchemaBuilder.record(type).fields().endRecord();
            byte[] record = ByteBuffer.allocate(5)
                    .put((byte) 0)
                    .putInt(serdes.registry().register(type, schema))
                    .array();
            serdes.of(Topics.EVENTS.codec()).deserializer().deserialize("backup-events", record);
            throw new AssertionError("there is no class of that name");
        } catch (UnknownRecordTypeException e) {
            return e;
        }
    }

    private ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> record) {
        return handler.handleError(context(record), record, new SerializationException("not framed"))
                .deadLetterQueueRecords()
                .getFirst();
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, byte[] value) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("ce_id", "17".getBytes(UTF_8));
        return record(topic, "acme".getBytes(UTF_8), value, headers);
    }

    private static ConsumerRecord<byte[], byte[]> record(
            String topic, byte[] key, byte[] value, RecordHeaders headers) {
        return new ConsumerRecord<>(
                topic,
                5,
                42,
                0,
                TimestampType.CREATE_TIME,
                key.length,
                value.length,
                key,
                value,
                headers,
                Optional.empty());
    }

    private static ErrorHandlerContext context(ConsumerRecord<byte[], byte[]> record) {
        return new ErrorHandlerContext() {
            @Override
            public String topic() {
                return record.topic();
            }

            @Override
            public int partition() {
                return record.partition();
            }

            @Override
            public long offset() {
                return record.offset();
            }

            @Override
            public org.apache.kafka.common.header.Headers headers() {
                return record.headers();
            }

            @Override
            public String processorNodeId() {
                return "commands";
            }

            @Override
            public TaskId taskId() {
                return new TaskId(0, record.partition());
            }

            @Override
            public long timestamp() {
                return record.timestamp();
            }

            @Override
            public byte[] sourceRawKey() {
                return record.key();
            }

            @Override
            public byte[] sourceRawValue() {
                return record.value();
            }
        };
    }
}
