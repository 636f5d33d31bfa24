package io.lc2.backup.catalog.policies;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.catalog.PolicyEntry;
import io.lc2.backup.domain.catalog.PolicyEntry.Course;
import io.lc2.backup.domain.catalog.PolicyEntry.Definition;
import io.lc2.backup.domain.catalog.PolicyEntry.LastRun;
import io.lc2.backup.domain.catalog.PolicyEntry.LeftOut;
import io.lc2.backup.domain.catalog.PolicyEntry.Retained;
import io.lc2.backup.domain.policy.PolicyState;
import io.lc2.backup.domain.schedule.NotRunReason;
import io.lc2.backup.messaging.codec.StateSerdes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** How a policy lies in its row: the state in the format of the scheduler's store, what lists show in columns. */
public final class PolicyRows {

    /** What {@link #read} wants to be selected. */
    public static final String COLUMNS = """
            project_id, policy_id, version, defined_at, defined_by, run_due, run_fired_at, run_backup_id,
            missed_first, missed_last, missed_count, missed_reason,
            skipped_first, skipped_last, skipped_count, skipped_reason,
            retained_at, retained_kept, retained_deleted, retained_left, state""";

    private static final Serde<PolicyState> STATES = StateSerdes.policies();

    private PolicyRows() {}

    /** The bytes of a state, the same ones for the same state. */
    public static byte[] bytes(PolicyState state) {
        return Objects.requireNonNull(STATES.serializer().serialize("policy", state));
    }

    /** The row the cursor is at. */
    public static PolicyRow read(ResultSet row) throws SQLException {
        PolicyState state = Objects.requireNonNull(STATES.deserializer().deserialize("policy", row.getBytes("state")));
        Instant definedAt = time(row, "defined_at");
        Instant due = time(row, "run_due");
        Course course = new Course(
                definedAt == null ? null : new Definition(definedAt, row.getString("defined_by")),
                due == null
                        ? null
                        : new LastRun(
                                due, required(row, "run_fired_at"), new OperationId(row.getString("run_backup_id"))),
                leftOut(row, "missed"),
                leftOut(row, "skipped"),
                retained(row));
        PolicyEntry entry = new PolicyEntry(
                new ProjectId(row.getString("project_id")), new PolicyId(row.getString("policy_id")), state, course);
        return new PolicyRow(entry, row.getLong("version"));
    }

    private static @Nullable LeftOut leftOut(ResultSet row, String which) throws SQLException {
        Instant first = time(row, which + "_first");
        return first == null
                ? null
                : new LeftOut(
                        first,
                        required(row, which + "_last"),
                        row.getInt(which + "_count"),
                        NotRunReason.valueOf(row.getString(which + "_reason")));
    }

    private static @Nullable Retained retained(ResultSet row) throws SQLException {
        Instant at = time(row, "retained_at");
        return at == null
                ? null
                : new Retained(
                        at, row.getInt("retained_kept"), row.getInt("retained_deleted"), row.getInt("retained_left"));
    }

    private static Instant required(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(time(row, column));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
