package io.lc2.backup.chaos.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.chaos.workload.Seen;
import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.DrillResult;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.OperationEvent.RestoreCompleted;
import io.lc2.backup.domain.event.OperationEvent.RestoreRequested;
import io.lc2.backup.domain.event.OperationEvent.StepSucceeded;
import io.lc2.backup.domain.plan.Plan;
import io.lc2.backup.domain.plan.PlannedStep;
import io.lc2.backup.domain.plan.SourceBackup;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.request.RestoreRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DrillsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final OperationId BACKUP = new OperationId("b1");
    private static final DrillResult RESULT = new DrillResult(BACKUP, Duration.ofSeconds(3), null);
    private static final SourceBackup SOURCE =
            new SourceBackup(BACKUP, "prd", Application.LIFERAY, Provider.LOCAL, Set.of(Component.DATABASE), 1, 1, "");

    private static final Plan PLAN =
            Plan.of(List.of(new PlannedStep(StepKind.CHECK_BACKUP, Set.of(), Duration.ofHours(1))));

    @Test
    void isSatisfiedWithADrillThatDidItAll() {
        List<Seen> seen = seen(
                asked(),
                done(StepKind.VALIDATE_RESTORE),
                done(StepKind.VERIFY_BACKUP),
                done(StepKind.CLEAN_UP),
                end(RESULT));

        assertThat(Drills.check(seen)).isEmpty();
        assertThat(Drills.proven(seen)).containsExactly("b1");
        assertThat(Drills.completed(seen)).isEqualTo(1);
    }

    @Test
    void findsADrillThatEndsBeforeItHasTornDown() {
        List<Seen> seen = seen(asked(), done(StepKind.VALIDATE_RESTORE), done(StepKind.VERIFY_BACKUP), end(RESULT));

        assertThat(Drills.check(seen)).hasSize(1);
    }

    @Test
    void findsADrillWithoutResultAndAResultWithoutDrill() {
        assertThat(Drills.check(seen(asked(), end(null)))).hasSize(1);
        assertThat(Drills.check(seen(end(RESULT)))).hasSize(1);
        assertThat(Drills.check(seen(end(null)))).isEmpty();
    }

    private static BackupEvent asked() {
        return new RestoreRequested(meta(), RestoreRequest.drillOf(BACKUP), SOURCE, PLAN);
    }

    private static BackupEvent done(StepKind step) {
        return new StepSucceeded(meta(), step, 1, StepResult.EMPTY);
    }

    private static BackupEvent end(DrillResult result) {
        return new RestoreCompleted(meta(), List.of(), List.of(), List.of(), result);
    }

    private static List<Seen> seen(BackupEvent... events) {
        return Stream.of(events).map(event -> new Seen(event, NOW)).toList();
    }

    private static EventMeta meta() {
        return new EventMeta(
                new OperationId("r1"),
                OperationKind.RESTORE,
                new ProjectId("alpha"),
                "",
                Application.LIFERAY,
                Provider.LOCAL,
                1,
                NOW,
                new CommandId(new UUID(1, 1)),
                new Actor("u-1", ""),
                "c");
    }
}
