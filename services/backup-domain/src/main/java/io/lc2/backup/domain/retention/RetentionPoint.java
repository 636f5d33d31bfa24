package io.lc2.backup.domain.retention;

import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.Ordered;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.Verification;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/**
 * What retention knows of a recovery point whose data is there.
 *
 * @param id the backup that made it
 * @param at event time of the backup as the server wrote it: the only thing points are ranked by, never a name or a time
 *     the source reports
 * @param components what it holds; a point is replaced only by a newer one that holds at least the same
 * @param needs the points without which it cannot be restored; needs of needs need not be repeated
 * @param verified whether it is proven; what is not never counts
 * @param manual whether it was made by hand and nobody asked for it to expire
 * @param held whether a legal hold is on it
 * @param complianceDays days it was promised to stay when it was made; a shorter policy later does not take that back
 */
public record RetentionPoint(
        OperationId id,
        Instant at,
        Set<Component> components,
        Set<OperationId> needs,
        boolean verified,
        boolean manual,
        boolean held,
        int complianceDays) {

    /** Newest first. The id only settles two points of the same instant, so that the order is the same everywhere. */
    static final Comparator<RetentionPoint> NEWEST_FIRST =
            Comparator.comparing(RetentionPoint::at).reversed().thenComparing(RetentionPoint::id);

    public RetentionPoint {
        components = Ordered.set(Component.class, components);
        needs = Collections.unmodifiableSet(new TreeSet<>(needs));
        if (needs.contains(id)) {
            throw new IllegalArgumentException("recovery point " + id + " cannot need itself");
        }
    }

    /**
     * A recovery point as retention sees it. Its lifecycle must be active: what is soft-deleted is no longer
     * restorable, so it may neither count nor be judged again.
     *
     * @param point the recovery point
     * @param at event time of the backup's start, so that one that ends after midnight is of the day it was due on;
     *     {@code completedAt} where that is not known
     * @param manual as in the record
     * @param needs as in the record
     * @throws IllegalArgumentException when the point is not active
     */
    public static RetentionPoint of(RecoveryPoint point, Instant at, boolean manual, Set<OperationId> needs) {
        return switch (point.lifecycle()) {
            case ACTIVE ->
                new RetentionPoint(
                        point.backupId(),
                        at,
                        point.components(),
                        needs,
                        point.verification() != Verification.NONE,
                        manual,
                        point.held(),
                        point.retention().complianceDays());
            case SOFT_DELETED, PURGED ->
                throw new IllegalArgumentException("recovery point " + point.backupId() + " is deleted");
        };
    }
}
