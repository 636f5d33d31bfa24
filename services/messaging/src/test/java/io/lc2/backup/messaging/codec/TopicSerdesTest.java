package io.lc2.backup.messaging.codec;

import static io.lc2.backup.messaging.codec.ContractFixtures.BACKUP;
import static io.lc2.backup.messaging.codec.ContractFixtures.COMMAND;
import static io.lc2.backup.messaging.codec.ContractFixtures.requestBackup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.avro.CancelOperation;
import io.lc2.backup.avro.RequestBackup;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.messaging.codec.DecodedCommand.Decoded;
import io.lc2.backup.messaging.codec.DecodedCommand.Malformed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicSerdesTest {

    private static final String TOPIC = "backup-commands";
    private static final BackupCommand CANCEL = new BackupCommand.CancelOperation(COMMAND, BACKUP);

    private final TopicSerdes serdes =
            TopicSerdes.connect(Map.of("schema.registry.url", "mock://" + UUID.randomUUID(), "foreign.key", "ignored"));

    @AfterEach
    void close() {
        serdes.close();
    }

    @Test
    void showsDomainTypesAndWritesRegisteredRecords() {
        Serde<BackupCommand> serde = serdes.of(new BackupCommandCodec());

        byte[] written = serde.serializer().serialize(TOPIC, requestBackup());

        assertThat(serde.deserializer().deserialize(TOPIC, written)).isEqualTo(requestBackup());
        assertThat(serdes.registry().subjects()).containsExactly("backup-commands-io.lc2.backup.avro.RequestBackup");
    }

    @Test
    void keepsATombstone() {
        Serde<BackupCommand> serde = serdes.of(new BackupCommandCodec());

        assertThat(serde.serializer().serialize(TOPIC, null)).isNull();
        assertThat(serde.deserializer().deserialize(TOPIC, null)).isNull();
        assertThat(serdes.decodedCommands().deserializer().deserialize(TOPIC, null))
                .isNull();
    }

    @Test
    void refusesARecordOfAnotherFamily() {
        Serde<BackupCommand> commands = serdes.of(new BackupCommandCodec());
        Serde<BackupEvent> events = serdes.of(new BackupEventCodec());
        byte[] written = commands.serializer().serialize(TOPIC, requestBackup());

        assertThatThrownBy(() -> events.deserializer().deserialize(TOPIC, written))
                .isInstanceOf(MisplacedRecordException.class);
    }

    @Test
    void tellsSoundAndUnsoundCommandsApart() {
        Serde<DecodedCommand> serde = serdes.decodedCommands();
        byte[] sound = serde.serializer().serialize(TOPIC, new Decoded(CANCEL));

        assertThat(serde.deserializer().deserialize(TOPIC, sound)).isEqualTo(new Decoded(CANCEL));
        assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, new byte[] {1, 2, 3}))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void refusesToReadACommandOfAbsurdSize() {
        byte[] absurd = new byte[CommandDeserializer.LARGEST + 1];

        assertThatThrownBy(() -> serdes.decodedCommands().deserializer().deserialize(TOPIC, absurd))
                .isInstanceOf(SerializationException.class)
                .hasMessage("A command of topic backup-commands has 524289 bytes; at most 524288 are read.");
    }

    @Test
    void refusesACommandThatSaysSomethingInAnUnknownField() {
        byte[] newer = cancelWithReason("\"default\":\"\"", "it is too slow");

        assertThat(serdes.decodedCommands().deserializer().deserialize(TOPIC, newer))
                .isInstanceOfSatisfying(Malformed.class, malformed -> {
                    assertThat(malformed.meta()).isEqualTo(COMMAND);
                    assertThat(malformed.subject()).isEqualTo("backup-1");
                    assertThat(malformed.field()).isEqualTo("meta.actor.reason");
                    assertThat(malformed.problem()).contains("not known to this version");
                });
    }

    @Test
    void letsAnUnknownFieldPassThatSaysNothing() {
        byte[] newer = cancelWithReason("\"default\":\"\"", "");

        assertThat(serdes.decodedCommands().deserializer().deserialize(TOPIC, newer))
                .isEqualTo(new Decoded(CANCEL));
    }

    @Test
    void refusesAConfigurationThatNamesNoRegistry() {
        assertThatThrownBy(() -> TopicSerdes.connect(Map.of())).isInstanceOf(ConfigException.class);
    }

    @Test
    void refusesASerializerThatIsNotThere() {
        assertThatThrownBy(() -> TopicSerdes.connect(
                        Map.of("schema.registry.url", "mock://x", TopicSerdes.SERIALIZER, "no.such.Serializer")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no.such.Serializer");
    }

    @Test
    void looksIntoListsAndOptionalParts() {
        Schema hooks = with(RequestBackup.getClassSchema(), "artifactPath", "runAs", "\"default\":\"\"");
        byte[] today = AvroBytes.of(new BackupCommandCodec().toAvro(requestBackup()));

        byte[] newer = written(RequestBackup.getClassSchema(), hooks, today, record -> {
            GenericRecord database = part(part(record, "request"), "database");
            ((GenericRecord) ((List<?>) database.get("preBackupHooks")).getFirst()).put("runAs", "root");
        });

        assertThat(serdes.decodedCommands().deserializer().deserialize(TOPIC, newer))
                .isInstanceOfSatisfying(
                        Malformed.class,
                        malformed ->
                                assertThat(malformed.field()).isEqualTo("request.database.preBackupHooks[0].runAs"));
    }

    /** The cancellation as a publisher writes it whose contract has one more field, deep inside. */
    private byte[] cancelWithReason(String defaultValue, String reason) {
        Schema newer = with(CancelOperation.getClassSchema(), "clientAddress", "reason", defaultValue);
        byte[] today = AvroBytes.of(new BackupCommandCodec().toAvro(CANCEL));
        return written(
                CancelOperation.getClassSchema(),
                newer,
                today,
                record -> part(part(record, "meta"), "actor").put("reason", reason));
    }

    /** The contract with one more text before the field. */
    private static Schema with(Schema schema, String field, String more, String defaultValue) {
        String before = "{\"name\":\"" + field + "\"";
        String added = "{\"name\":\"" + more + "\",\"type\":\"string\"," + defaultValue + "},";
        return new Schema.Parser().parse(schema.toString().replace(before, added + before));
    }

    private static GenericRecord part(GenericRecord record, String field) {
        return (GenericRecord) record.get(field);
    }

    private byte[] written(Schema schema, Schema newer, byte[] today, Consumer<GenericRecord> change) {
        try {
            GenericRecord record = new GenericDatumReader<GenericRecord>(schema, newer, new GenericData())
                    .read(null, DecoderFactory.get().binaryDecoder(today, null));
            change.accept(record);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            int id = serdes.registry().register(TOPIC + "-" + newer.getFullName(), newer);
            out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(newer).write(record, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
