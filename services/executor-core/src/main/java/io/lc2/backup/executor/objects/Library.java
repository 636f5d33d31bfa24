package io.lc2.backup.executor.objects;

import java.time.Instant;

/**
 * A document library as it is to be backed up.
 *
 * @param place where it is
 * @param filter which keys belong to it
 * @param time T0: where the bucket keeps versions, the library goes into the backup as it was then
 */
public record Library(Place place, KeyFilter filter, Instant time) {}
