package io.lc2.backup.commandapi.kafka;

import io.lc2.backup.commandapi.deadletters.DeadLetters;
import io.lc2.backup.commandapi.submission.CommandPublisher;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.topics.Topics;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the log side; needs a {@link KafkaAccess}. Nothing here waits for Kafka or the registry to be there. */
@Configuration(proxyBeanMethods = false)
public class KafkaConfiguration {

    @Bean
    TopicSerdes topicSerdes(KafkaAccess access) {
        return TopicSerdes.connect(ClientSettings.registry(access));
    }

    @Bean(destroyMethod = "")
    Producer<String, BackupCommand> commandProducer(KafkaAccess access, TopicSerdes serdes) {
        return new KafkaProducer<>(
                ClientSettings.producer(access),
                new StringSerializer(),
                serdes.of(Topics.COMMANDS.codec()).serializer());
    }

    /** Calls have been answered by now; the default would wait without a bound. */
    @Bean
    AutoCloseable commandProducerClosing(Producer<String, BackupCommand> producer, KafkaAccess access) {
        Duration bound = ClientSettings.longestWait(access);
        return () -> producer.close(bound);
    }

    @Bean
    CommandPublisher commandPublisher(Producer<String, BackupCommand> producer, KafkaAccess access) {
        return new KafkaCommandPublisher(producer, ClientSettings.longestWait(access), new SecureRandom());
    }

    @Bean
    DeadLetters deadLetters(KafkaAccess access) {
        Duration bound = ClientSettings.longestWait(access);
        return new KafkaDeadLetters(
                () -> new KafkaConsumer<>(
                        ClientSettings.deadLetterConsumer(access),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer()),
                new Replayer(
                        () -> new KafkaProducer<>(
                                ClientSettings.replayProducer(access),
                                new ByteArraySerializer(),
                                new ByteArraySerializer()),
                        bound),
                bound,
                InstantSource.system());
    }

    @Bean(destroyMethod = "")
    Admin healthAdmin(KafkaAccess access) {
        return Admin.create(ClientSettings.admin(access));
    }

    @Bean
    AutoCloseable healthAdminClosing(Admin admin) {
        return () -> admin.close(Duration.ZERO);
    }

    @Bean
    HealthIndicator kafkaHealthIndicator(Admin admin) {
        return new Reachability("Kafka", () -> Probes.kafka(admin), InstantSource.system());
    }

    @Bean
    HealthIndicator schemaRegistryHealthIndicator(TopicSerdes serdes) {
        return new Reachability(
                "the schema registry", () -> Probes.registry(serdes.registry()), InstantSource.system());
    }
}
