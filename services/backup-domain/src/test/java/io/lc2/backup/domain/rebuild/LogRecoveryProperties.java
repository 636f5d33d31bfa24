package io.lc2.backup.domain.rebuild;

import static io.lc2.backup.domain.catalog.CatalogFixtures.askBackup;
import static io.lc2.backup.domain.catalog.CatalogFixtures.backup;
import static io.lc2.backup.domain.catalog.CatalogFixtures.disproved;
import static io.lc2.backup.domain.catalog.CatalogFixtures.purge;
import static io.lc2.backup.domain.catalog.CatalogFixtures.verification;
import static io.lc2.backup.domain.rebuild.RebuildFixtures.NOW;
import static io.lc2.backup.domain.rebuild.RebuildFixtures.history;
import static io.lc2.backup.domain.rebuild.RebuildFixtures.left;
import static io.lc2.backup.domain.rebuild.RebuildFixtures.sound;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.catalog.CatalogFold;
import io.lc2.backup.domain.catalog.CatalogInput;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.operation.ImpossibleTransitionException;
import io.lc2.backup.domain.recovery.Lifecycle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds wherever the archive ends, whatever it lacks, and whatever lies in the bucket. */
class LogRecoveryProperties {

    /** The same cases in every run; change it to look further. */
    private static final String SEED = "20261121";

    private static final int TRIES = 3_000;

    /**
     * A log that was archived in part.
     *
     * @param events what was archived, in order
     * @param asked backups whose command was archived
     * @param manifests what lies in the bucket
     */
    record Case(List<OperationEvent> events, List<String> asked, Map<String, ManifestFound> manifests) {

        ProjectHistory history(List<OperationEvent> more) {
            ProjectHistory history = RebuildFixtures.history(events);
            more.forEach(history::happened);
            asked.forEach(id -> history.asked(askBackup(id)));
            return history;
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.randomValue(LogRecoveryProperties::random);
    }

    @Property(tries = TRIES, seed = SEED)
    void whatItAddsFollowsWhatWasThere(@ForAll("cases") Case c) {
        Map<OperationId, CatalogEntry> entries = new HashMap<>();
        for (OperationEvent event : c.events()) {
            try {
                entries.putAll(CatalogFold.changes(new CatalogInput.Happened(event), entries::get));
            } catch (ImpossibleTransitionException hole) {
                // The catalog sets it aside.
                continue;
            }
        }

        for (OperationEvent event : added(c)) {
            entries.putAll(CatalogFold.changes(new CatalogInput.Happened(event), entries::get));
        }

        assertThat(entries.values())
                .filteredOn(CatalogEntry.Known.class::isInstance)
                .allMatch(entry -> ((CatalogEntry.Known) entry).state().ended());
    }

    @Property(tries = TRIES, seed = SEED)
    void everySoundManifestIsRestorableOrWasGivenUpBefore(@ForAll("cases") Case c) {
        ProjectHistory before = c.history(List.of());
        ProjectHistory after = c.history(added(c));

        c.manifests().forEach((id, manifest) -> {
            OperationId backup = new OperationId(id);
            if (manifest instanceof ManifestFound.Sound && !(before.remains().get(backup) instanceof Remains.Over)) {
                assertThat(after.points().get(backup)).as(id).isNotNull();
            }
        });
        // A deletion that waits may be taken back; nothing else changes what was known.
        before.points()
                .forEach((id, point) ->
                        assertThat(after.points().get(id).active()).isEqualTo(point.active()));
    }

    @Property(tries = TRIES, seed = SEED)
    void aSecondRecoveryAddsNothingAndNamesTheSame(@ForAll("cases") Case c) {
        List<Loss> first = losses(c, List.of());
        List<OperationEvent> added = added(c);

        assertThat(decide(c, added))
                .allSatisfy(verdict -> assertThat(verdict.events()).isEmpty());
        assertThat(losses(c, added)).isEqualTo(first);
    }

    @Property(tries = TRIES, seed = SEED)
    void nothingIsLostInSilence(@ForAll("cases") Case c) {
        ProjectHistory after = c.history(added(c));
        List<String> named = losses(c, List.of()).stream().map(Loss::id).toList();

        after.remains().forEach((id, remains) -> {
            boolean unseen = remains instanceof Remains.Asked;
            boolean cutOff = remains instanceof Remains.Over over && over.end() == Remains.End.CUT_OFF;
            if (unseen || cutOff || after.isTorn(id)) {
                assertThat(named).contains(id.value());
            }
        });
        after.points().forEach((id, point) -> {
            boolean there = c.manifests().get(id.value()) instanceof ManifestFound.Sound;
            if (point.lifecycle() == Lifecycle.ACTIVE && !there) {
                assertThat(named).contains(id.value());
            }
        });
    }

    private static List<OperationEvent> added(Case c) {
        return decide(c, List.of()).stream()
                .flatMap(verdict -> verdict.events().stream())
                .toList();
    }

    private static List<Loss> losses(Case c, List<OperationEvent> more) {
        return decide(c, more).stream()
                .flatMap(verdict -> verdict.losses().stream())
                .toList();
    }

    private static List<Verdict> decide(Case c, List<OperationEvent> more) {
        ProjectHistory history = c.history(more);
        Map<String, ManifestFound> all = new TreeMap<>(c.manifests());
        history.remains().keySet().forEach(id -> {
            OperationId deleted = history.deletedBy(id);
            ManifestFound there = deleted == null ? null : c.manifests().get(deleted.value());
            all.putIfAbsent(id.value(), there instanceof ManifestFound.Sound ? there : new ManifestFound.Nothing());
        });
        return all.entrySet().stream()
                .map(entry -> LogRecovery.decide(left(history, entry.getKey(), entry.getValue()), NOW))
                .toList();
    }

    /** Three backups, one verified, one removed, in any interleaving; cut off somewhere, perhaps with holes. */
    private static Case random(Random random) {
        List<List<OperationEvent>> operations = new ArrayList<>();
        for (String id : List.of("b1", "b2", "b3")) {
            operations.add(new ArrayList<>(backup(id)));
        }
        operations.get(0).addAll(verification("v1", "b1", disproved("v1", "b1")));
        operations.get(1).addAll(purge("p2", "b2"));
        List<OperationEvent> log = new ArrayList<>();
        while (operations.stream().anyMatch(events -> !events.isEmpty())) {
            List<OperationEvent> events = operations.get(random.nextInt(operations.size()));
            if (!events.isEmpty()) {
                log.add(events.removeFirst());
            }
        }
        List<OperationEvent> archived = new ArrayList<>(log.subList(0, random.nextInt(log.size() + 1)));
        if (random.nextInt(4) == 0) {
            archived.removeIf(event -> random.nextInt(8) == 0);
        }
        Map<String, ManifestFound> manifests = new TreeMap<>();
        List<String> asked = new ArrayList<>();
        for (String id : List.of("b1", "b2", "b3", "b4")) {
            manifests.put(id, manifest(random));
            if (random.nextBoolean()) {
                asked.add(id);
            }
        }
        return new Case(archived, asked, manifests);
    }

    private static ManifestFound manifest(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> new ManifestFound.Nothing();
            case 1 -> new ManifestFound.FilesOnly();
            case 2 -> new ManifestFound.Damaged("It is cut off.");
            default -> sound();
        };
    }
}
