package io.lc2.backup.catalog.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The offsets the rows in PostgreSQL correspond to. */
final class Offsets {

    private static final String FIND = """
            SELECT topic, log_partition, next_offset FROM projection_offset
            """;

    private static final String BEGIN = """
            INSERT INTO projection_offset (topic, log_partition, next_offset) VALUES (?, ?, ?)
            ON CONFLICT (topic, log_partition) DO NOTHING
            """;

    private static final String MOVE = """
            UPDATE projection_offset SET next_offset = ? WHERE topic = ? AND log_partition = ? AND next_offset = ?
            """;

    /** The same order everywhere, so that two consumers that fight for partitions do not lock each other out. */
    private static final Comparator<Map.Entry<TopicPartition, Batch.Move>> ORDER = Comparator.comparing(
                    (Map.Entry<TopicPartition, Batch.Move> move) ->
                            move.getKey().topic())
            .thenComparingInt(move -> move.getKey().partition());

    private Offsets() {}

    /** Makes rows for partitions that have none, with the given offsets. */
    static void begin(Connection connection, Map<TopicPartition, Long> offsets) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
            Columns columns = new Columns(statement);
            for (Map.Entry<TopicPartition, Long> offset : offsets.entrySet()) {
                columns.text(offset.getKey().topic())
                        .number(offset.getKey().partition())
                        .number(offset.getValue())
                        .addBatch();
            }
            statement.executeBatch();
        }
    }

    /** The next offset to read of each of the partitions; all have rows. */
    static Map<TopicPartition, Long> find(Connection connection, Collection<TopicPartition> partitions)
            throws SQLException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(FIND);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                TopicPartition partition = new TopicPartition(rows.getString("topic"), rows.getInt("log_partition"));
                if (partitions.contains(partition)) {
                    offsets.put(partition, rows.getLong("next_offset"));
                }
            }
        }
        return offsets;
    }

    /**
     * Moves offsets on, each only from where it is supposed to be, and locks their rows until the end of the transaction.
     *
     * @return false when somebody else has moved one: the batch is not this consumer's to write
     */
    static boolean move(Connection connection, Map<TopicPartition, Batch.Move> moves) throws SQLException {
        List<Map.Entry<TopicPartition, Batch.Move>> ordered =
                moves.entrySet().stream().sorted(ORDER).toList();
        try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
            for (Map.Entry<TopicPartition, Batch.Move> move : ordered) {
                new Columns(statement)
                        .number(move.getValue().to())
                        .text(move.getKey().topic())
                        .number(move.getKey().partition())
                        .number(move.getValue().from())
                        .addBatch();
            }
            for (int changed : statement.executeBatch()) {
                if (changed != 1) {
                    return false;
                }
            }
        }
        return true;
    }
}
