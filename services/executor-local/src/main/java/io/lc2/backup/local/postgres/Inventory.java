package io.lc2.backup.local.postgres;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was in one database when it was dumped: stored beside the dump, compared with it when it is checked and with what a
 * restore made. Formats are added, never changed.
 *
 * @param format number of this shape, 1
 * @param database name at the source
 * @param dataTime instant of the snapshot, ISO 8601
 * @param server version, encoding and locale of the source
 * @param schemas the only schemas in the dump; empty for all
 * @param tables every table with its rows
 * @param largeObjects large objects in the database
 * @param census things in the catalog by kind
 * @param archiveEntries entries of the dump's table of contents by kind
 * @param extensions extensions in use, except {@code plpgsql}
 * @param roles roles that own or may use something, without passwords
 */
record Inventory(
        int format,
        String database,
        String dataTime,
        Server server,
        List<String> schemas,
        List<Table> tables,
        LargeObjects largeObjects,
        Map<String, Long> census,
        Map<String, Long> archiveEntries,
        List<Extension> extensions,
        List<Role> roles) {

    static final int FORMAT = 1;
    static final String MEDIA_TYPE = "application/vnd.lc2.postgresql-inventory+json";

    /** Also what JSON brings: what is missing there shall be found here and not when it is needed. */
    Inventory {
        requireNonNull(database, "database");
        requireNonNull(dataTime, "dataTime");
        requireNonNull(server, "server");
        requireNonNull(largeObjects, "largeObjects");
        schemas = List.copyOf(schemas);
        tables = List.copyOf(tables);
        census = Map.copyOf(census);
        archiveEntries = Map.copyOf(archiveEntries);
        extensions = List.copyOf(extensions);
        roles = List.copyOf(roles);
    }

    Map<TableName, Table> tablesByName() {
        Map<TableName, Table> byName = new TreeMap<>();
        tables.forEach(table -> byName.put(new TableName(table.schema(), table.name()), table));
        return byName;
    }

    long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    /**
     * Where it comes from.
     *
     * @param version server version as it says itself
     * @param major its major version
     * @param toolMajor major version of the pg_dump that was used
     * @param encoding of the database
     * @param collation {@code datcollate}
     * @param characterType {@code datctype}
     * @param localeProvider {@code c}, {@code i} or {@code b}
     * @param locale of a provider other than {@code c}
     */
    record Server(
            String version,
            int major,
            int toolMajor,
            String encoding,
            String collation,
            String characterType,
            String localeProvider,
            @Nullable String locale) {
        Server {
            requireNonNull(version, "version");
            requireNonNull(encoding, "encoding");
            requireNonNull(collation, "collation");
            requireNonNull(characterType, "characterType");
            requireNonNull(localeProvider, "localeProvider");
        }
    }

    /**
     * A table.
     *
     * @param schema its schema
     * @param name its name
     * @param rows rows in the dump
     * @param counted rows the server counted in the same snapshot; null when it was not asked
     * @param excluded whether its rows were left out
     */
    record Table(
            String schema, String name, long rows, @Nullable Long counted, boolean excluded) {
        Table {
            requireNonNull(schema, "schema");
            requireNonNull(name, "name");
        }
    }

    /**
     * Large objects.
     *
     * @param count how many
     * @param bytes how large together
     */
    record LargeObjects(long count, long bytes) {}

    /**
     * An extension.
     *
     * @param name its name
     * @param version installed version
     * @param schema where its objects are
     */
    record Extension(String name, String version, String schema) {
        Extension {
            requireNonNull(name, "name");
            requireNonNull(version, "version");
            requireNonNull(schema, "schema");
        }
    }

    /**
     * A role.
     *
     * @param name its name
     * @param login whether it may log in
     * @param superuser whether it may do anything
     */
    record Role(String name, boolean login, boolean superuser) {
        Role {
            requireNonNull(name, "name");
        }
    }
}
