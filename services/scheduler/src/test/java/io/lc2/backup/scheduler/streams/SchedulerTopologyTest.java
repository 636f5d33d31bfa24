package io.lc2.backup.scheduler.streams;

import static io.lc2.backup.scheduler.SchedulerFixtures.ACME;
import static io.lc2.backup.scheduler.SchedulerFixtures.HOURLY;
import static io.lc2.backup.scheduler.SchedulerFixtures.T0;
import static io.lc2.backup.scheduler.SchedulerFixtures.define;
import static io.lc2.backup.scheduler.SchedulerFixtures.meta;
import static io.lc2.backup.scheduler.SchedulerFixtures.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.BackupCommand.CancelOperation;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.PausePolicy;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.RemovePolicy;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.UnpausePolicy;
import io.lc2.backup.domain.command.BackupCommand.RequestBackup;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.PolicyEvent.PolicyFired;
import io.lc2.backup.domain.event.PolicyEvent.RunMissed;
import io.lc2.backup.domain.event.PolicyEvent.RunSkipped;
import io.lc2.backup.domain.schedule.CatchUp;
import io.lc2.backup.domain.schedule.Overlap;
import io.lc2.backup.domain.schedule.RunWindow;
import io.lc2.backup.domain.schedule.Schedule;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.headers.CloudEventHeaders;
import io.lc2.backup.messaging.headers.HeaderNames;
import io.lc2.backup.messaging.registry.MockRegistryScopes;
import io.lc2.backup.messaging.topics.DeadLetter;
import io.lc2.backup.messaging.topics.DeadLetterHandler;
import io.lc2.backup.messaging.topics.Topic;
import io.lc2.backup.messaging.topics.Topics;
import io.lc2.backup.messaging.topics.UndecidableHandler;
import io.lc2.backup.timetable.CronTimetable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulerTopologyTest {

    private static final String SCOPE = "scheduler-topology";
    private static final Schedule EVERY_HOUR = Schedule.of("0 * * * *", "UTC");
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<Duration> lateness = new ArrayList<>();
    private TopicSerdes serdes;
    private TopologyTestDriver driver;
    private TestOutputTopic<String, BackupCommand> commands;
    private TestOutputTopic<String, BackupEvent> events;
    private TestOutputTopic<byte[], byte[]> letters;

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

    @Test
    void hasTheApprovedShape() throws IOException {
        String approved;
        try (var in = SchedulerTopologyTest.class.getResourceAsStream("scheduler-topology.approved.txt")) {
            approved = new String(in.readAllBytes(), UTF_8);
        }

        assertThat(topology().describe().toString().strip()).isEqualTo(approved.strip());
    }

    @Test
    void keepsItsStateUnderTheApprovedNames() {
        pipe(define(ACME, HOURLY, EVERY_HOUR));

        assertThat(driver.getAllStateStores().keySet()).containsExactlyInAnyOrder("policies", "due-times", "answers");
        assertThat(driver.producedTopicNames())
                .contains(
                        "lc2-scheduler-policies-changelog",
                        "lc2-scheduler-due-times-changelog",
                        "lc2-scheduler-answers-changelog");
    }

    @Test
    void asksForABackupWhenItIsDueAndNotBefore() {
        pipe(define(ACME, HOURLY, EVERY_HOUR));

        driver.advanceWallClockTime(HALF_AN_HOUR.minusMillis(1));
        assertThat(commands.isEmpty()).isTrue();
        driver.advanceWallClockTime(Duration.ofMillis(100));

        TestRecord<String, BackupCommand> request = commands.readRecord();
        assertThat(request.key()).isEqualTo("acme");
        assertThat(((RequestBackup) request.value()).backupId()).hasToString("hourly-20261121t010000z");
        assertThat(CloudEventHeaders.readFrom(request.headers()).provider()).isEqualTo("local");
        assertThat(CloudEventHeaders.readFrom(request.headers()).source()).isEqualTo("/lc2/scheduler");
        assertThat(types(events.readValuesToList())).containsExactly("PolicyDefined", "PolicyFired");
        assertThat(lateness).singleElement().isEqualTo(Duration.ofMillis(99));
    }

    @Test
    void asksOncePerDueTimeWhateverElseHappens() {
        pipe(define(ACME, HOURLY, EVERY_HOUR));
        for (int hour = 0; hour < 5; hour++) {
            driver.advanceWallClockTime(HOUR);
            pipe(define(ACME, HOURLY, EVERY_HOUR));
            commands.readValuesToList().forEach(command -> pipe(refused((RequestBackup) command, T0)));
        }

        assertThat(fired()).containsExactly(at(1), at(2), at(3), at(4), at(5));
    }

    @Test
    void answersACommandThatComesAgainOnce() {
        PausePolicy pause = new PausePolicy(meta(ACME, "pause"), HOURLY);

        pipe(define(ACME, HOURLY, EVERY_HOUR));
        pipe(pause);
        pipe(new UnpausePolicy(meta(ACME, "unpause"), HOURLY));
        pipe(pause);
        pipe(define(ACME, HOURLY, EVERY_HOUR));

        assertThat(types(events.readValuesToList())).containsExactly("PolicyDefined", "PolicyPaused", "PolicyUnpaused");
    }

    @Test
    void refusesOnceWhatTheRulesRefuse() {
        pipe(define(ACME, HOURLY, Schedule.of("0 0 30 2 *", "UTC")));
        pipe(define(ACME, HOURLY, Schedule.of("0 0 30 2 *", "UTC")));

        CommandRejected rejected = (CommandRejected) events.readValue();
        assertThat(rejected.message()).isEqualTo("schedule.cron never fires");
        assertThat(events.isEmpty()).isTrue();
        driver.advanceWallClockTime(HOUR);
        assertThat(commands.isEmpty()).isTrue();
    }

    @Test
    void leavesARunOutWhileAnEarlierOneIsUnfinished() {
        pipe(define(ACME, HOURLY, EVERY_HOUR));

        driver.advanceWallClockTime(HOUR);
        driver.advanceWallClockTime(HOUR);
        pipe(refused((RequestBackup) commands.readValue(), T0));
        driver.advanceWallClockTime(HOUR);

        assertThat(types(events.readValuesToList()))
                .containsExactly("PolicyDefined", "PolicyFired", "RunSkipped", "PolicyFired");
    }

    @Test
    void takesNobodyElsesRefusalForTheEndOfARun() {
        pipe(define(ACME, HOURLY, EVERY_HOUR));
        driver.advanceWallClockTime(HOUR);
        RequestBackup ours = (RequestBackup) commands.readValue();

        pipe(refused(new RequestBackup(meta(ACME, "mine"), ours.backupId(), ours.request()), T0));
        driver.advanceWallClockTime(HOUR);

        assertThat(types(events.readValuesToList())).endsWith("RunSkipped");
    }

    @Test
    void runsNothingInAPauseNorAfterIt() {
        pipe(define(ACME, HOURLY, EVERY_HOUR));
        pipe(new PausePolicy(meta(ACME, "pause"), HOURLY));
        for (int hour = 0; hour < 3; hour++) {
            driver.advanceWallClockTime(HOUR);
        }
        pipe(new UnpausePolicy(meta(ACME, "unpause"), HOURLY));
        driver.advanceWallClockTime(Duration.ofSeconds(1));

        List<BackupEvent> all = events.readValuesToList();
        assertThat(types(all)).containsExactly("PolicyDefined", "PolicyPaused", "PolicyUnpaused", "RunSkipped");
        assertThat(((RunSkipped) all.getLast()).count()).isEqualTo(3);
        driver.advanceWallClockTime(HOUR);
        assertThat(fired()).containsExactly(at(4));
    }

    @Test
    void catchesUpWhatWasMissedWhileItWasAway() {
        pipe(define(ACME, HOURLY, EVERY_HOUR));

        driver.advanceWallClockTime(Duration.ofHours(4));

        List<BackupEvent> all = events.readValuesToList();
        assertThat(types(all)).containsExactly("PolicyDefined", "RunMissed", "PolicyFired");
        assertThat(((RunMissed) all.get(1)).count()).isEqualTo(3);
        assertThat(((PolicyFired) all.getLast()).due()).isEqualTo(at(4));
    }

    @Test
    void cancelsWhatHasNotEndedInItsWindow() {
        RunWindow window = new RunWindow(null, Duration.ofMinutes(10));
        pipe(define(
                ACME, HOURLY, new Schedule("0 * * * *", "UTC", Duration.ZERO, window, CatchUp.LATEST, Overlap.SKIP)));

        driver.advanceWallClockTime(HALF_AN_HOUR);
        driver.advanceWallClockTime(Duration.ofMinutes(10));

        assertThat(commands.readValuesToList()).hasExactlyElementsOfTypes(RequestBackup.class, CancelOperation.class);
        assertThat(types(events.readValuesToList())).endsWith("RunOverdue");
    }

    @Test
    void asksForNothingOfAPolicyThatIsRemoved() {
        pipe(define(ACME, HOURLY, EVERY_HOUR));
        pipe(new RemovePolicy(meta(ACME, "remove"), HOURLY));

        driver.advanceWallClockTime(HOUR);

        assertThat(commands.isEmpty()).isTrue();
    }

    @Test
    void decidesAboutMorePoliciesThanATickMayHold() {
        for (int project = 0; project < 12; project++) {
            pipe(define(new ProjectId("p" + project), new PolicyId("hourly"), EVERY_HOUR));
        }

        driver.advanceWallClockTime(HALF_AN_HOUR);
        assertThat(commands.getQueueSize()).isEqualTo(5);
        driver.advanceWallClockTime(Duration.ofMillis(100));
        driver.advanceWallClockTime(Duration.ofMillis(100));

        assertThat(commands.readKeyValuesToList()).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void passesOverWhatIsNoneOfItsBusinessWithoutDecodingIt() {
        Headers headers =
                new RecordHeaders().add(HeaderNames.TYPE, "io.lc2.backup.avro.StepProgressed".getBytes(UTF_8));

        raw(Topics.EVENTS, "acme", "no avro at all".getBytes(UTF_8), headers);

        assertThat(letters.isEmpty()).isTrue();
    }

    @Test
    void setsACommandUnderAWrongKeyAsideAndGoesOn() {
        raw(Topics.COMMANDS, "zeta", bytes(Topics.COMMANDS, define(ACME, HOURLY, EVERY_HOUR)), new RecordHeaders());
        pipe(define(ACME, new PolicyId("other"), EVERY_HOUR));

        assertThat(DeadLetter.readFrom(letters.readRecord().headers()).reason()).contains("projectId");
        assertThat(((PolicyEvent) events.readValue()).meta().policyId()).hasToString("other");
    }

    @Test
    void forgetsOldAnswers() {
        pipe(new RemovePolicy(meta(ACME, "remove"), HOURLY));
        assertThat(driver.getKeyValueStore("answers").approximateNumEntries()).isEqualTo(1);

        driver.advanceWallClockTime(Duration.ofDays(32));

        assertThat(driver.getKeyValueStore("answers").approximateNumEntries()).isZero();
    }

    private Topology topology() {
        LoopSettings usual = LoopSettings.DEFAULT;
        LoopSettings fiveAtATime = new LoopSettings(
                usual.tick(), 5, Duration.ofDays(1), usual.policiesPerProject(), usual.answersKept(), usual.pruning());
        return SchedulerTopology.build(
                SchedulerTopology.Formats.of(serdes),
                new SchedulerParts(new CronTimetable(), fiveAtATime, lateness::add, InstantSource.fixed(T0)));
    }

    private <V> TestOutputTopic<String, V> out(Topic<V> topic) {
        return driver.createOutputTopic(
                topic.name(), new StringDeserializer(), serdes.of(topic.codec()).deserializer());
    }

    private void pipe(BackupCommand command) {
        pipe(Topics.COMMANDS, command);
    }

    private void pipe(BackupEvent event) {
        pipe(Topics.EVENTS, event);
    }

    private <V> void pipe(Topic<V> topic, V value) {
        Headers headers = new RecordHeaders();
        topic.headers(value, "/test", null).writeTo(headers);
        raw(topic, topic.key(value), bytes(topic, value), headers);
    }

    private <V> byte[] bytes(Topic<V> topic, V value) {
        return serdes.of(topic.codec()).serializer().serialize(topic.name(), value);
    }

    private void raw(Topic<?> topic, String key, byte[] value, Headers headers) {
        driver.createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, headers));
    }

    private List<Instant> fired() {
        return events.readValuesToList().stream()
                .filter(PolicyFired.class::isInstance)
                .map(event -> ((PolicyFired) event).due())
                .toList();
    }

    private static Instant at(int hour) {
        return Instant.parse("2026-11-21T00:00:00Z").plus(Duration.ofHours(hour));
    }

    private static List<String> types(List<BackupEvent> events) {
        return events.stream().map(event -> event.getClass().getSimpleName()).toList();
    }
}
