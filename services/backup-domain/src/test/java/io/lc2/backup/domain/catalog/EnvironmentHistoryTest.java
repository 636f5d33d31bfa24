package io.lc2.backup.domain.catalog;

import static io.lc2.backup.domain.catalog.CatalogFixtures.T0;
import static io.lc2.backup.domain.catalog.CatalogFixtures.backup;
import static io.lc2.backup.domain.catalog.CatalogFixtures.disproved;
import static io.lc2.backup.domain.catalog.CatalogFixtures.drill;
import static io.lc2.backup.domain.catalog.CatalogFixtures.drilled;
import static io.lc2.backup.domain.catalog.CatalogFixtures.purge;
import static io.lc2.backup.domain.catalog.CatalogFixtures.verification;
import static io.lc2.backup.domain.catalog.CatalogFixtures.verified;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.catalog.BackupChange.Kind;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.OperationEvent.BackupRequested;
import io.lc2.backup.domain.event.OperationEvent.BackupSoftDeleted;
import io.lc2.backup.domain.event.OperationEvent.BackupUndeleted;
import io.lc2.backup.domain.policy.Policy;
import io.lc2.backup.domain.recovery.Verification;
import io.lc2.backup.domain.retention.HistoryEntry;
import io.lc2.backup.domain.retention.HistoryEntry.Gone;
import io.lc2.backup.domain.retention.HistoryEntry.Seen;
import io.lc2.backup.domain.retention.RetentionPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentHistoryTest {

    private static final OperationId B1 = new OperationId("b1");
    private static final String RUN = "nightly-20261121t013000z";
    private static final Actor NIGHTLY = Policy.actor(new PolicyId("nightly"));

    private final Map<OperationId, CatalogEntry> entries = new LinkedHashMap<>();
    private final List<BackupChange> further = new ArrayList<>();

    @Test
    void ranksABackupByItsBeginningAndTellsAManualOneFromARun() {
        happened(backup("b1"));
        happened(as(NIGHTLY, backup(RUN)));

        assertThat(history().points())
                .extracting(point -> point.id().value(), RetentionPoint::manual, RetentionPoint::at)
                .containsExactlyInAnyOrder(tuple("b1", true, T0.plusSeconds(2)), tuple(RUN, false, T0.plusSeconds(2)));
    }

    @Test
    void countsNoBackupThatIsNotComplete() {
        happened(backup("b1").subList(0, 6));

        assertThat(history().points()).isEmpty();
        assertThat(history().entries()).isEmpty();
    }

    @Test
    void tellsWhenABackupWasProvenAndWhenNot() {
        happened(backup("b1"));
        happened(verification("v1", "b1", disproved("v1", "b1")));
        happened(verification("v2", "b1", verified("v2", "b1", Verification.CHECKSUM)));

        assertThat(seen(history().entries())).containsExactly(true, false, true);
        assertThat(history().points()).allMatch(RetentionPoint::verified);
    }

    @Test
    void believesDrillsAsItBelievesVerifications() {
        happened(backup("b1"));
        happened(verification("v1", "b1", disproved("v1", "b1")));
        happened(drill("d1", "b1"));
        happened(List.of(drilled("d1", "b1")));

        assertThat(seen(history().entries())).containsExactly(true, false, true);
    }

    @Test
    void tellsHoldsAndReleases() {
        happened(backup("b1"));
        further.add(new BackupChange(T0.plusSeconds(30), B1, Kind.RELEASED));
        further.add(new BackupChange(T0.plusSeconds(20), B1, Kind.HELD));

        assertThat(history().entries())
                .extracting(entry -> ((Seen) entry).point().held())
                .containsExactly(false, true, false);
    }

    @Test
    void endsWithADeletionByHandUntilItIsTakenBack() {
        happened(backup("b1"));
        happened(purge("p1", "b1").subList(0, 1));

        assertThat(history().points()).isEmpty();
        assertThat(history().entries()).hasSize(2).last().isEqualTo(new Gone(T0.plusSeconds(1), B1));

        happened(List.of(new BackupUndeleted(CatalogFixtures.meta(OperationKind.PURGE, "p1", 2), B1)));
        assertThat(history().entries()).hasSize(3).last().isInstanceOf(Seen.class);
        assertThat(history().points()).hasSize(1);
    }

    @Test
    void takesABackupWhoseDeletionWasTakenBackForAManualOne() {
        happened(as(NIGHTLY, backup(RUN)));
        happened(as(NIGHTLY, purge("p1", RUN)).subList(0, 1));
        happened(
                List.of(new BackupUndeleted(CatalogFixtures.meta(OperationKind.PURGE, "p1", 2), new OperationId(RUN))));

        assertThat(history().points()).singleElement().matches(RetentionPoint::manual);
        assertThat(history().entries())
                .extracting(entry -> ((Seen) entry).point().manual())
                .containsExactly(false, true);
    }

    @Test
    void goesOnAsIfRetentionHadRemovedNothing() {
        happened(backup("b1"));
        happened(as(NIGHTLY, purge("p1", "b1")));

        assertThat(history().points()).isEmpty();
        assertThat(history().entries()).singleElement().isInstanceOf(Seen.class);
    }

    private void happened(List<OperationEvent> events) {
        events.forEach(event -> entries.putAll(CatalogFold.changes(new CatalogInput.Happened(event), entries::get)));
    }

    private EnvironmentHistory history() {
        List<BackupTrack> backups = entries.values().stream()
                .flatMap(entry -> BackupTrack.of(entry).stream())
                .toList();
        List<BackupChange> changes = new ArrayList<>(further);
        entries.values().forEach(entry -> changes.addAll(BackupChange.of(entry)));
        return new EnvironmentHistory(backups, changes);
    }

    private static List<Boolean> seen(List<HistoryEntry> entries) {
        return entries.stream().map(entry -> ((Seen) entry).point().verified()).toList();
    }

    /** The same events, asked for by somebody else; only the first one says who. */
    private static List<OperationEvent> as(Actor actor, List<OperationEvent> events) {
        List<OperationEvent> changed = new ArrayList<>(events);
        if (events.getFirst() instanceof BackupRequested e) {
            changed.set(0, new BackupRequested(by(actor, e.meta()), e.request(), e.plan()));
        }
        if (events.getFirst() instanceof BackupSoftDeleted e) {
            changed.set(
                    0,
                    new BackupSoftDeleted(
                            by(actor, e.meta()), e.source(), e.reason(), e.plan(), e.purgeAfter(), e.forced()));
        }
        return changed;
    }

    private static EventMeta by(Actor actor, EventMeta meta) {
        return new EventMeta(
                meta.operationId(),
                meta.kind(),
                meta.project(),
                meta.environment(),
                meta.application(),
                meta.provider(),
                meta.sequence(),
                meta.occurredAt(),
                meta.commandId(),
                actor,
                meta.correlationId());
    }
}
