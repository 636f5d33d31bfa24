package io.lc2.backup.catalog.health;

import io.lc2.backup.catalog.fold.CatalogStreams;
import io.lc2.backup.catalog.projection.ProjectorStatus;
import io.lc2.backup.catalog.reading.RebuildGate;
import io.lc2.backup.messaging.registry.SchemaRegistry;
import io.lc2.backup.messaging.registry.SchemaRegistryException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What each part needs to be called healthy. Details name what is wrong, never an address. */
public final class Indicators {

    private static final Duration ANSWER = Duration.ofSeconds(3);

    private Indicators() {}

    /** Live: the fold has not given up. Whatever else is wrong, a restart does not help. */
    public static HealthIndicator foldAlive(CatalogStreams streams) {
        return () -> switch (streams.state()) {
            case ERROR, PENDING_ERROR ->
                Health.down().withDetail("state", streams.state()).build();
            case CREATED, REBALANCING, RUNNING, PENDING_SHUTDOWN, NOT_RUNNING ->
                Health.up().build();
        };
    }

    /** Ready: the fold runs and its stores are restored. During a rebuild callers are told so by the API itself. */
    public static HealthIndicator fold(CatalogStreams streams, RebuildGate gate) {
        return () -> {
            KafkaStreams.State state = streams.state();
            Health.Builder health = gate.closed() || state == KafkaStreams.State.RUNNING ? Health.up() : Health.down();
            return health.withDetail("state", state)
                    .withDetail("rebuilding", gate.closed())
                    .build();
        };
    }

    /** Ready: the projection runs and has been at the end of the log once. */
    public static HealthIndicator projection(ProjectorStatus status, RebuildGate gate) {
        return () -> {
            ProjectorStatus.Snapshot now = status.now();
            Health.Builder health = gate.closed() || (now.alive() && now.caughtUp()) ? Health.up() : Health.down();
            return health.withDetail("alive", now.alive())
                    .withDetail("caughtUp", now.caughtUp())
                    .withDetail("lag", now.lag())
                    .build();
        };
    }

    /** Ready: PostgreSQL answers. */
    public static HealthIndicator database(JdbcClient jdbc) {
        return () -> {
            try {
                jdbc.sql("SELECT 1").query(Integer.class).single();
                return Health.up().build();
            } catch (DataAccessException e) {
                return Health.down().withDetail("problem", "does not answer").build();
            }
        };
    }

    /** Ready: the schema registry answers. */
    public static HealthIndicator registry(SchemaRegistry registry) {
        return () -> {
            try {
                return Health.up()
                        .withDetail("compatibility", registry.compatibility())
                        .build();
            } catch (SchemaRegistryException e) {
                return Health.down()
                        .withDetail("problem", e.getClass().getSimpleName())
                        .build();
            }
        };
    }

    /** Ready: a broker answers. */
    public static HealthIndicator kafka(Admin admin) {
        return () -> {
            try {
                int nodes = admin.describeCluster()
                        .nodes()
                        .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                        .size();
                return Health.up().withDetail("brokers", nodes).build();
            } catch (ExecutionException | TimeoutException e) {
                return Health.down().withDetail("problem", "does not answer").build();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Health.down().withDetail("problem", "interrupted").build();
            }
        };
    }
}
