package io.lc2.backup.catalog.rebuild;

import io.lc2.backup.domain.rebuild.Loss;
import java.util.List;

/**
 * What a lost log was filled with.
 *
 * @param events events that were archived
 * @param backups backups that were completed from their manifests
 * @param notRecovered how many things could not be recovered
 * @param losses the first of them
 */
public record Restored(long events, long backups, long notRecovered, List<Loss> losses) {

    public Restored {
        losses = List.copyOf(losses);
    }
}
