package io.lc2.backup.local.postgres;

/**
 * A table.
 *
 * @param schema its schema
 * @param name its name as the catalog has it
 */
record TableName(String schema, String name) implements Comparable<TableName> {

    /** As SQL, and as the patterns of client programs, where quotes switch the wildcards off. */
    String quoted() {
        return Sql.identifier(schema) + "." + Sql.identifier(name);
    }

    @Override
    public int compareTo(TableName other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
