package io.lc2.backup.messaging.codec;

import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.operation.HandledCommand;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.policy.PolicyState;
import io.lc2.backup.domain.policy.TrackedBackup;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Serdes of state stores and their changelogs, which are nobody's contract and therefore not in the registry: Avro's
 * single-object encoding, whose fingerprint finds the writer's schema among those this program carries. A store written
 * by any earlier version can be read. Thread-safe.
 */
public final class StateSerdes {

    private StateSerdes() {}

    /** Operations. */
    public static Serde<OperationState> operations() {
        return of(new OperationStateCodec());
    }

    /** Recovery points. */
    public static Serde<RecoveryPoint> recoveryPoints() {
        return of(new RecoveryPointCodec());
    }

    /** Answered commands. */
    public static Serde<HandledCommand> handledCommands() {
        return of(new HandledCommandCodec());
    }

    /** Policies. */
    public static Serde<PolicyState> policies() {
        return of(new PolicyStateCodec());
    }

    /** Backups as retention follows them. */
    public static Serde<TrackedBackup> trackedBackups() {
        return of(new TrackedBackupCodec());
    }

    /** Entries of the catalog. */
    public static Serde<CatalogEntry> catalogEntries() {
        return of(new CatalogEntryCodec());
    }

    private static <V> Serde<V> of(Codec<V> codec) {
        StateFormat<V> format = new StateFormat<>(codec);
        return Serdes.serdeFrom((topic, value) -> format.write(value), (topic, data) -> format.read(data));
    }
}
