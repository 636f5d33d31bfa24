package io.lc2.backup.local.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Questions to the system catalog of one database, asked in the transaction of the connection. */
final class Catalog {

    /**
     * What of a schema is an application's: not PostgreSQL's own and not made by an extension, which makes it again when it is
     * restored. The parameter is the list of the only schemas wanted, empty for all.
     */
    private static final String OURS = """
            WITH ns AS (
              SELECT oid, nspname FROM pg_namespace, (SELECT ?::text[] AS wanted) w
              WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
                AND (cardinality(wanted) = 0 OR nspname = ANY (wanted))),
            ext AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
            rel AS (
              SELECT c.* FROM pg_class c JOIN ns ON ns.oid = c.relnamespace
              WHERE c.relpersistence <> 't'
                AND NOT EXISTS (SELECT FROM ext WHERE classid = 'pg_class'::regclass AND objid = c.oid))
            """;

    private static final String DATABASE = """
            SELECT pg_encoding_to_char(encoding), datcollate, datctype,
                   coalesce(to_jsonb(d) ->> 'datlocprovider', 'c'),
                   coalesce(to_jsonb(d) ->> 'daticulocale', to_jsonb(d) ->> 'datlocale')
            FROM pg_database d WHERE datname = current_database()
            """;

    private static final String TABLES = OURS + """
            SELECT rel.oid, ns.nspname, rel.relname, rel.relkind = 'p', coalesce(pg_relation_size(rel.oid), 0),
                   CASE WHEN rel.relispartition THEN ARRAY(
                     SELECT an.nspname || '.' || ac.relname FROM pg_partition_ancestors(rel.oid) a
                     JOIN pg_class ac ON ac.oid = a.relid JOIN pg_namespace an ON an.oid = ac.relnamespace)
                   ELSE ARRAY[]::text[] END
            FROM rel JOIN ns ON ns.oid = rel.relnamespace WHERE rel.relkind IN ('r', 'p')
            ORDER BY ns.nspname, rel.relname
            """;

    private static final String COLUMNS = """
            SELECT a.attname FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
            """;

    private static final String FOREIGN_KEYS = """
            SELECT conname, conrelid, confrelid, confrelid::regclass::text
            FROM pg_constraint WHERE contype = 'f' AND NOT EXISTS (
              SELECT FROM pg_depend
              WHERE deptype = 'e' AND classid = 'pg_class'::regclass AND objid IN (conrelid, confrelid))
            ORDER BY conname
            """;

    private static final String CENSUS = OURS + """
            SELECT 'tables', count(*) FROM rel WHERE relkind IN ('r', 'p')
            UNION ALL SELECT 'views', count(*) FROM rel WHERE relkind = 'v'
            UNION ALL SELECT 'materializedViews', count(*) FROM rel WHERE relkind = 'm'
            UNION ALL SELECT 'sequences', count(*) FROM rel WHERE relkind = 'S'
            UNION ALL SELECT 'indexes', count(*) FROM pg_index i JOIN rel ON rel.oid = i.indrelid WHERE i.indisvalid
            UNION ALL SELECT 'keys', count(*) FROM pg_constraint c JOIN rel ON rel.oid = c.conrelid
              WHERE c.contype IN ('p', 'u', 'x')
            UNION ALL SELECT 'foreignKeys', count(*) FROM pg_constraint c JOIN rel ON rel.oid = c.conrelid
              WHERE c.contype = 'f'
            UNION ALL SELECT 'checks', count(*) FROM pg_constraint c JOIN rel ON rel.oid = c.conrelid
              WHERE c.contype = 'c'
            UNION ALL SELECT 'triggers', count(*) FROM pg_trigger t JOIN rel ON rel.oid = t.tgrelid
              WHERE NOT t.tgisinternal
            UNION ALL SELECT 'functions', count(*) FROM pg_proc p JOIN ns ON ns.oid = p.pronamespace
              WHERE NOT EXISTS (SELECT FROM ext WHERE classid = 'pg_proc'::regclass AND objid = p.oid)
            """;

    private static final String EXTENSIONS = """
            SELECT e.extname, e.extversion, n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
            WHERE e.extname <> 'plpgsql' ORDER BY e.extname
            """;

    private static final String ROLES = """
            SELECT r.rolname, r.rolcanlogin, r.rolsuper FROM pg_roles r
            WHERE r.rolname !~ '^pg_' AND r.oid IN (
              SELECT refobjid FROM pg_shdepend s JOIN pg_database d ON d.oid = s.dbid
              WHERE refclassid = 'pg_authid'::regclass AND d.datname = current_database()
              UNION SELECT c.relowner FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')
            ORDER BY r.rolname
            """;

    private final Connection connection;

    Catalog(Connection connection) {
        this.connection = connection;
    }

    /**
     * A table of the application.
     *
     * @param oid its number
     * @param name its name
     * @param partitioned whether its rows are in other tables
     * @param bytes size of its main file
     * @param ancestors {@code schema.table} of the partitioned tables it is a part of, itself included
     */
    record Relation(long oid, TableName name, boolean partitioned, long bytes, List<TableName> ancestors) {

        /** Whether a pattern names this table or one whose part it is. */
        boolean matches(TablePatterns patterns) {
            return patterns.matches(name) || ancestors.stream().anyMatch(patterns::matches);
        }
    }

    /**
     * A foreign key.
     *
     * @param name its name
     * @param from table that refers
     * @param to table that is referred to
     * @param toName name of the latter
     */
    record ForeignKey(String name, long from, long to, String toName) {}

    Inventory.Server server(int toolMajor) throws SQLException {
        String version = connection.getMetaData().getDatabaseProductVersion();
        int major = connection.getMetaData().getDatabaseMajorVersion();
        return Sql.list(
                        connection,
                        DATABASE,
                        row -> new Inventory.Server(
                                version,
                                major,
                                toolMajor,
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5)))
                .getFirst();
    }

    List<Relation> tables(List<String> schemas) throws SQLException {
        return Sql.list(
                connection,
                TABLES,
                row -> new Relation(
                        row.getLong(1),
                        new TableName(row.getString(2), row.getString(3)),
                        row.getBoolean(4),
                        row.getLong(5),
                        Sql.texts(row.getArray(6)).stream()
                                .map(Catalog::fullName)
                                .toList()),
                schemas);
    }

    /** Names of a table's columns, as the catalog has them. */
    List<String> columns(TableName table) throws SQLException {
        return Sql.list(connection, COLUMNS, row -> row.getString(1), table.schema(), table.name());
    }

    List<ForeignKey> foreignKeys() throws SQLException {
        return Sql.list(
                connection,
                FOREIGN_KEYS,
                row -> new ForeignKey(row.getString(1), row.getLong(2), row.getLong(3), row.getString(4)));
    }

    /** How many things of each kind there are: the same before a dump and after its restore. */
    Map<String, Long> census(List<String> schemas) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        Sql.list(connection, CENSUS, row -> Map.entry(row.getString(1), row.getLong(2)), schemas)
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    List<Inventory.Extension> extensions() throws SQLException {
        return Sql.list(
                connection,
                EXTENSIONS,
                row -> new Inventory.Extension(row.getString(1), row.getString(2), row.getString(3)));
    }

    List<Inventory.Role> roles() throws SQLException {
        return Sql.list(
                connection, ROLES, row -> new Inventory.Role(row.getString(1), row.getBoolean(2), row.getBoolean(3)));
    }

    long rows(TableName table) throws SQLException {
        return Sql.number(connection, "SELECT count(*) FROM ONLY " + table.quoted());
    }

    boolean isEmpty(TableName table) throws SQLException {
        return Sql.number(connection, "SELECT count(*) FROM (SELECT FROM ONLY " + table.quoted() + " LIMIT 1) r") == 0;
    }

    long largeObjects() throws SQLException {
        return Sql.number(connection, "SELECT count(*) FROM pg_largeobject_metadata");
    }

    /** Only compared with patterns, so a full stop inside a schema's name does no harm. */
    private static TableName fullName(String text) {
        int stop = text.indexOf('.');
        return new TableName(text.substring(0, stop), text.substring(stop + 1));
    }
}
