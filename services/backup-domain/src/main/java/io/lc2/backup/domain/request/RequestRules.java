package io.lc2.backup.domain.request;

import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.CommandMeta;
import java.util.List;

/**
 * What a request must be like before anybody works on it. The REST API and the decider ask the same rules, so a command
 * that came straight from Kafka is refused for the same reasons. Only what a request says by itself is judged
 * here; what a provider can do and what a project holds is for the decider.
 */
public final class RequestRules {

    /** Longest free text in characters: notes of a backup, reason of a deletion or hold. */
    public static final int LONGEST_NOTE = 1000;

    /** Longest actor id, client address and correlation id. */
    public static final int LONGEST_IDENTITY = 128;

    private RequestRules() {}

    /**
     * What is wrong with a command: its request and what it says about itself.
     *
     * @return empty when nothing is
     */
    public static List<Violation> violations(BackupCommand command) {
        Inspection inspection = new Inspection();
        meta(inspection, command.meta());
        switch (command) {
            case BackupCommand.RequestBackup c -> BackupRequestRules.inspect(inspection, c.request());
            case BackupCommand.RequestRestore c -> RestoreRequestRules.inspect(inspection, c.request());
            case BackupCommand.DeleteBackup c -> {
                inspection.note("reason", c.reason(), LONGEST_NOTE);
                if (c.force() && c.reason().isBlank()) {
                    inspection.refuse("reason", "must say why the last restorable backup may go");
                }
            }
            case BackupCommand.UndeleteBackup c -> {}
            case BackupCommand.HoldBackup c -> inspection.note("reason", c.reason(), LONGEST_NOTE);
            case BackupCommand.ReleaseBackup c -> inspection.note("reason", c.reason(), LONGEST_NOTE);
            case BackupCommand.CancelOperation c -> {}
            case BackupCommand.VerifyBackup c -> {}
            case BackupCommand.PolicyCommand c -> {} // What a policy is like is judged by its own rules.
        }
        return inspection.violations();
    }

    /**
     * What is wrong with a request for a backup.
     *
     * @return empty when nothing is
     */
    public static List<Violation> violations(BackupRequest request) {
        Inspection inspection = new Inspection();
        BackupRequestRules.inspect(inspection, request);
        return inspection.violations();
    }

    /**
     * What is wrong with a request for a restore.
     *
     * @return empty when nothing is
     */
    public static List<Violation> violations(RestoreRequest request) {
        Inspection inspection = new Inspection();
        RestoreRequestRules.inspect(inspection, request);
        return inspection.violations();
    }

    private static void meta(Inspection inspection, CommandMeta meta) {
        inspection.requiredLine("actor.id", meta.actor().id(), LONGEST_IDENTITY);
        inspection.line("actor.clientAddress", meta.actor().clientAddress(), LONGEST_IDENTITY);
        inspection.line("correlationId", meta.correlationId(), LONGEST_IDENTITY);
        RestoreRequestRules.instant(inspection, "issuedAt", meta.issuedAt());
    }
}
