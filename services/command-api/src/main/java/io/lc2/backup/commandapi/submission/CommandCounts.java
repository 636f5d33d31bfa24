package io.lc2.backup.commandapi.submission;

import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;

/** Counts commands by how they were answered. */
public final class CommandCounts {

    /** Names of the metrics of this service; Prometheus adds {@code _total} to counters. */
    public enum Metric {
        /** Requests for backups, by project, application and status. */
        BACKUP_REQUESTS("lc2.backup.requests"),
        /** Requests for restores, by project and status. */
        RESTORE_REQUESTS("lc2.restore.requests"),
        /** Other commands, by project, command and status. */
        COMMANDS("lc2.commands");

        private final String meter;

        Metric(String meter) {
            this.meter = meter;
        }

        /** Name in Micrometer's notation. */
        public String meter() {
            return meter;
        }
    }

    /** The values of the tag {@code status}. */
    enum Outcome {
        /** Acknowledged by the log. */
        ACCEPTED,
        /** Broke a rule. */
        INVALID,
        /** Came with a key used for another request. */
        KEY_REUSED,
        /** Not acknowledged in time. */
        UNAVAILABLE
    }

    private final MeterRegistry meters;

    /** Counts in this registry. */
    public CommandCounts(MeterRegistry meters) {
        this.meters = meters;
    }

    void counting(BackupCommand command, Runnable publishing) {
        Outcome outcome = Outcome.UNAVAILABLE;
        try {
            publishing.run();
            outcome = Outcome.ACCEPTED;
        } catch (KeyReusedException e) {
            outcome = Outcome.KEY_REUSED;
            throw e;
        } finally {
            count(command, outcome);
        }
    }

    void count(BackupCommand command, Outcome outcome) {
        Tags tags = Tags.of(
                "project", command.meta().project().value(),
                "status", outcome.name().toLowerCase(Locale.ROOT));
        switch (command) {
            case BackupCommand.RequestBackup c ->
                count(
                        Metric.BACKUP_REQUESTS,
                        tags.and("application", c.request().application().name().toLowerCase(Locale.ROOT)));
            case BackupCommand.RequestRestore c -> count(Metric.RESTORE_REQUESTS, tags);
            case BackupCommand.CancelOperation c -> count(Metric.COMMANDS, tags.and("command", "cancel"));
            case BackupCommand.VerifyBackup c -> count(Metric.COMMANDS, tags.and("command", "verify"));
            case BackupCommand.DeleteBackup c -> count(Metric.COMMANDS, tags.and("command", "delete"));
            case PolicyCommand c -> count(Metric.COMMANDS, tags.and("command", name(c)));
            case BackupCommand.UndeleteBackup c -> count(Metric.COMMANDS, tags.and("command", "undelete"));
            case BackupCommand.HoldBackup c -> count(Metric.COMMANDS, tags.and("command", "hold"));
            case BackupCommand.ReleaseBackup c -> count(Metric.COMMANDS, tags.and("command", "release"));
        }
    }

    private static String name(PolicyCommand command) {
        return switch (command) {
            case PolicyCommand.DefinePolicy c -> "policy-define";
            case PolicyCommand.RemovePolicy c -> "policy-remove";
            case PolicyCommand.PausePolicy c -> "policy-pause";
            case PolicyCommand.UnpausePolicy c -> "policy-unpause";
        };
    }

    private void count(Metric metric, Tags tags) {
        meters.counter(metric.meter(), tags).increment();
    }
}
