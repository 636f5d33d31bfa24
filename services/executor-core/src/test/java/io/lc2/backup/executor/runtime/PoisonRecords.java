package io.lc2.backup.executor.runtime;

import static io.lc2.backup.executor.LoopFixtures.ACME;
import static io.lc2.backup.executor.LoopFixtures.T0;
import static io.lc2.backup.executor.LoopFixtures.backup;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.RejectionCode;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.executor.LoopFixtures;
import io.lc2.backup.messaging.codec.Codec;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.topics.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecord;

/** What outsiders may put on the topics, by mistake or on purpose. */
final class PoisonRecords {

    /** In every payload; no reason may quote it. */
    static final String SECRET = "s3cret-of-the-payload";

    static final byte[] KEY = "acme".getBytes(UTF_8);

    private static final String COMMANDS = Topics.COMMANDS.name();
    private static final int MEGABYTES_10 = 10 * 1024 * 1024;

    /** Just below what a broker takes: with the headers of a dead letter it would be more. */
    private static final int NEARLY_TOO_LARGE = 1_048_400;

    private final TopicSerdes serdes;

    PoisonRecords(TopicSerdes serdes) {
        this.serdes = serdes;
    }

    /**
     * One record.
     *
     * @param reason part of what must be said about it
     */
    record Poison(String name, byte[] key, byte[] value, String reason, Map<String, byte[]> headers) {

        Poison(String name, byte[] value, String reason) {
            this(name, KEY, value, reason, Map.of());
        }
    }

    List<Poison> unreadableCommands() {
        byte[] command = bytes(secret("p-0"), record -> {});
        List<Poison> poisons = new ArrayList<>(unreadable(COMMANDS, command));
        poisons.add(new Poison("event", bytes(refusal()), "does not belong here"));
        poisons.add(new Poison(
                "path-in-project",
                bytes(secret("p-1"), record -> meta(record, "projectId", "../../" + SECRET)),
                "meta.projectId"));
        poisons.add(new Poison("key-of-another", "other".getBytes(UTF_8), command, "key", Map.of()));
        poisons.add(
                new Poison("endless-header", KEY, command, "lc2_provider", Map.of("lc2_provider", new byte[10_000])));
        poisons.add(new Poison("absurd-notes", bytes(secret("p-2"), record -> notes(record, 900_000)), "900"));
        poisons.add(
                new Poison("ten-megabytes", bytes(secret("p-3"), record -> notes(record, MEGABYTES_10)), "has 104858"));
        poisons.add(new Poison(
                "header-flood", KEY, "flood".getBytes(UTF_8), "0x66", Map.of("ce_id", SECRET.getBytes(UTF_8))));
        return poisons;
    }

    List<Poison> unreadableEvents() {
        List<Poison> poisons = new ArrayList<>(unreadable(Topics.EVENTS.name(), bytes(refusal())));
        poisons.add(new Poison("command", bytes(secret("p-4"), record -> {}), "does not belong here"));
        return poisons;
    }

    List<Poison> unreadableSignals() {
        List<Poison> poisons =
                new ArrayList<>(unreadable(Topics.signals(Provider.LOCAL).name(), bytes(refusal())));
        poisons.removeIf(poison -> poison.name().equals("trailing-bytes"));
        poisons.add(new Poison("command", bytes(secret("p-5"), record -> {}), "does not belong here"));
        return poisons;
    }

    /** Their correlation id is their name, by which their refusal is found. */
    List<Poison> wrongCommands() {
        return List.of(
                wrong("wrong-id", "backupId", record -> put(record, "backupId", "../" + SECRET)),
                wrong("path-in-environment", "environment", record -> request(record, "environment", "../../prd")),
                wrong("long-notes", "notes", record -> notes(record, 300_000)),
                wrong("long-environment", "environment", record -> request(record, "environment", random(100_000))),
                wrong(
                        "end-of-time",
                        "issuedAt",
                        record -> meta(record, "issuedAt", Instant.ofEpochMilli(Long.MAX_VALUE))),
                wrong(
                        "beginning-of-time",
                        "issuedAt",
                        record -> meta(record, "issuedAt", Instant.ofEpochMilli(Long.MIN_VALUE))),
                new Poison("unknown-field", withUnknownField(named("unknown-field")), "priority"));
    }

    /** What is the same on every topic; the sound record is cut, lengthened and flipped. */
    private List<Poison> unreadable(String topic, byte[] sound) {
        byte[] noise = random(NEARLY_TOO_LARGE).getBytes(UTF_8);
        return List.of(
                new Poison("garbage", SECRET.getBytes(UTF_8), "0x73"),
                new Poison("empty", new byte[0], "truncated"),
                new Poison("unknown-schema", framed(0x7fff_fff0, SECRET.getBytes(UTF_8)), "does not know"),
                new Poison("unknown-type", ofUnknownType(topic), "com.example.Order"),
                new Poison("cut", Arrays.copyOf(sound, sound.length - 3), "cannot be decoded"),
                new Poison("trailing-bytes", Arrays.copyOf(sound, sound.length + 1), "left over"),
                new Poison("lying-length", lying(sound), "cannot be decoded"),
                new Poison("nearly-too-large", noise, "of topic"),
                new Poison("no-key", null, SECRET.getBytes(UTF_8), "0x73", Map.of()));
    }

    private Poison wrong(String name, String reason, Consumer<SpecificRecord> change) {
        return new Poison(name, bytes(named(name), change), reason);
    }

    private static BackupCommand secret(String id) {
        return backup(ACME, id, "prd");
    }

    private static BackupCommand named(String name) {
        CommandMeta meta = LoopFixtures.meta(ACME, Provider.LOCAL, name);
        return backup(
                new CommandMeta(meta.commandId(), meta.project(), meta.provider(), meta.actor(), meta.issuedAt(), name),
                name,
                "prd");
    }

    private static CommandRejected refusal() {
        CommandMeta meta = LoopFixtures.meta(ACME, Provider.AWS, "refusal");
        return new CommandRejected(
                new CommandMeta(
                        new CommandId(UUID.nameUUIDFromBytes(KEY)),
                        meta.project(),
                        meta.provider(),
                        meta.actor(),
                        T0,
                        "corr"),
                "RequestBackup",
                "b-0",
                T0,
                RejectionCode.INVALID_REQUEST,
                SECRET,
                SECRET);
    }

    private byte[] bytes(CommandRejected event) {
        return serdes.of(Topics.EVENTS.codec()).serializer().serialize(Topics.EVENTS.name(), event);
    }

    private byte[] bytes(BackupCommand command, Consumer<SpecificRecord> change) {
        return serdes.of(new Changed(change)).serializer().serialize(COMMANDS, command);
    }

    /** As a publisher writes it whose contract has one more field than ours. */
    private byte[] withUnknownField(BackupCommand command) {
        Schema known = Topics.COMMANDS.codec().toAvro(command).getSchema();
        List<Schema.Field> fields = new ArrayList<>();
        known.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        fields.add(new Schema.Field("priority", Schema.create(Schema.Type.STRING), "", ""));
        Schema newer = Schema.createRecord(known.getName(), "", known.getNamespace(), false, fields);
        byte[] before = bytes(command, record -> {});
        byte[] more = Arrays.copyOfRange(before, 5, before.length + 2);
        more[more.length - 2] = 2;
        more[more.length - 1] = 'x';
        return framed(serdes.registry().register("newer-contract", newer), more);
    }

    private byte[] ofUnknownType(String topic) {
        Schema order = SchemaBuilder.record("com.example.Order")
                .fields()
                .requiredString("what")
                .endRecord();
        return framed(serdes.registry().register(topic + "-com.example.Order", order), new byte[] {2, 'x'});
    }

    /** The first string says it has two gigabytes. */
    private static byte[] lying(byte[] sound) {
        byte[] length = {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f};
        return ByteBuffer.allocate(10).put(sound, 0, 5).put(length).array();
    }

    private static byte[] framed(int schema, byte[] payload) {
        return ByteBuffer.allocate(5 + payload.length)
                .put((byte) 0)
                .putInt(schema)
                .put(payload)
                .array();
    }

    /** Text that does not compress much. */
    private static String random(int length) {
        return new Random(7)
                .ints(length, '!', '~')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static void notes(SpecificRecord command, int length) {
        request(command, "notes", "x".repeat(length));
    }

    private static void meta(SpecificRecord command, String field, Object value) {
        put((SpecificRecord) command.get(0), field, value);
    }

    private static void request(SpecificRecord command, String field, Object value) {
        put((SpecificRecord) command.get(command.getSchema().getField("request").pos()), field, value);
    }

    private static void put(SpecificRecord record, String field, Object value) {
        record.put(record.getSchema().getField(field).pos(), value);
    }

    /** Writes what our own codec would not. */
    private record Changed(Consumer<SpecificRecord> change) implements Codec<BackupCommand> {

        @Override
        public List<Schema> schemas() {
            return Topics.COMMANDS.codec().schemas();
        }

        @Override
        public SpecificRecord toAvro(BackupCommand value) {
            SpecificRecord record = Topics.COMMANDS.codec().toAvro(value);
            change.accept(record);
            return record;
        }

        @Override
        public BackupCommand fromAvro(SpecificRecord record) {
            throw new UnsupportedOperationException();
        }
    }
}
