package io.lc2.backup.scheduler.runtime;

import static io.lc2.backup.scheduler.SchedulerFixtures.SECONDS;
import static io.lc2.backup.scheduler.SchedulerFixtures.define;
import static io.lc2.backup.scheduler.SchedulerFixtures.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.BackupCommand.RequestBackup;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.PolicyEvent.PolicyDefined;
import io.lc2.backup.domain.event.PolicyEvent.PolicyFired;
import io.lc2.backup.domain.event.PolicyEvent.RunMissed;
import io.lc2.backup.domain.event.PolicyEvent.RunSkipped;
import io.lc2.backup.domain.schedule.CatchUp;
import io.lc2.backup.domain.schedule.NotRunReason;
import io.lc2.backup.domain.schedule.Overlap;
import io.lc2.backup.domain.schedule.RunWindow;
import io.lc2.backup.domain.schedule.Schedule;
import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import io.lc2.backup.messaging.codec.Codec;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.topics.ProjectPartitioner;
import io.lc2.backup.messaging.topics.Topic;
import io.lc2.backup.messaging.topics.Topics;
import io.lc2.backup.timetable.CronTimetable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@ExtendWith(EmbeddedServerExtension.class)
class SchedulerRuntimeIT {

    private static final Logger LOG = LoggerFactory.getLogger(SchedulerRuntimeIT.class);
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final int PROJECTS = 8;
    private static final int MANY = 10_000;

    @TempDir
    private Path world;

    private final List<SchedulerProcess> processes = new ArrayList<>();
    private final Map<PolicyId, List<Instant>> requested = new HashMap<>();
    private final List<BackupEvent> seen = new ArrayList<>();
    private String bootstrap;
    private String registry;
    private TopicSerdes serdes;
    private KafkaProducer<String, BackupCommand> commands;
    private KafkaProducer<String, BackupEvent> events;

    @BeforeEach
    void connect(EmbeddedBroker broker, EmbeddedRegistry schemas) {
        bootstrap = broker.bootstrapServers();
        registry = schemas.url().toString();
        serdes = TopicSerdes.connect(Map.of("schema.registry.url", registry));
        commands = producer(Topics.COMMANDS.codec());
        events = producer(Topics.EVENTS.codec());
    }

    @AfterEach
    void close() {
        processes.forEach(SchedulerProcess::close);
        commands.close();
        events.close();
        serdes.close();
    }

    @Test
    void asksOncePerDueTimeThoughOneOfTwoInstancesIsKilled() throws Exception {
        SchedulerProcess one = start("one");
        SchedulerProcess other = start("other");
        await().atMost(LONG).until(() -> one.was("RUNNING") && other.was("RUNNING"));
        Schedule everyOther = new Schedule("2", "UTC", Duration.ZERO, RunWindow.OPEN, CatchUp.ALL, Overlap.QUEUE);
        for (int project = 0; project < PROJECTS; project++) {
            send(define(new ProjectId("twice-" + project), new PolicyId("p-" + project), everyOther));
        }

        try (KafkaConsumer<String, BackupCommand> log = consumer(Topics.COMMANDS);
                KafkaConsumer<String, BackupEvent> happened = consumer(Topics.EVENTS)) {
            follow(log, happened, 3);
            one.close();
            SchedulerProcess third = start("third");
            follow(log, happened, 9);
            other.close();
            follow(log, happened, 13);
            assertThat(third.process().isAlive()).isTrue();
        }

        assertThat(requested).hasSize(PROJECTS);
        assertThat(seen).extracting(BackupEvent::eventId).doesNotHaveDuplicates();
        requested.forEach((policy, due) -> assertThat(due)
                .as("%s asked for what it says it asked for, each once, in order", policy)
                .isEqualTo(fired(policy).subList(0, due.size())));
        requested
                .keySet()
                .forEach(policy -> assertThat(dealtWith(policy))
                        .as("%s deals with every other second, each once, in order", policy)
                        .isEqualTo(IntStream.range(0, dealtWith(policy).size())
                                .mapToObj(run -> dealtWith(policy).getFirst().plusSeconds(2L * run))
                                .toList()));
    }

    private List<Instant> fired(PolicyId policy) {
        return ofPolicy(policy)
                .filter(PolicyFired.class::isInstance)
                .map(event -> ((PolicyFired) event).due())
                .toList();
    }

    /**
     * Due times that became runs, and those left out because a machine slower than the schedule has as many runs
     * unfinished as may be; nothing else is a reason to leave one out.
     */
    private List<Instant> dealtWith(PolicyId policy) {
        List<Instant> dealtWith = new ArrayList<>();
        ofPolicy(policy).forEach(event -> {
            assertThat(event).isNotInstanceOf(RunMissed.class);
            if (event instanceof PolicyFired fired) {
                dealtWith.add(fired.due());
            } else if (event instanceof RunSkipped skipped) {
                assertThat(skipped.reason()).isEqualTo(NotRunReason.TOO_MANY_UNFINISHED);
                for (int run = 0; run < skipped.count(); run++) {
                    dealtWith.add(skipped.first().plusSeconds(2L * run));
                }
            }
        });
        return dealtWith;
    }

    private Stream<PolicyEvent> ofPolicy(PolicyId policy) {
        return seen.stream()
                .filter(PolicyEvent.class::isInstance)
                .map(PolicyEvent.class::cast)
                .filter(event -> event.meta().policyId().equals(policy));
    }

    /** All of them at the same instant, which is the worst there is; the figure is logged, not judged. */
    @Test
    void asksForTenThousandBackupsAtOnce() throws Exception {
        InstantSource clock = InstantSource.system();
        Schedule everyMinute = new Schedule(
                "* * * * *", "Europe/Berlin", Duration.ZERO, RunWindow.OPEN, CatchUp.LATEST, Overlap.QUEUE);
        Map<OperationId, Duration> late = new HashMap<>();
        int asked = 0;
        try (SchedulerRuntime runtime = new SchedulerRuntime(
                        SchedulerInAnotherJvm.settings(bootstrap, registry, world.resolve("many")),
                        new CronTimetable(),
                        fired -> {},
                        clock);
                KafkaConsumer<String, BackupCommand> log = consumer(Topics.COMMANDS)) {
            runtime.bootstrap(SchedulerInAnotherJvm.LAYOUT);
            runtime.start();
            for (int policy = 0; policy < MANY; policy++) {
                post(define(new ProjectId("many-" + policy / 100), new PolicyId("m-" + policy), everyMinute));
            }
            commands.flush();
            awaitDefined();
            Instant due = everyMinuteAfter(clock.instant().plusSeconds(5));

            while (asked < MANY && clock.instant().isBefore(due.plus(LONG))) {
                for (ConsumerRecord<String, BackupCommand> record : log.poll(Duration.ofMillis(20))) {
                    if (record.value() instanceof RequestBackup c
                            && record.key().startsWith("many-")
                            && RunName.of(c).due().equals(due)) {
                        late.put(c.backupId(), Duration.between(due, clock.instant()));
                        asked++;
                    }
                }
            }
        }

        assertThat(asked).isEqualTo(MANY);
        assertThat(late).hasSize(MANY);
        List<Duration> sorted = late.values().stream().sorted().toList();
        LOG.atInfo()
                .addKeyValue("p50", sorted.get(MANY / 2).toMillis())
                .addKeyValue("p99", sorted.get(MANY * 99 / 100).toMillis())
                .addKeyValue("max", sorted.getLast().toMillis())
                .log("milliseconds from due time to the command that is committed and read");
    }

    private void awaitDefined() {
        Set<String> defined = new HashSet<>();
        try (KafkaConsumer<String, BackupEvent> happened = consumer(Topics.EVENTS)) {
            await().atMost(Duration.ofSeconds(180)).until(() -> {
                happened.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.value() instanceof PolicyDefined event
                            && record.key().startsWith("many-")) {
                        defined.add(record.key() + "/" + event.meta().policyId());
                    }
                });
                return defined.size() == MANY;
            });
        }
    }

    private static Instant everyMinuteAfter(Instant instant) {
        return Objects.requireNonNull(SECONDS.of("60", "UTC").after(instant));
    }

    /** Reads what is asked for, and ends each run as an executor would, until each policy has asked so many times. */
    private void follow(
            KafkaConsumer<String, BackupCommand> log, KafkaConsumer<String, BackupEvent> happened, int times) {
        await().atMost(LONG).until(() -> {
            log.poll(Duration.ofMillis(50)).forEach(record -> {
                if (record.value() instanceof RequestBackup c && record.key().startsWith("twice-")) {
                    RunName name = RunName.of(c);
                    requested
                            .computeIfAbsent(name.policy(), id -> new ArrayList<>())
                            .add(name.due());
                    events.send(Topics.EVENTS.record(refused(c, name.due()), "/test", null));
                }
            });
            happened.poll(Duration.ofMillis(50)).forEach(record -> {
                if (record.key().startsWith("twice-")) {
                    seen.add(record.value());
                }
            });
            return requested.size() == PROJECTS
                    && requested.entrySet().stream().allMatch(policy -> {
                        int asked = policy.getValue().size();
                        return asked >= times && fired(policy.getKey()).size() >= asked;
                    });
        });
    }

    /** The name of a run, {@code policyId@dueTime}, is the correlation of its command. */
    private record RunName(PolicyId policy, Instant due) {
        static RunName of(RequestBackup command) {
            String[] parts = command.meta().correlationId().split("@", 2);
            return new RunName(new PolicyId(parts[0]), Instant.parse(parts[1]));
        }
    }

    private SchedulerProcess start(String name) throws IOException {
        SchedulerProcess process = SchedulerProcess.start(bootstrap, registry, world, name);
        processes.add(process);
        return process;
    }

    private void send(BackupCommand command) throws Exception {
        commands.send(Topics.COMMANDS.record(command, "/test", null)).get(30, TimeUnit.SECONDS);
    }

    private void post(BackupCommand command) {
        commands.send(Topics.COMMANDS.record(command, "/test", null));
    }

    private <V> KafkaProducer<String, V> producer(Codec<V> codec) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.PARTITIONER_CLASS_CONFIG,
                        ProjectPartitioner.class),
                new StringSerializer(),
                serdes.of(codec).serializer());
    }

    private <V> KafkaConsumer<String, V> consumer(Topic<V> topic) {
        KafkaConsumer<String, V> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new StringDeserializer(),
                serdes.of(topic.codec()).deserializer());
        consumer.assign(IntStream.range(0, SchedulerInAnotherJvm.LAYOUT.partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .toList());
        return consumer;
    }
}
