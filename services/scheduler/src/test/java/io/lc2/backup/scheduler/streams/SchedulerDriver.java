package io.lc2.backup.scheduler.streams;

import static io.lc2.backup.scheduler.SchedulerFixtures.ACME;
import static io.lc2.backup.scheduler.SchedulerFixtures.T0;
import static io.lc2.backup.scheduler.SchedulerFixtures.meta;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.event.OperationEvent.OperationStarted;
import io.lc2.backup.domain.recovery.Lifecycle;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.Verification;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.registry.MockRegistryScopes;
import io.lc2.backup.messaging.topics.DeadLetterHandler;
import io.lc2.backup.messaging.topics.Topic;
import io.lc2.backup.messaging.topics.Topics;
import io.lc2.backup.messaging.topics.UndecidableHandler;
import io.lc2.backup.timetable.CronTimetable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The topology of the scheduler in process, with what goes in and comes out. */
abstract class SchedulerDriver {

    private static final String SCOPE = "scheduler-topology";

    final List<Duration> lateness = new ArrayList<>();
    private TopicSerdes serdes;
    TopologyTestDriver driver;
    TestOutputTopic<String, BackupCommand> commands;
    TestOutputTopic<String, BackupEvent> events;
    TestOutputTopic<byte[], byte[]> letters;

    @BeforeEach
    void start(@TempDir Path stateDir) {
        serdes = TopicSerdes.connect(Map.of("schema.registry.url", "mock://" + SCOPE));
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "lc2-scheduler");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, UndecidableHandler.class);
        driver = new TopologyTestDriver(topology(), config, T0);
        commands = out(Topics.COMMANDS);
        events = out(Topics.EVENTS);
        letters = driver.createOutputTopic(
                Topics.DEAD_LETTERS.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void close() {
        driver.close();
        serdes.close();
        MockRegistryScopes.drop(SCOPE);
    }

    Topology topology() {
        LoopSettings usual = LoopSettings.DEFAULT;
        LoopSettings fiveAtATime = new LoopSettings(
                usual.tick(),
                5,
                Duration.ofDays(1),
                usual.policiesPerProject(),
                usual.answersKept(),
                usual.pruning(),
                Duration.ofDays(1));
        return SchedulerTopology.build(
                SchedulerTopology.Formats.of(serdes),
                new SchedulerParts(new CronTimetable(), fiveAtATime, lateness::add, InstantSource.fixed(T0)));
    }

    <V> TestOutputTopic<String, V> out(Topic<V> topic) {
        return driver.createOutputTopic(
                topic.name(), new StringDeserializer(), serdes.of(topic.codec()).deserializer());
    }

    void pipe(BackupCommand command) {
        pipe(Topics.COMMANDS, command);
    }

    void pipe(BackupEvent event) {
        pipe(Topics.EVENTS, event);
    }

    <V> void pipe(Topic<V> topic, V value) {
        Headers headers = new RecordHeaders();
        topic.headers(value, "/test", null).writeTo(headers);
        raw(topic, topic.key(value), bytes(topic, value), headers);
    }

    <V> byte[] bytes(Topic<V> topic, V value) {
        return serdes.of(topic.codec()).serializer().serialize(topic.name(), value);
    }

    void raw(Topic<?> topic, String key, byte[] value, Headers headers) {
        driver.createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, headers));
    }

    static List<String> types(List<BackupEvent> events) {
        return events.stream().map(event -> event.getClass().getSimpleName()).toList();
    }

    /** A backup that somebody asked for, from its start to its completion. */
    void backup(String id, Instant at, Actor by) {
        EventMeta meta = event(new OperationId(id), OperationKind.BACKUP, at, by);
        pipe(new OperationStarted(meta));
        pipe(new BackupCompleted(
                meta,
                new RecoveryPoint(
                        meta.operationId(),
                        ACME,
                        "prd",
                        Application.LIFERAY,
                        Provider.LOCAL,
                        at,
                        at,
                        EnumSet.of(Component.OBJECTS),
                        1,
                        1,
                        "",
                        Retention.DEFAULT,
                        Verification.CHECKSUM,
                        Lifecycle.ACTIVE,
                        null,
                        false),
                List.of()));
    }

    static EventMeta event(OperationId id, OperationKind kind, Instant at, Actor by) {
        return new EventMeta(
                id,
                kind,
                ACME,
                "prd",
                Application.LIFERAY,
                Provider.LOCAL,
                2,
                at,
                meta(ACME, id.value()).commandId(),
                by,
                "trace");
    }
}
