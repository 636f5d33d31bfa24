package io.lc2.backup.domain.rebuild;

import static io.lc2.backup.domain.catalog.CatalogFixtures.askBackup;
import static io.lc2.backup.domain.catalog.CatalogFixtures.askRestore;
import static io.lc2.backup.domain.catalog.CatalogFixtures.backup;
import static io.lc2.backup.domain.catalog.CatalogFixtures.commandMeta;
import static io.lc2.backup.domain.catalog.CatalogFixtures.meta;
import static io.lc2.backup.domain.catalog.CatalogFixtures.purge;
import static io.lc2.backup.domain.catalog.CatalogFixtures.rejected;
import static io.lc2.backup.domain.catalog.CatalogFixtures.verification;
import static io.lc2.backup.domain.catalog.CatalogFixtures.verified;
import static io.lc2.backup.domain.rebuild.RebuildFixtures.NOW;
import static io.lc2.backup.domain.rebuild.RebuildFixtures.history;
import static io.lc2.backup.domain.rebuild.RebuildFixtures.left;
import static io.lc2.backup.domain.rebuild.RebuildFixtures.sound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.command.BackupCommand.HoldBackup;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.Leftovers;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.PolicyMeta;
import io.lc2.backup.domain.event.RecoveryPointEvent;
import io.lc2.backup.domain.event.RecoveryPointMeta;
import io.lc2.backup.domain.recovery.Lifecycle;
import io.lc2.backup.domain.recovery.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LogRecoveryTest {

    private static final ManifestFound NOTHING = new ManifestFound.Nothing();
    private static final ManifestFound FILES = new ManifestFound.FilesOnly();
    private static final ManifestFound DAMAGED = new ManifestFound.Damaged("It has another checksum.");

    /** What is archived of the backup b, what lies in the bucket, the events that are added, what is named as lost. */
    static Stream<Arguments> cases() {
        List<OperationEvent> whole = backup("b");
        List<OperationEvent> removed =
                Stream.concat(whole.stream(), purge("p", "b").stream()).toList();
        List<OperationEvent> marked =
                Stream.concat(whole.stream(), purge("p", "b").stream().limit(1)).toList();
        List<OperationEvent> cancelling =
                with(whole.subList(0, 3), new OperationEvent.CancellationRequested(meta(OperationKind.BACKUP, "b", 4)));
        List<OperationEvent> cancelled = with(
                cancelling,
                new OperationEvent.OperationCancelled(
                        meta(OperationKind.BACKUP, "b", 5), List.of(), Leftovers.NONE, ""));
        List<OperationEvent> torn = with(whole.subList(0, 2), whole.get(7));
        String fromManifest = "BackupRequested OperationStarted StepStarted StepSucceeded BackupCompleted";
        return Stream.of(
                Arguments.of("unknown", List.of(), NOTHING, "", ""),
                Arguments.of("unknown", List.of(), FILES, "", "LEFT_IN_BUCKET"),
                Arguments.of("unknown", List.of(), DAMAGED, "", "MANIFEST_DAMAGED"),
                Arguments.of("unknown", List.of(), sound(), fromManifest, "REQUEST_LOST"),
                Arguments.of(
                        "queued",
                        whole.subList(0, 1),
                        NOTHING,
                        "CancellationRequested OperationFailed",
                        "OPERATION_CUT_OFF"),
                Arguments.of("queued", whole.subList(0, 1), sound(), "OperationStarted BackupCompleted", ""),
                Arguments.of(
                        "running",
                        whole.subList(0, 4),
                        FILES,
                        "CancellationRequested OperationFailed",
                        "OPERATION_CUT_OFF"),
                Arguments.of(
                        "running",
                        whole.subList(0, 4),
                        DAMAGED,
                        "CancellationRequested OperationFailed",
                        "OPERATION_CUT_OFF MANIFEST_DAMAGED"),
                Arguments.of("running", whole.subList(0, 4), sound(), "BackupCompleted", ""),
                Arguments.of("cancelling", cancelling, NOTHING, "OperationFailed", "OPERATION_CUT_OFF"),
                Arguments.of("cancelling", cancelling, sound(), "OperationFailed", "OPERATION_CUT_OFF"),
                Arguments.of("cancelled", cancelled, NOTHING, "", ""),
                Arguments.of("cancelled", cancelled, sound(), "", "LEFT_IN_BUCKET"),
                Arguments.of("complete", whole, sound(), "", ""),
                Arguments.of("complete", whole, NOTHING, "", "BACKUP_GONE"),
                Arguments.of("complete", whole, FILES, "", "BACKUP_GONE"),
                Arguments.of("complete", whole, DAMAGED, "", "MANIFEST_DAMAGED"),
                Arguments.of("being removed", marked, NOTHING, "", ""),
                Arguments.of("being removed", marked, sound(), "", ""),
                Arguments.of("removed", removed, NOTHING, "", ""),
                Arguments.of("removed", removed, sound(), "", "LEFT_IN_BUCKET"),
                Arguments.of("refused", List.of(rejected("RequestBackup", "b", "b")), NOTHING, "", ""),
                Arguments.of("with a hole", torn, sound(), "BackupCompleted", "EVENTS_MISSING"),
                Arguments.of(
                        "with a hole",
                        torn,
                        NOTHING,
                        "CancellationRequested OperationFailed",
                        "OPERATION_CUT_OFF EVENTS_MISSING"));
    }

    @ParameterizedTest(name = "{0}, {2}: {4}")
    @MethodSource("cases")
    void decidesWhatBecomesOfABackup(
            String state, List<BackupEvent> archived, ManifestFound manifest, String events, String losses) {
        Verdict verdict = LogRecovery.decide(left(history(archived), "b", manifest), NOW);

        assertThat(verdict.events().stream().map(event -> event.getClass().getSimpleName()))
                .containsExactlyElementsOf(words(events));
        assertThat(verdict.losses().stream().map(loss -> loss.kind().name())).containsExactlyElementsOf(words(losses));
        assertThat(verdict.losses()).allSatisfy(loss -> {
            assertThat(loss.project()).isEqualTo("acme");
            assertThat(loss.id()).isEqualTo("b");
            assertThat(loss.detail()).isNotBlank();
            assertThat(loss.kind().nextStep()).isNotBlank();
        });
    }

    @Test
    void makesARestorablePointOfAManifestAlone() {
        Verdict verdict = LogRecovery.decide(left(history(List.of()), "b", sound()), NOW);

        ProjectHistory after = history(verdict.events());
        var point = after.points().get(new OperationId("b"));
        assertThat(point).isNotNull();
        assertThat(point.lifecycle()).isEqualTo(Lifecycle.ACTIVE);
        assertThat(point.verification()).isEqualTo(Verification.CHECKSUM);
        assertThat(point.manifestSha256()).isEqualTo("ab".repeat(32));
        assertThat(point.completedAt()).isEqualTo(sound().backup().writtenAt());
        assertThat(verdict.events().getFirst().meta().actor()).isEqualTo(LogRecovery.ACTOR);
    }

    @Test
    void takesFromTheCommandWhatTheManifestDoesNotTell() {
        ProjectHistory history = new ProjectHistory();
        history.asked(askBackup("b"));

        Verdict verdict = LogRecovery.decide(left(history, "b", sound()), NOW);

        assertThat(verdict.losses()).isEmpty();
        OperationEvent.BackupRequested first =
                (OperationEvent.BackupRequested) verdict.events().getFirst();
        assertThat(first.request()).isEqualTo(askBackup("b").request());
        assertThat(first.meta().actor()).isEqualTo(askBackup("b").meta().actor());
        assertThat(first.meta().commandId()).isEqualTo(askBackup("b").meta().commandId());
    }

    @Test
    void namesACommandNobodyHasSeen() {
        ProjectHistory history = history(backup("b"));
        history.asked(askRestore("r", "b"));
        history.asked(askBackup("b"));

        Verdict lost = LogRecovery.decide(left(history, "r", NOTHING), NOW);

        assertThat(lost.events()).isEmpty();
        assertThat(lost.losses()).singleElement().satisfies(loss -> {
            assertThat(loss.kind()).isEqualTo(LossKind.COMMAND_LOST);
            assertThat(loss.detail()).contains("RequestRestore", "u-1");
        });
        assertThat(LogRecovery.decide(left(history, "b", sound()), NOW)).isEqualTo(Verdict.INTACT);
    }

    @Test
    void takesADeletionBackThatHadRemovedNothing() {
        List<OperationEvent> events = new ArrayList<>(backup("b"));
        events.add(purge("p", "b").getFirst());

        Verdict verdict = LogRecovery.decide(left(history(events), "p", sound()), NOW);
        events.addAll(verdict.events());

        assertThat(verdict.events()).singleElement().isInstanceOf(OperationEvent.BackupUndeleted.class);
        assertThat(verdict.losses()).extracting(Loss::kind).containsExactly(LossKind.OPERATION_CUT_OFF);
        assertThat(history(events).points().get(new OperationId("b")).lifecycle())
                .isEqualTo(Lifecycle.ACTIVE);
        assertThat(LogRecovery.decide(left(history(events), "p", NOTHING), NOW))
                .isEqualTo(new Verdict(List.of(), verdict.losses()));
    }

    @Test
    void leavesADeletionThatHadBegunToRemove() {
        List<OperationEvent> events = new ArrayList<>(backup("b"));
        events.addAll(purge("p", "b").subList(0, 3));

        Verdict verdict = LogRecovery.decide(left(history(events), "p", sound()), NOW);
        events.addAll(verdict.events());

        assertThat(verdict.events().getLast()).isInstanceOf(OperationEvent.OperationFailed.class);
        assertThat(history(events).points().get(new OperationId("b")).lifecycle())
                .isEqualTo(Lifecycle.SOFT_DELETED);
    }

    @Test
    void namesAHoldNobodyHasSeenAndKeepsOneThatWas() {
        HoldBackup seen = new HoldBackup(commandMeta("h1"), new OperationId("b"), "a lawsuit");
        HoldBackup unseen = new HoldBackup(commandMeta("h2"), new OperationId("b2"), "another");
        List<BackupEvent> events = new ArrayList<>(backup("b"));
        events.add(new RecoveryPointEvent.BackupHeld(
                new RecoveryPointMeta(
                        new OperationId("b"),
                        seen.meta().project(),
                        "prd",
                        Application.LIFERAY,
                        Provider.LOCAL,
                        NOW,
                        seen.meta().commandId(),
                        seen.meta().actor(),
                        ""),
                "a lawsuit"));
        ProjectHistory history = history(events);
        history.asked(unseen);
        history.asked(seen);

        assertThat(history.points().get(new OperationId("b")).held()).isTrue();
        assertThat(LogRecovery.unanswered(seen.meta().project(), history))
                .extracting(Loss::kind, Loss::id)
                .containsExactly(tuple(LossKind.COMMAND_LOST, "b2"));
    }

    @Test
    void namesThePoliciesThatWereInForce() {
        ProjectHistory history = history(List.of(
                new PolicyEvent.PolicyPaused(policy("nightly", 2)),
                new PolicyEvent.PolicyPaused(policy("weekly", 2)),
                new PolicyEvent.PolicyRemoved(policy("weekly", 3))));

        assertThat(LogRecovery.policies(new ProjectId("acme"), history))
                .extracting(Loss::kind, Loss::id)
                .containsExactly(tuple(LossKind.POLICY_LOST, "nightly"));
    }

    private static PolicyMeta policy(String id, long sequence) {
        return new PolicyMeta(new PolicyId(id), new ProjectId("acme"), sequence, NOW, null, new Actor("u-1", ""), "");
    }

    @Test
    void endsAVerificationWithoutBlamingTheBackup() {
        List<OperationEvent> events = new ArrayList<>(backup("b"));
        events.addAll(verification("v", "b", verified("v", "b", Verification.CHECKSUM))
                .subList(0, 3));

        Verdict verdict = LogRecovery.decide(left(history(events), "v", NOTHING), NOW);
        events.addAll(verdict.events());

        assertThat(((OperationEvent.OperationFailed) verdict.events().getLast())
                        .failure()
                        .code())
                .isEqualTo(FailureCode.LOG_LOST);
        assertThat(history(events).points().values())
                .extracting(point -> point.verification())
                .containsExactly(Verification.CHECKSUM);
    }

    private static List<OperationEvent> with(List<OperationEvent> events, OperationEvent more) {
        List<OperationEvent> all = new ArrayList<>(events);
        all.add(more);
        return all;
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }
}
