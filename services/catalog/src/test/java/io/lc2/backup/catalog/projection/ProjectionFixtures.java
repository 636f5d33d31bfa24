package io.lc2.backup.catalog.projection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.lc2.backup.catalog.codec.EntryFormat;
import io.lc2.backup.catalog.codec.EntryVersion;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.catalog.CatalogFold;
import io.lc2.backup.domain.catalog.CatalogInput;
import io.lc2.backup.domain.catalog.PolicyFold;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.messaging.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Databases and batches as the projector makes them, without Kafka. */
public final class ProjectionFixtures {

    static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS.name(), 0);
    static final TopicPartition CATALOG = new TopicPartition(Topics.CATALOG.name(), 0);

    private ProjectionFixtures() {}

    /** A pool on a database of its own with empty tables. */
    public static HikariDataSource pool(EmbeddedDatabase server, String name) {
        server.createDatabase(name);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.jdbcUrl(name));
        config.setUsername(server.user());
        config.setPassword(server.password());
        config.setSchema("catalog");
        config.setMaximumPoolSize(4);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        HikariDataSource pool = new HikariDataSource(config);
        new ProjectionDatabase(pool, "catalog").migrate();
        return pool;
    }

    /** Writes the entries that these inputs fold into, as if each input had been at the next offset. */
    public static void project(HikariDataSource pool, EntryFormat format, Collection<CatalogInput> inputs)
            throws SQLException {
        ProjectionDatabase database = new ProjectionDatabase(pool, "catalog");
        Map<OperationId, CatalogEntry> entries = new HashMap<>();
        Map<OperationId, EntryVersion> versions = new HashMap<>();
        List<AuditRecord> audit = new ArrayList<>();
        List<PolicyInput> policies = new ArrayList<>();
        long from = database.offsets(List.of(EVENTS)).getOrDefault(EVENTS, 0L);
        long offset = from;
        for (CatalogInput input : inputs) {
            Map<OperationId, CatalogEntry> changes = CatalogFold.changes(input, entries::get);
            entries.putAll(changes);
            if (input instanceof CatalogInput.Happened happened) {
                long at = offset;
                audit.add(audit(at, happened.event()));
                PolicyFold.policyOf(happened.event())
                        .ifPresent(policy -> policies.add(new PolicyInput(at, policy, happened.event())));
                offset++;
            }
            EntryVersion version =
                    input instanceof CatalogInput.Happened ? new EntryVersion(offset - 1) : EntryVersion.ASKED;
            changes.keySet().forEach(id -> versions.put(id, version));
        }
        List<EntryRow> rows = entries.entrySet().stream()
                .map(entry ->
                        new EntryRow(entry.getValue(), versions.get(entry.getKey()), format.write(entry.getValue())))
                .toList();
        if (!database.write(
                new Batch(rows, audit, policies, Map.of(EVENTS, new Batch.Move(from, offset)), rows.size()))) {
            throw new IllegalStateException("the offset was moved by somebody else");
        }
    }

    static AuditRecord audit(long offset, BackupEvent event) {
        return new AuditRecord(
                0,
                offset,
                event.project().value(),
                event.eventId().getBytes(StandardCharsets.UTF_8),
                AuditRow.of(event));
    }
}
