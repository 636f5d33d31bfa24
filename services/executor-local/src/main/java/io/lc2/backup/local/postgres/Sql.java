package io.lc2.backup.local.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Asking for rows, and quoting. */
final class Sql {

    /** Makes a value of the current row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Takes the current row. */
    @FunctionalInterface
    interface Rows {
        void accept(ResultSet row) throws SQLException;
    }

    /** Rows held at a time when there may be millions. */
    private static final int ROWS_AT_A_TIME = 5_000;

    private Sql() {}

    static String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    static String literal(String text) {
        // An E string means the same whatever standard_conforming_strings is.
        return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** All rows; a parameter that is a list becomes an array of text. */
    static <T> List<T> list(Connection connection, String sql, Row<T> row, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < parameters.length; at++) {
                statement.setObject(at + 1, parameter(connection, parameters[at]));
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(row.read(result));
                }
            }
            return rows;
        }
    }

    /** One row after the other, a few thousand in memory; only inside a transaction. */
    static void each(Connection connection, String sql, Rows rows) throws SQLException {
        if (connection.getAutoCommit()) {
            throw new IllegalStateException("the driver would hold all rows in memory");
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(ROWS_AT_A_TIME);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.accept(result);
                }
            }
        }
    }

    /** The number in the only row. */
    static long number(Connection connection, String sql) throws SQLException {
        return list(connection, sql, row -> row.getLong(1)).getFirst();
    }

    static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static Object parameter(Connection connection, Object value) throws SQLException {
        return value instanceof List<?> list ? connection.createArrayOf("text", list.toArray()) : value;
    }
}
