package io.lc2.backup.messaging.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.junit.jupiter.api.Test;

class ProjectPartitionerTest {

    @Test
    void choosesWhatKafkaChoosesForTheProjectAlone() {
        Set<Integer> chosen = new HashSet<>();

        for (int i = 0; i < 1000; i++) {
            String project = "project-" + i;
            int partition = ProjectPartitioner.partitionOf(project, 48);

            assertThat(partition).isEqualTo(BuiltInPartitioner.partitionForKey(project.getBytes(UTF_8), 48));
            assertThat(ProjectPartitioner.partitionOf(project + "/backup-" + i, 48))
                    .isEqualTo(partition);
            chosen.add(partition);
        }

        assertThat(chosen).hasSize(48);
    }

    @Test
    void choosesTheSameInAProducerAndInStreams() {
        List<PartitionInfo> partitions = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            partitions.add(new PartitionInfo("backup-catalog", i, Node.noNode(), new Node[0], new Node[0]));
        }
        Cluster cluster = new Cluster("cluster", List.of(), partitions, Set.of(), Set.of());
        byte[] key = "acme/backup-1".getBytes(UTF_8);
        ProjectPartitioner partitioner = new ProjectPartitioner();

        int inProducer = partitioner.partition("backup-catalog", "acme/backup-1", key, null, null, cluster);

        assertThat(ProjectPartitioner.forStreams().partitions("backup-catalog", "acme/backup-1", "value", 12))
                .isEqualTo(Optional.of(Set.of(inProducer)));
        assertThat(inProducer).isEqualTo(ProjectPartitioner.partitionOf("acme", 12));
    }

    @Test
    void refusesARecordWithoutAKey() {
        ProjectPartitioner partitioner = new ProjectPartitioner();

        assertThatThrownBy(() -> partitioner.partition("backup-events", null, null, null, new byte[1], Cluster.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("backup-events");
    }
}
