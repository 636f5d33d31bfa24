package io.lc2.backup.catalog.projection;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Sets the parameters of a statement from left to right, in the order of its columns. */
final class Columns {

    /** PostgreSQL refuses a row whose index entry has more than 2,704 bytes; a label has 63. */
    private static final int LONGEST_KEY = 255;

    /** Timestamps beyond are none for PostgreSQL; the entry beside them has what was really said. */
    private static final Instant FIRST_TIME = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59.999Z");

    private final PreparedStatement statement;
    private int next = 1;

    Columns(PreparedStatement statement) {
        this.statement = statement;
    }

    /** PostgreSQL refuses NUL in text; whoever sends one must not stop the projection. */
    Columns text(@Nullable String value) throws SQLException {
        statement.setString(next++, value == null || value.indexOf('\0') < 0 ? value : value.replace("\0", "\uFFFD"));
        return this;
    }

    /** Text of an indexed column, cut to what an index takes. */
    Columns key(@Nullable String value) throws SQLException {
        return text(value == null || value.length() <= LONGEST_KEY ? value : value.substring(0, LONGEST_KEY));
    }

    Columns number(long value) throws SQLException {
        statement.setLong(next++, value);
        return this;
    }

    Columns number(@Nullable Long value) throws SQLException {
        statement.setObject(next++, value, Types.BIGINT);
        return this;
    }

    Columns number(@Nullable Integer value) throws SQLException {
        statement.setObject(next++, value, Types.INTEGER);
        return this;
    }

    Columns flag(boolean value) throws SQLException {
        statement.setBoolean(next++, value);
        return this;
    }

    Columns time(@Nullable Instant value) throws SQLException {
        OffsetDateTime time = value == null ? null : storable(value).atOffset(ZoneOffset.UTC);
        statement.setObject(next++, time, Types.TIMESTAMP_WITH_TIMEZONE);
        return this;
    }

    Columns bytes(byte[] value) throws SQLException {
        statement.setBytes(next++, value);
        return this;
    }

    void addBatch() throws SQLException {
        statement.addBatch();
        next = 1;
    }

    /** Whoever publishes a time of another age must not stop the projection. */
    private static Instant storable(Instant value) {
        Instant notBefore = value.isBefore(FIRST_TIME) ? FIRST_TIME : value;
        return notBefore.isAfter(LAST_TIME) ? LAST_TIME : notBefore;
    }
}
