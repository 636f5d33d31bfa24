package io.lc2.backup.chaos.verdict;

import io.lc2.backup.chaos.verdict.Finding.Kind;
import io.lc2.backup.chaos.workload.EventLog;
import io.lc2.backup.chaos.workload.Seen;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.BackupCommand.CancelOperation;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.OperationEvent.Accepted;
import io.lc2.backup.domain.event.OperationEvent.BackupUndeleted;
import io.lc2.backup.domain.event.OperationEvent.CancellationRequested;
import io.lc2.backup.domain.event.OperationEvent.Ended;
import io.lc2.backup.domain.event.OperationEvent.StepStarted;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.RecoveryPointEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Every acknowledged command has exactly one answer, every operation exactly one end, every event its one place. */
public final class Answers {

    private Answers() {}

    /** Compares what was acknowledged with what happened. */
    public static List<Finding> check(List<BackupCommand> acknowledged, List<Seen> seen) {
        List<BackupEvent> events = seen.stream().map(Seen::event).toList();
        List<Finding> findings = new ArrayList<>();
        Map<String, Integer> answers = answersByCommand(events);
        for (BackupCommand command : acknowledged) {
            String id = command.meta().commandId().toString();
            count(
                    findings,
                    answers.getOrDefault(id, 0),
                    "answer to " + command.getClass().getSimpleName() + " " + id);
        }
        byOperation(events).forEach((operation, own) -> findings.addAll(operation(operation, own)));
        findings.addAll(repeated(events));
        return findings;
    }

    /** Operations that were accepted and have not ended. */
    public static List<String> open(List<BackupCommand> acknowledged, List<Seen> seen) {
        Set<String> ended = new HashSet<>();
        Set<String> answered = new HashSet<>();
        for (Seen one : seen) {
            if (one.event() instanceof Ended end) {
                ended.add(end.meta().operationId().value());
            }
            if (!(one.event() instanceof Accepted)) {
                answered.add(answers(one.event()));
            }
        }
        return acknowledged.stream()
                .filter(command -> !answered.contains(command.meta().commandId().toString()))
                .filter(command -> !(command instanceof BackupCommand.Opening) || !ended.contains(subject(command)))
                .map(Answers::subject)
                .toList();
    }

    private static List<Finding> operation(String operation, List<OperationEvent> events) {
        List<Finding> findings = new ArrayList<>();
        long ends = events.stream().filter(Ended.class::isInstance).count();
        count(findings, (int) ends, "end of " + operation);
        List<Long> numbers =
                events.stream().map(event -> event.meta().sequence()).sorted().toList();
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.get(i) != i + 1) {
                Kind kind = i > 0 && numbers.get(i).equals(numbers.get(i - 1)) ? Kind.DOUBLED : Kind.LOST;
                findings.add(new Finding(kind, "event of " + operation + ": its numbers are " + numbers));
                break;
            }
        }
        if (ends == 1 && !(events.getLast() instanceof Ended)) {
            findings.add(new Finding(Kind.DOUBLED, operation + " goes on after its end: " + events.getLast()));
        }
        Set<String> attempts = new HashSet<>();
        for (OperationEvent event : events) {
            if (event instanceof StepStarted started && !attempts.add(started.step() + " " + started.attempt())) {
                findings.add(new Finding(
                        Kind.DOUBLED, "attempt " + started.attempt() + " of " + started.step() + " of " + operation));
            }
        }
        return findings;
    }

    private static List<Finding> repeated(List<BackupEvent> events) {
        Set<String> ids = new HashSet<>();
        return events.stream()
                .map(BackupEvent::eventId)
                .filter(id -> !ids.add(id))
                .map(id -> new Finding(Kind.DOUBLED, "event " + id))
                .toList();
    }

    private static Map<String, Integer> answersByCommand(List<BackupEvent> events) {
        Map<String, Integer> answers = new HashMap<>();
        for (BackupEvent event : events) {
            answers.merge(answers(event), 1, Integer::sum);
        }
        return answers;
    }

    /** The command an event answers; empty when it answers none. */
    private static String answers(BackupEvent event) {
        return switch (event) {
            case Accepted accepted -> accepted.meta().commandId().toString();
            case CancellationRequested asked -> asked.meta().commandId().toString();
            case CommandRejected rejected -> rejected.command().commandId().toString();
            case BackupUndeleted undeleted -> undeleted.meta().commandId().toString();
            case RecoveryPointEvent changed -> changed.meta().commandId().toString();
            case OperationEvent other -> "";
            case PolicyEvent policy -> "";
        };
    }

    private static Map<String, List<OperationEvent>> byOperation(List<BackupEvent> events) {
        Map<String, List<OperationEvent>> operations = new TreeMap<>();
        for (BackupEvent event : events) {
            if (event instanceof OperationEvent of) {
                operations
                        .computeIfAbsent(EventLog.subject(of), id -> new ArrayList<>())
                        .add(of);
            }
        }
        return operations;
    }

    private static String subject(BackupCommand command) {
        return switch (command) {
            case BackupCommand.Opening c -> c.operationId().value();
            case BackupCommand.UndeleteBackup c -> c.backupId().value();
            case BackupCommand.HoldBackup c -> c.backupId().value();
            case BackupCommand.ReleaseBackup c -> c.backupId().value();
            case CancelOperation c -> c.operationId().value();
            case BackupCommand.PolicyCommand c -> c.policyId().value();
        };
    }

    private static void count(List<Finding> findings, int found, String what) {
        if (found != 1) {
            findings.add(new Finding(found == 0 ? Kind.LOST : Kind.DOUBLED, found + " times the " + what));
        }
    }
}
