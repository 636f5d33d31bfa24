package io.lc2.backup.catalog.rebuild;

import io.lc2.backup.domain.rebuild.Loss;
import java.util.List;

/**
 * What a rebuild from storage brought back, and what not. Part of the contract: add, never rename.
 *
 * @param eventsRestored events that were archived
 * @param backupsFromManifests backups that were completed from their manifests
 * @param notRecovered how many things could not be recovered
 * @param items the first of them; the log of the service has all
 */
public record RecoveryReport(long eventsRestored, long backupsFromManifests, long notRecovered, List<Item> items) {

    private static final int SHOWN = 200;

    public RecoveryReport {
        items = List.copyOf(items);
    }

    /**
     * Something that could not be recovered.
     *
     * @param kind stable name, for example {@code COMMAND_LOST}
     * @param projectId whose; empty when that is not known
     * @param id the operation, file or record concerned
     * @param detail what is known of it
     * @param nextStep what to do about it
     */
    public record Item(String kind, String projectId, String id, String detail, String nextStep) {

        private static Item of(Loss loss) {
            return new Item(
                    loss.kind().name(),
                    loss.project(),
                    loss.id(),
                    loss.detail(),
                    loss.kind().nextStep());
        }
    }

    static RecoveryReport of(Restored restored) {
        return new RecoveryReport(
                restored.events(),
                restored.backups(),
                restored.notRecovered(),
                restored.losses().stream().limit(SHOWN).map(Item::of).toList());
    }
}
