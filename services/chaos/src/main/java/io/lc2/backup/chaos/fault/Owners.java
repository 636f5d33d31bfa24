package io.lc2.backup.chaos.fault;

import io.lc2.backup.chaos.platform.Servers;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.messaging.topics.ProjectPartitioner;
import io.lc2.backup.messaging.topics.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;

/** Knows which executor decides for a project, as Kafka sees it. */
public final class Owners implements AutoCloseable {

    private static final String GROUP = "lc2-executor-local";
    private static final int ANSWER_BOUND_SECONDS = 5;

    private final Admin admin;
    private final List<String> names;
    private final Random random;

    /**
     * @param bootstrapServers where Kafka is
     * @param names instance ids of all executors
     * @param random chooses where Kafka does not say
     */
    public Owners(String bootstrapServers, List<String> names, Random random) {
        this.admin = Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        this.names = List.copyOf(names);
        this.random = random;
    }

    /** The executor a project's partition belongs to; any while it belongs to none. */
    public String of(ProjectId project) throws InterruptedException {
        int number = ProjectPartitioner.partitionOf(project.value(), Servers.PARTITIONS);
        TopicPartition partition = new TopicPartition(Topics.COMMANDS.name(), number);
        try {
            return admin
                    .describeConsumerGroups(List.of(GROUP))
                    .all()
                    .get(ANSWER_BOUND_SECONDS, TimeUnit.SECONDS)
                    .values()
                    .stream()
                    .flatMap(group -> group.members().stream())
                    .filter(member -> member.assignment().topicPartitions().contains(partition))
                    .map(this::name)
                    .flatMap(Optional::stream)
                    .findAny()
                    .orElseGet(this::any);
        } catch (ExecutionException | TimeoutException unknown) {
            return any();
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    private Optional<String> name(MemberDescription member) {
        String instance = member.groupInstanceId().orElse("");
        return names.stream().filter(instance::startsWith).findAny();
    }

    private String any() {
        return names.get(random.nextInt(names.size()));
    }
}
