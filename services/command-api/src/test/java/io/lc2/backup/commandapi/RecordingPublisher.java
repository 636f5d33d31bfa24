package io.lc2.backup.commandapi;

import io.lc2.backup.commandapi.submission.CommandPublisher;
import io.lc2.backup.commandapi.submission.LogUnavailableException;
import io.lc2.backup.domain.command.BackupCommand;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A log in memory that can be away. */
public final class RecordingPublisher implements CommandPublisher {

    private final List<BackupCommand> commands = new CopyOnWriteArrayList<>();
    private volatile RuntimeException failure;

    @Override
    public void publish(BackupCommand command, String traceparent) {
        if (failure != null) {
            throw failure;
        }
        commands.add(command);
    }

    public List<BackupCommand> commands() {
        return commands;
    }

    public BackupCommand last() {
        return commands.getLast();
    }

    public void goAway() {
        failure = new LogUnavailableException("Kafka", new IOException("10.0.0.1:9092 refused user s3cret"));
    }

    public void breakDown() {
        failure = new IllegalStateException("s3cret");
    }

    public void comeBack() {
        failure = null;
    }
}
