package io.lc2.backup.standalone.sample;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is in a database, reduced to what two databases can be compared by: per table the number of rows and a hash of all
 * values that does not depend on their order, and the same for large objects, sequences and definitions.
 *
 * @param tables by {@code schema.table}
 * @param largeObjects numbers and bytes of all large objects
 * @param sequences names and values
 * @param definitions indexes, constraints, views and comments
 */
record DatabaseContent(SortedMap<String, Part> tables, Part largeObjects, Part sequences, Part definitions) {

    /**
     * Counted and hashed rows.
     *
     * @param count how many
     * @param hash the sum of the rows' hashes; rows that are there twice count twice
     */
    record Part(long count, String hash) {}

    private static final String TABLES = """
            select format('%I.%I', n.nspname, c.relname)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            order by 1
            """;

    private static final String LARGE_OBJECTS =
            "select oid::text || ' ' || md5(lo_get(oid)) as t from pg_largeobject_metadata";

    private static final String SEQUENCES =
            "select schemaname || '.' || sequencename || ' ' || coalesce(last_value, -1) as t from pg_sequences";

    private static final String DEFINITIONS = """
            select indexdef as t from pg_indexes where schemaname !~ '^pg_'
            union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
              from pg_constraint where connamespace::regnamespace::text !~ '^(pg_|information_schema)'
            union all select schemaname || '.' || viewname || ' ' || definition
              from pg_views where schemaname !~ '^(pg_|information_schema)'
            union all select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' '
                || coalesce(column_default, '') from information_schema.columns
              where table_schema !~ '^(pg_|information_schema)'
            union all select objoid::regclass || ' ' || description from pg_description
              where classoid = 'pg_class'::regclass and objoid >= 16384
            """;

    /** Reads all rows of the database once. */
    static DatabaseContent of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            SortedMap<String, Part> tables = new TreeMap<>();
            for (String table : tableNames(statement)) {
                tables.put(table, part(statement, "select r::text as t from " + table + " r"));
            }
            return new DatabaseContent(
                    tables, part(statement, LARGE_OBJECTS), part(statement, SEQUENCES), part(statement, DEFINITIONS));
        }
    }

    private static List<String> tableNames(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** A sum in place of an aggregate over sorted rows: it needs neither memory nor an order. */
    private static Part part(Statement statement, String rowsAsText) throws SQLException {
        String query = """
                select count(*), coalesce(sum(('x' || left(h, 16))::bit(64)::bigint::numeric), 0) || '/'
                    || coalesce(sum(('x' || right(h, 16))::bit(64)::bigint::numeric), 0)
                from (select md5(t) as h from (%s) as texts) as hashes
                """.formatted(rowsAsText);
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return new Part(row.getLong(1), row.getString(2));
        }
    }
}
