package io.lc2.backup.catalog.rebuild;

import io.lc2.backup.catalog.fold.CatalogTopology;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What Kafka keeps for the topology: its offsets, and the changelog of its store. */
public final class FoldGroup {

    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final Admin admin;
    private final String applicationId;

    /** Looks through the given client. */
    public FoldGroup(Admin admin, String applicationId) {
        this.admin = admin;
        this.applicationId = applicationId;
    }

    /** Whether any instance, of this process or another, is a member. */
    boolean hasMembers() throws RebuildFailedException {
        try {
            return answer(admin.describeConsumerGroups(List.of(applicationId)).all()).values().stream()
                    .anyMatch(group -> !group.members().isEmpty());
        } catch (GroupIdNotFoundException none) {
            return false;
        }
    }

    /** The next offset of each partition it has read. */
    Map<TopicPartition, Long> offsets() throws RebuildFailedException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        answer(admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        offsets.put(partition, offset.offset());
                    }
                });
        return offsets;
    }

    /** Where each partition of a topic ends for who reads committed records. */
    Map<TopicPartition, Long> ends(String topic) throws RebuildFailedException {
        TopicDescription description =
                answer(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
        Map<TopicPartition, OffsetSpec> latest = description == null
                ? Map.of()
                : description.partitions().stream()
                        .collect(Collectors.toMap(
                                partition -> new TopicPartition(topic, partition.partition()),
                                partition -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        answer(admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /**
     * Forgets the offsets. After that a start reads the log from its beginning.
     *
     * @throws RebuildFailedException when there are members
     */
    void forgetOffsets() throws RebuildFailedException {
        try {
            answer(admin.deleteConsumerGroups(List.of(applicationId)).all());
        } catch (GroupIdNotFoundException none) {
            // Nothing was ever read: there is nothing to forget.
            return;
        }
    }

    /** Deletes the changelog; the topology makes a new one when it starts. */
    void deleteChangelog() throws RebuildFailedException {
        String changelog = applicationId + '-' + CatalogTopology.STORE + "-changelog";
        try {
            answer(admin.deleteTopics(Set.of(changelog)).all());
        } catch (UnknownTopicOrPartitionException none) {
            return;
        }
    }

    /** Whether the changelog is still there. */
    boolean changelogExists() throws RebuildFailedException {
        Collection<String> names = answer(admin.listTopics().names());
        return names.contains(applicationId + '-' + CatalogTopology.STORE + "-changelog");
    }

    private static <T> T answer(KafkaFuture<T> future) throws RebuildFailedException {
        try {
            return future.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException none) {
                throw none;
            }
            if (e.getCause() instanceof UnknownTopicOrPartitionException none) {
                throw none;
            }
            throw new RebuildFailedException("Kafka refused: " + e.getMessage(), e);
        } catch (TimeoutException e) {
            throw new RebuildFailedException("Kafka does not answer; try again when it does.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RebuildFailedException("The service is being stopped.", e);
        }
    }
}
