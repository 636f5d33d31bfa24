package io.lc2.backup.messaging.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes topics and compares those that exist; every wait ends. */
final class TopicAdmin {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Admin admin;
    private final TopicLayout layout;
    private final int timeoutMillis;

    TopicAdmin(Admin admin, TopicLayout layout) {
        this.admin = admin;
        this.layout = layout;
        timeoutMillis = Math.toIntExact(layout.timeout().toMillis());
    }

    /** Makes what is missing; somebody else may make the same at the same time. */
    Set<String> create(Collection<TopicDefinition> wanted) {
        List<NewTopic> topics = wanted.stream()
                .map(topic -> new NewTopic(
                                topic.name(), Optional.of(layout.partitions()), Optional.of(layout.replicas()))
                        .configs(topic.settings()))
                .toList();
        Map<String, KafkaFuture<Void>> answers = admin.createTopics(
                        topics, new CreateTopicsOptions().timeoutMs(timeoutMillis))
                .values();
        Set<String> created = new HashSet<>();
        answers.forEach((name, answer) -> {
            if (!existed(name, answer)) {
                created.add(name);
            }
        });
        return created;
    }

    /**
     * What is not as expected but does no harm.
     *
     * @throws BootstrapException when something does harm
     */
    List<String> differences(Collection<TopicDefinition> existing) {
        List<String> names = existing.stream().map(TopicDefinition::name).toList();
        Map<String, TopicDescription> found = answer(
                "describe topics",
                () -> admin.describeTopics(names, new DescribeTopicsOptions().timeoutMs(timeoutMillis))
                        .allTopicNames());
        Map<ConfigResource, Config> settings = answer(
                "read the settings of topics",
                () -> admin.describeConfigs(
                                names.stream().map(TopicAdmin::resource).toList(),
                                new DescribeConfigsOptions().timeoutMs(timeoutMillis))
                        .all());
        List<String> harmless = new ArrayList<>();
        List<String> harmful = new ArrayList<>();
        for (TopicDefinition topic : existing) {
            comparePartitions(topic, Objects.requireNonNull(found.get(topic.name())), harmful);
            compareSettings(topic, Objects.requireNonNull(settings.get(resource(topic.name()))), harmless, harmful);
        }
        if (!harmful.isEmpty()) {
            throw new BootstrapException(String.join(" ", harmful), null);
        }
        return harmless;
    }

    /**
     * Waits until every partition is led. Whoever writes to a new topic before that may have a first batch refused and the
     * next one taken; the first is out of order then, each time it is sent again, until its time is up.
     */
    void awaitLeaders(Collection<TopicDefinition> wanted) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (TopicDefinition topic : wanted) {
            for (int partition = 0; partition < layout.partitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        answer(
                "find the leaders of topics",
                () -> admin.listOffsets(ends, new ListOffsetsOptions().timeoutMs(timeoutMillis))
                        .all());
    }

    private void comparePartitions(TopicDefinition topic, TopicDescription found, List<String> harmful) {
        int partitions = found.partitions().size();
        if (partitions != layout.partitions()) {
            harmful.add(
                    "Topic %s has %d partitions and %d are configured: configure %d, since a project must stay in its partition."
                            .formatted(topic.name(), partitions, layout.partitions(), partitions));
        }
    }

    private static void compareSettings(
            TopicDefinition topic, Config found, List<String> harmless, List<String> harmful) {
        Map<String, String> wanted = new HashMap<>(topic.settings());
        wanted.forEach((setting, value) -> {
            String actual = String.valueOf(found.get(setting).value());
            if (actual.equals(value)) {
                return;
            }
            boolean losesRecords = setting.equals(TopicConfig.CLEANUP_POLICY_CONFIG) || topic.keepsEverything();
            String difference = "Topic %s has %s=%s instead of %s".formatted(topic.name(), setting, actual, value);
            if (losesRecords) {
                harmful.add(difference + ", which loses records: set it with kafka-configs.");
            } else {
                harmless.add(difference + ".");
            }
        });
    }

    private boolean existed(String topic, KafkaFuture<Void> answer) {
        try {
            answer.get(timeoutMillis, TimeUnit.MILLISECONDS);
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return true;
            }
            throw failed("create topic " + topic, causeOf(e));
        } catch (TimeoutException e) {
            throw failed("create topic " + topic, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** A topic that another service made a moment ago may not be known to the broker that is asked yet. */
    private <T> T answer(String what, Supplier<KafkaFuture<T>> question) {
        long deadline = System.nanoTime() + layout.timeout().toNanos();
        while (true) {
            try {
                return question.get().get(timeoutMillis, TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw failed(what, causeOf(e));
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            } catch (TimeoutException e) {
                throw failed(what, e);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    private static Throwable causeOf(ExecutionException e) {
        return e.getCause() == null ? e : e.getCause();
    }

    private BootstrapException failed(String what, Throwable cause) {
        if (cause instanceof TimeoutException || cause instanceof org.apache.kafka.common.errors.TimeoutException) {
            return new BootstrapException(
                    "Could not %s: Kafka did not answer within %d s. Check that it runs and that bootstrap.servers names it."
                            .formatted(what, layout.timeout().toSeconds()),
                    cause);
        }
        return new BootstrapException("Could not %s: %s".formatted(what, cause.getMessage()), cause);
    }

    private static BootstrapException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new BootstrapException("Interrupted while waiting for Kafka.", e);
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }
}
