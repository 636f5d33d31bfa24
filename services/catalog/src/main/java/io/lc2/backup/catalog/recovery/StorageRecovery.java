package io.lc2.backup.catalog.recovery;

import io.lc2.backup.catalog.archive.ArchiveSettings;
import io.lc2.backup.catalog.codec.LogFormats;
import io.lc2.backup.catalog.rebuild.LogSource;
import io.lc2.backup.catalog.rebuild.RebuildFailedException;
import io.lc2.backup.catalog.rebuild.Restored;
import io.lc2.backup.domain.Names;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.rebuild.LogRecovery;
import io.lc2.backup.domain.rebuild.ManifestFound;
import io.lc2.backup.domain.rebuild.ProjectHistory;
import io.lc2.backup.domain.rebuild.Verdict;
import io.lc2.backup.domain.recovery.Lifecycle;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.executor.spi.ProviderException;
import io.lc2.backup.messaging.registry.SchemaRegistry;
import io.lc2.backup.messaging.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Fills an empty backup-events from object storage: first the archived events as they were, then what the rules make of
 * operations without an end and of manifests. Both halves look at what is in the topic, so a recovery that was interrupted
 * is simply begun again. Commands are not written: they would be carried out again.
 */
public final class StorageRecovery implements LogSource {

    private static final String SOURCE = "/lc2/catalog/recovery";

    /**
     * What it works with.
     *
     * @param consumers makes a consumer without a group that reads committed records only
     * @param producers makes a producer with the transactional id of recoveries
     * @param registry the new registry
     * @param formats how the log is read
     * @param events how events are written
     * @param problem makes topics and subjects be there; says why they are not
     */
    public record Tools(
            Supplier<Consumer<byte[], byte[]>> consumers,
            Supplier<Producer<byte[], byte[]>> producers,
            SchemaRegistry registry,
            LogFormats formats,
            Serializer<BackupEvent> events,
            Problem problem) {}

    /** Looks whether the log can be written. */
    @FunctionalInterface
    public interface Problem {
        /** What is wrong; empty when nothing is. */
        Optional<String> find() throws InterruptedException;
    }

    private final Tools tools;
    private final ArchiveSettings settings;
    private final InstantSource clock;

    /**
     * Does nothing yet.
     *
     * @param settings where archive and backups are
     */
    public StorageRecovery(Tools tools, ArchiveSettings settings, InstantSource clock) {
        this.tools = tools;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Optional<String> refusal() throws InterruptedException {
        Optional<String> problem = tools.problem().find();
        return problem.isPresent() ? problem : new RecoveredTopic(tools.consumers()).refusal();
    }

    @Override
    public Restored restore(Progress progress) throws RebuildFailedException, InterruptedException {
        Optional<String> problem = tools.problem().find();
        if (problem.isPresent()) {
            throw new RebuildFailedException(problem.get());
        }
        try (RecoveryWriter writer = new RecoveryWriter(tools.producers().get())) {
            return new Run(writer, progress).restore();
        } catch (ProviderException e) {
            throw new RebuildFailedException(
                    "The object storage does not give what is needed: " + e.getMessage() + " " + e.nextStep(), e);
        }
    }

    /** One recovery. */
    private final class Run {

        private final RecoveryWriter writer;
        private final Progress progress;
        private final Losses losses = new Losses();
        private final SchemaTranslation schemas = new SchemaTranslation(tools.registry());
        private final RecoveredTopic topic = new RecoveredTopic(tools.consumers());
        private long backups;

        Run(RecoveryWriter writer, Progress progress) {
            this.writer = writer;
            this.progress = progress;
        }

        Restored restore() throws RebuildFailedException {
            progress.say("Looking through the archive.");
            ArchiveIndex index = ArchiveIndex.read(settings);
            long events = copyEvents(index);
            progress.say("Reading what was restored.");
            Histories histories = new Histories(tools.formats(), losses);
            topic.forEach(histories::event);
            for (ArchivedLog log : index.logs(Topics.COMMANDS.name())) {
                log.forEach(losses, (head, record) -> histories.command(head, record, schemas));
            }
            conclude(histories);
            return new Restored(events, backups, losses.total(), losses.first());
        }

        private long copyEvents(ArchiveIndex index) throws RebuildFailedException {
            progress.say("Looking at what is in the log already.");
            RecoveredTopic.Copied before = topic.copied();
            Set<String> archived = index.topicIds(Topics.EVENTS.name());
            EventImport copying = new EventImport(writer, schemas, losses, archived, before.last());
            for (ArchivedLog log : index.logs(Topics.EVENTS.name())) {
                progress.say("Copying archived events.");
                copying.copy(log);
            }
            return before.records() + writer.written();
        }

        private void conclude(Histories histories) throws RebuildFailedException {
            BucketScan scan = new BucketScan(settings.store(), settings.bucket());
            Set<String> projects = new TreeSet<>();
            histories.projects().forEach(projects::add);
            scan.projects().forEach(project -> projects.add(project.value()));
            for (String project : projects) {
                if (Names.isLabel(project)) {
                    progress.say("Reading manifests of " + project + ".");
                    conclude(new ProjectId(project), histories.of(new ProjectId(project)), scan);
                    writer.commit();
                }
            }
        }

        private void conclude(ProjectId project, ProjectHistory history, BucketScan scan) {
            Map<OperationId, BucketScan.Place> places = scan.backups(project);
            losses.addAll(LogRecovery.unanswered(project, history));
            losses.addAll(LogRecovery.policies(project, history));
            Set<OperationId> ids = new TreeSet<>(history.remains().keySet());
            ids.addAll(places.keySet());
            for (OperationId id : ids) {
                RecoveryPoint point = history.points().get(id);
                Verdict verdict = LogRecovery.decide(
                        new LogRecovery.Left(
                                project,
                                id,
                                history.remains().get(id),
                                point,
                                found(project, id, history, places),
                                history.isTorn(id)),
                        clock.instant());
                verdict.events().forEach(this::write);
                losses.addAll(verdict.losses());
            }
        }

        private ManifestFound found(
                ProjectId project, OperationId id, ProjectHistory history, Map<OperationId, BucketScan.Place> places) {
            OperationId deleted = history.deletedBy(id);
            if (deleted == null) {
                return manifest(project, id, places.get(id), history.points().get(id));
            }
            ManifestFound there = manifest(
                    project, deleted, places.get(deleted), history.points().get(deleted));
            return there instanceof ManifestFound.Sound ? there : new ManifestFound.Nothing();
        }

        private void write(OperationEvent event) {
            backups += event instanceof OperationEvent.BackupCompleted ? 1 : 0;
            RecordHeaders headers = new RecordHeaders();
            Topics.EVENTS.headers(event, SOURCE, null).writeTo(headers);
            byte[] key = Topics.EVENTS.key(event).getBytes(StandardCharsets.UTF_8);
            byte[] value = tools.events().serialize(Topics.EVENTS.name(), headers, event);
            writer.write(RecoveryMark.RULED, event.occurredAt().toEpochMilli(), key, value, headers, 0);
        }
    }

    private static ManifestFound manifest(
            ProjectId project, OperationId id, BucketScan.@Nullable Place place, @Nullable RecoveryPoint point) {
        if (place == null) {
            return new ManifestFound.Nothing();
        }
        return ManifestReading.read(project, id, place, point == null ? null : checksum(point));
    }

    /** Of data that is being removed the manifest goes first, and what is there of it need not be what was written. */
    private static @Nullable String checksum(RecoveryPoint point) {
        boolean counts = point.lifecycle() == Lifecycle.ACTIVE;
        return counts && !point.manifestSha256().isEmpty() ? point.manifestSha256() : null;
    }
}
