package io.lc2.backup.domain.catalog;

import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.catalog.CatalogEntry.Known;
import io.lc2.backup.domain.catalog.CatalogEntry.Pending;
import io.lc2.backup.domain.catalog.CatalogEntry.Refused;
import io.lc2.backup.domain.command.BackupCommand.RequestBackup;
import io.lc2.backup.domain.operation.Operation;
import io.lc2.backup.domain.operation.Subject;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.recovery.Lifecycle;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.Verification;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.Retention;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a backup beyond {@link EntrySummary}: what it holds and where it is on its axes.
 *
 * @param components what it holds, or shall hold as long as it is not complete
 * @param bytes size as stored; as counted so far as long as it is not complete
 * @param objects objects in its library; as counted so far as long as it is not complete
 * @param retention how long it is kept; null when it was refused
 * @param notes what the requester noted; empty when it was refused
 * @param verification how well it is proven; none as long as it is not complete
 * @param lifecycle whether its data is there; active from the start
 * @param purgeAfter when its data may be removed; null unless it is deleted and not removed yet
 * @param held whether a legal hold is on it
 * @param dataTime the instant the data is of; null as long as it is not complete
 * @param manifestSha256 checksum of the manifest; null as long as it is not complete
 */
public record BackupFacts(
        Set<Component> components,
        long bytes,
        long objects,
        @Nullable Retention retention,
        String notes,
        Verification verification,
        Lifecycle lifecycle,
        @Nullable Instant purgeAfter,
        boolean held,
        @Nullable Instant dataTime,
        @Nullable String manifestSha256) {

    private static final BackupFacts NOTHING = new BackupFacts(
            EnumSet.noneOf(Component.class),
            0,
            0,
            null,
            "",
            Verification.NONE,
            Lifecycle.ACTIVE,
            null,
            false,
            null,
            null);

    /**
     * The facts of a backup; a function of the entry alone.
     *
     * @throws IllegalArgumentException when the entry is not one of a backup
     */
    public static BackupFacts of(CatalogEntry entry) {
        return switch (entry) {
            case Refused refused -> NOTHING;
            case Pending pending when pending.command() instanceof RequestBackup c -> asked(c.request(), 0, 0);
            case Pending pending -> throw new IllegalArgumentException(pending.operationId() + " is no backup");
            case Known known
            when known.state().operation().subject() instanceof Subject.Backup backup -> known(known, backup.request());
            case Known known -> throw new IllegalArgumentException(known.operationId() + " is no backup");
        };
    }

    private static BackupFacts known(Known known, BackupRequest request) {
        RecoveryPoint point = known.recoveryPoint();
        if (point == null) {
            Operation operation = known.state().operation();
            var dumped = Completion.progress(operation.step(StepKind.DUMP_DATABASE));
            var copied = Completion.progress(operation.step(StepKind.COPY_OBJECTS));
            return asked(request, dumped.bytesDone() + copied.bytesDone(), copied.objectsDone());
        }
        return new BackupFacts(
                point.components(),
                point.bytes(),
                point.objects(),
                point.retention(),
                request.notes(),
                point.verification(),
                point.lifecycle(),
                point.purgeAfter(),
                point.held(),
                point.dataTime(),
                point.manifestSha256());
    }

    private static BackupFacts asked(BackupRequest request, long bytes, long objects) {
        return new BackupFacts(
                components(request),
                bytes,
                objects,
                request.retention(),
                request.notes(),
                Verification.NONE,
                Lifecycle.ACTIVE,
                null,
                false,
                null,
                null);
    }

    private static Set<Component> components(BackupRequest request) {
        Set<Component> components = EnumSet.noneOf(Component.class);
        add(components, Component.DATABASE, request.database() != null);
        add(components, Component.OBJECTS, request.storage() != null);
        add(components, Component.CONFIGURATION, request.configuration() != null);
        add(components, Component.CONTENT_MODEL, request.contentModel() != null);
        add(components, Component.SEARCH, request.search());
        return components;
    }

    private static void add(Set<Component> components, Component component, boolean asked) {
        if (asked) {
            components.add(component);
        }
    }
}
