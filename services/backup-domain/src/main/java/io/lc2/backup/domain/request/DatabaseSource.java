package io.lc2.backup.domain.request;

import io.lc2.backup.domain.Ordered;
import java.util.List;
import java.util.Set;

/**
 * The databases to back up.
 *
 * @param type engine
 * @param instance name of a configured server; never an address or a credential
 * @param databases names on that server; empty means those the configuration names for the instance
 * @param schemas only these schemas; empty means all
 * @param strategies how to take it, at least one
 * @param excludeTables tables whose rows are left out, as {@code table} or {@code schema.table}, {@code *} allowed;
 *     their definitions are kept
 * @param preBackupHooks run in this order before the database is read
 */
public record DatabaseSource(
        DatabaseType type,
        String instance,
        List<String> databases,
        List<String> schemas,
        Set<DatabaseStrategy> strategies,
        List<String> excludeTables,
        List<Hook> preBackupHooks) {

    public DatabaseSource {
        databases = List.copyOf(databases);
        schemas = List.copyOf(schemas);
        strategies = Ordered.set(DatabaseStrategy.class, strategies);
        excludeTables = List.copyOf(excludeTables);
        preBackupHooks = List.copyOf(preBackupHooks);
    }
}
