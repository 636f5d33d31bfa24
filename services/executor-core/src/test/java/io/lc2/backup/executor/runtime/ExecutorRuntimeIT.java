package io.lc2.backup.executor.runtime;

import static io.lc2.backup.executor.LoopFixtures.backup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.operation.ProjectState;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.topics.ProjectPartitioner;
import io.lc2.backup.messaging.topics.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
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
class ExecutorRuntimeIT {

    private static final Logger LOG = LoggerFactory.getLogger(ExecutorRuntimeIT.class);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final List<StepKind> PLAN = List.of(
            StepKind.DUMP_DATABASE,
            StepKind.COPY_OBJECTS,
            StepKind.VALIDATE_DATABASE,
            StepKind.VALIDATE_OBJECTS,
            StepKind.WRITE_MANIFEST);

    @TempDir
    private Path world;

    private final List<ExecutorProcess> processes = new ArrayList<>();
    private final List<BackupEvent> seen = new ArrayList<>();
    private String bootstrap;
    private String registry;
    private TopicSerdes serdes;
    private KafkaProducer<String, BackupCommand> commands;
    private KafkaConsumer<String, BackupEvent> events;

    @BeforeEach
    void connect(EmbeddedBroker broker, EmbeddedRegistry schemas) throws IOException {
        for (String folder : List.of("running", "made", "held")) {
            Files.createDirectory(world.resolve(folder));
        }
        bootstrap = broker.bootstrapServers();
        registry = schemas.url().toString();
        serdes = TopicSerdes.connect(Map.of("schema.registry.url", registry));
        commands = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.PARTITIONER_CLASS_CONFIG,
                        ProjectPartitioner.class),
                new StringSerializer(),
                serdes.of(Topics.COMMANDS.codec()).serializer());
        events = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new StringDeserializer(),
                serdes.of(Topics.EVENTS.codec()).deserializer());
        events.assign(IntStream.range(0, ExecutorInAnotherJvm.LAYOUT.partitions())
                .mapToObj(partition -> new TopicPartition(Topics.EVENTS.name(), partition))
                .toList());
    }

    @AfterEach
    void close() {
        processes.forEach(ExecutorProcess::close);
        events.close();
        commands.close();
        serdes.close();
    }

    @Test
    void completesOnceThoughTheExecutorIsKilledInEveryStep() throws Exception {
        ProjectId project = new ProjectId("killed");
        hold("k-1");
        ExecutorProcess executor = start("killed");
        send(backup(project, "k-1", "prd"));

        for (StepKind step : PLAN) {
            awaitRunning("k-1", step, executor);
            executor.close();
            release("k-1", step);
            executor = start("killed");
        }

        awaitEnd(project);
        assertCompletedOnce(project, "k-1");
    }

    @Test
    void answersSoonAndMakesOneBackupOfACommandThatComesThreeTimes() throws Exception {
        ProjectId project = new ProjectId("thrice");
        start("thrice");
        send(backup(new ProjectId("warm"), "w-1", "prd"));
        awaitEnd(new ProjectId("warm"));

        long sent = System.nanoTime();
        send(backup(project, "t-1", "prd"));
        await().atMost(LONG)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> !of(project).isEmpty());
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sent);
        send(backup(project, "t-1", "prd"));
        send(backup(project, "t-1", "prd"));
        send(backup(project, "t-2", "uat"));

        await().atMost(LONG).until(() -> ends(project).size() == 2);
        LOG.atInfo().addKeyValue("millis", millis).log("command to first event");
        assertThat(millis).isLessThan(5000);
        assertThat(of(project))
                .filteredOn(OperationEvent.BackupRequested.class::isInstance)
                .hasSize(2);
        assertCompletedOnce(project, "t-1");
    }

    @Test
    void handsItsStepsOverAtOnceWhenItIsClosed() throws Exception {
        ProjectId project = new ProjectId("closed");
        hold("c-1");
        ExecutorProcess one = start("closed-1");
        send(backup(project, "c-1", "prd"));
        awaitRunning("c-1", StepKind.DUMP_DATABASE, one);
        ExecutorProcess other = start("closed-2");
        awaitLog("closed-2", "RUNNING");
        ExecutorProcess owner = owner("c-1", one, other);

        long begin = System.nanoTime();
        owner.closeGracefully();
        awaitRunning("c-1", StepKind.DUMP_DATABASE, owner == one ? other : one);
        LOG.atInfo()
                .addKeyValue("millis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin))
                .log("handed over");
        PLAN.forEach(step -> release("c-1", step));

        awaitEnd(project);
        assertCompletedOnce(project, "c-1");
    }

    @Test
    void fencesAnExecutorThatWasStoppedAndComesBack() throws Exception {
        ProjectId project = new ProjectId("zombie");
        hold("z-1");
        ExecutorProcess one = start("zombie-1");
        send(backup(project, "z-1", "prd"));
        awaitRunning("z-1", StepKind.DUMP_DATABASE, one);
        one.signal("STOP");

        ExecutorProcess other = start("zombie-2");
        awaitRunning("z-1", StepKind.DUMP_DATABASE, other);
        one.signal("CONT");
        PLAN.forEach(step -> release("z-1", step));

        awaitEnd(project);
        assertCompletedOnce(project, "z-1");
    }

    /** The one that ran the step last: the partition may have moved when the other joined. */
    private ExecutorProcess owner(String operation, ExecutorProcess one, ExecutorProcess other) throws IOException {
        return running(operation, StepKind.DUMP_DATABASE, other) ? other : one;
    }

    private ExecutorProcess start(String name) throws IOException {
        ExecutorProcess process = ExecutorProcess.start(bootstrap, registry, world, name);
        processes.add(process);
        return process;
    }

    private void send(BackupCommand command) throws Exception {
        commands.send(Topics.COMMANDS.record(command, "/test", null)).get(30, TimeUnit.SECONDS);
    }

    private void hold(String operation) throws IOException {
        for (StepKind step : PLAN) {
            Files.createFile(world.resolve("held").resolve(operation + "-" + step));
        }
    }

    private void release(String operation, StepKind step) {
        world.resolve("held").resolve(operation + "-" + step).toFile().delete();
    }

    private void awaitRunning(String operation, StepKind step, ExecutorProcess by) {
        await(operation + " " + step + " by " + by.pid()).atMost(LONG).until(() -> running(operation, step, by));
    }

    private boolean running(String operation, StepKind step, ExecutorProcess by) throws IOException {
        try (Stream<Path> files = Files.list(world.resolve("running"))) {
            return files.anyMatch(
                    file -> file.getFileName().toString().startsWith(operation + "-" + step + "-" + by.pid() + "-"));
        }
    }

    private void awaitLog(String name, String text) {
        await().atMost(LONG)
                .until(() -> Files.readString(world.resolve(name + ".log")).contains("state=\"" + text + "\""));
    }

    private void awaitEnd(ProjectId project) {
        await().atMost(LONG).until(() -> !ends(project).isEmpty());
    }

    private List<BackupEvent> ends(ProjectId project) {
        return of(project).stream()
                .filter(OperationEvent.Ended.class::isInstance)
                .toList();
    }

    private List<BackupEvent> of(ProjectId project) {
        events.poll(Duration.ofMillis(20)).forEach(record -> seen.add(record.value()));
        return seen.stream().filter(event -> event.project().equals(project)).toList();
    }

    /** The fold throws when an event comes twice, is missing, or is of an attempt that was replaced. */
    private void assertCompletedOnce(ProjectId project, String operation) throws IOException {
        ProjectState state = ProjectState.EMPTY;
        for (BackupEvent event : of(project)) {
            state = state.evolve(event);
        }
        assertThat(state.open()).isEmpty();
        assertThat(state.points().keySet()).extracting(Object::toString).contains(operation);
        try (Stream<Path> made = Files.list(world.resolve("made"))) {
            assertThat(made.map(file -> file.getFileName().toString()).filter(name -> name.startsWith(operation)))
                    .containsExactlyInAnyOrderElementsOf(
                            PLAN.stream().map(step -> operation + "-" + step).toList());
        }
    }
}
