package io.lc2.backup.messaging.topics;

import io.lc2.backup.messaging.registry.CompatibilityLevel;
import io.lc2.backup.messaging.registry.SchemaRegistry;
import io.lc2.backup.messaging.registry.SchemaRegistryUnavailableException;
import io.lc2.backup.messaging.serde.SubjectNaming;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes topics and subjects exist as the code expects them. Idempotent, also when several services do it at once; what
 * exists is compared and never changed, but for the compatibility level of our own subjects.
 */
public final class Bootstrap {

    private static final Logger LOG = LoggerFactory.getLogger(Bootstrap.class);

    /** Between two questions to a registry that did not answer. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final TopicAdmin topics;
    private final SchemaRegistry registry;
    private final Duration patience;

    /**
     * A bootstrap of one cluster.
     *
     * @param admin stays open
     * @param registry stays open
     * @param layout how topics are made, and how long answers are waited for
     */
    public Bootstrap(Admin admin, SchemaRegistry registry, TopicLayout layout) {
        this.topics = new TopicAdmin(admin, layout);
        this.registry = registry;
        this.patience = layout.timeout();
    }

    /**
     * Makes topics and registers their schemas, compatible in both directions with all versions before.
     *
     * @param wanted for example {@link Topics#all}
     * @return what was missing and what differs without harm
     * @throws BootstrapException when Kafka does not answer in time or refuses, or a topic exists with another number of
     *     partitions or in a way that loses records
     * @throws io.lc2.backup.messaging.registry.SchemaRegistryException when the registry does not answer in time, refuses, or
     *     holds schemas ours are not compatible with
     */
    public Report run(Collection<TopicDefinition> wanted) {
        Set<String> created = topics.create(wanted);
        List<String> differences = topics.differences(
                wanted.stream().filter(topic -> !created.contains(topic.name())).toList());
        topics.awaitLeaders(wanted);
        Set<String> registered = new HashSet<>();
        Set<String> known = Set.copyOf(patiently(registry::subjects));
        for (TopicDefinition topic : wanted) {
            for (Schema schema : topic.schemas()) {
                String subject = SubjectNaming.TOPIC_RECORD.subject(topic.name(), false, schema);
                var unused = patiently(() -> register(subject, schema));
                if (!known.contains(subject)) {
                    registered.add(subject);
                }
            }
        }
        Report report = new Report(created, registered, differences);
        LOG.atInfo()
                .addKeyValue("topics", wanted.size())
                .addKeyValue("createdTopics", created.size())
                .addKeyValue("newSubjects", registered.size())
                .log("Topics and schemas are there");
        differences.forEach(difference ->
                LOG.atWarn().addKeyValue("difference", difference).log("A topic differs from what was expected"));
        return report;
    }

    /** The level first, where the subject exists: else an incompatible schema would slip in before it. */
    private int register(String subject, Schema schema) {
        Optional<CompatibilityLevel> level = registry.compatibility(subject);
        boolean strict = level.isPresent() && level.get() == CompatibilityLevel.FULL_TRANSITIVE;
        if (!strict) {
            registry.setCompatibility(subject, CompatibilityLevel.FULL_TRANSITIVE);
        }
        return registry.register(subject, schema);
    }

    /** A registry that starts beside us, or on a busy machine, takes its time; every call here may be repeated. */
    private <T> T patiently(Supplier<T> call) {
        long begin = System.nanoTime();
        while (true) {
            try {
                return call.get();
            } catch (SchemaRegistryUnavailableException e) {
                if (System.nanoTime() - begin >= patience.toNanos()) {
                    throw e;
                }
                LOG.atWarn().addKeyValue("reason", e.getMessage()).log("The schema registry is asked again");
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /**
     * What a run did.
     *
     * @param createdTopics topics that did not exist before
     * @param newSubjects subjects that did not exist before
     * @param differences settings of existing topics that are not as expected but do no harm, as sentences
     */
    public record Report(Set<String> createdTopics, Set<String> newSubjects, List<String> differences) {

        public Report {
            createdTopics = Set.copyOf(createdTopics);
            newSubjects = Set.copyOf(newSubjects);
            differences = List.copyOf(differences);
        }

        /** True when everything was there as expected. */
        public boolean nothingToDo() {
            return createdTopics.isEmpty() && newSubjects.isEmpty() && differences.isEmpty();
        }

        /** Everything a person may want to read, one line each. */
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            createdTopics.stream().sorted().forEach(topic -> lines.add("created topic " + topic));
            newSubjects.stream().sorted().forEach(subject -> lines.add("registered " + subject));
            lines.addAll(differences);
            return lines;
        }
    }
}
