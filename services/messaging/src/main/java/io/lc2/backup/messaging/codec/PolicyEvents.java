package io.lc2.backup.messaging.codec;

import io.lc2.backup.avro.PolicyDefined;
import io.lc2.backup.avro.PolicyFired;
import io.lc2.backup.avro.PolicyPaused;
import io.lc2.backup.avro.PolicyRemoved;
import io.lc2.backup.avro.PolicyUnpaused;
import io.lc2.backup.avro.RetentionDecided;
import io.lc2.backup.avro.RunMissed;
import io.lc2.backup.avro.RunOverdue;
import io.lc2.backup.avro.RunSkipped;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.PolicyMeta;
import org.apache.avro.specific.SpecificRecord;

/** Events of policies, both ways. */
final class PolicyEvents {

    private PolicyEvents() {}

    static RecordReaders<BackupEvent> addTo(RecordReaders<BackupEvent> readers) {
        return readers.on(PolicyDefined.class, PolicyEvents::defined)
                .on(PolicyRemoved.class, event -> new PolicyEvent.PolicyRemoved(meta(event.getMeta())))
                .on(PolicyPaused.class, event -> new PolicyEvent.PolicyPaused(meta(event.getMeta())))
                .on(PolicyUnpaused.class, event -> new PolicyEvent.PolicyUnpaused(meta(event.getMeta())))
                .on(PolicyFired.class, PolicyEvents::fired)
                .on(RunMissed.class, PolicyEvents::missed)
                .on(RunSkipped.class, PolicyEvents::skipped)
                .on(RunOverdue.class, PolicyEvents::overdue)
                .on(RetentionDecided.class, PolicyEvents::retained);
    }

    static SpecificRecord toAvro(PolicyEvent event) {
        io.lc2.backup.avro.PolicyMeta meta = PolicyMapping.toAvro(event.meta());
        return switch (event) {
            case PolicyEvent.PolicyDefined e -> new PolicyDefined(meta, PolicyMapping.toAvro(e.policy()));
            case PolicyEvent.PolicyRemoved e -> new PolicyRemoved(meta);
            case PolicyEvent.PolicyPaused e -> new PolicyPaused(meta);
            case PolicyEvent.PolicyUnpaused e -> new PolicyUnpaused(meta);
            case PolicyEvent.PolicyFired e ->
                new PolicyFired(
                        meta, e.due(), e.start(), e.finishBy(), e.backupId().value());
            case PolicyEvent.RunMissed e ->
                new RunMissed(meta, e.first(), e.last(), e.count(), Vocabulary.NOT_RUN_REASON.toAvro(e.reason()));
            case PolicyEvent.RunSkipped e ->
                new RunSkipped(meta, e.first(), e.last(), e.count(), Vocabulary.NOT_RUN_REASON.toAvro(e.reason()));
            case PolicyEvent.RunOverdue e ->
                new RunOverdue(meta, e.due(), e.backupId().value());
            case PolicyEvent.RetentionDecided e ->
                new RetentionDecided(
                        meta,
                        e.kept(),
                        e.expired().stream().map(PolicyMapping::toAvro).toList(),
                        e.left());
        };
    }

    private static PolicyMeta meta(io.lc2.backup.avro.PolicyMeta meta) {
        return Reading.in("meta", () -> PolicyMapping.fromAvro(meta));
    }

    private static BackupEvent defined(PolicyDefined event) {
        return new PolicyEvent.PolicyDefined(
                meta(event.getMeta()), Reading.in("policy", () -> PolicyMapping.fromAvro(event.getPolicy())));
    }

    private static BackupEvent fired(PolicyFired event) {
        return new PolicyEvent.PolicyFired(
                meta(event.getMeta()),
                event.getDue(),
                event.getStart(),
                event.getFinishBy(),
                ValueMapping.operation("backupId", event.getBackupId()));
    }

    private static BackupEvent missed(RunMissed event) {
        return new PolicyEvent.RunMissed(
                meta(event.getMeta()),
                event.getFirst(),
                event.getLast(),
                event.getCount(),
                Vocabulary.NOT_RUN_REASON.fromAvro("reason", event.getReason()));
    }

    private static BackupEvent skipped(RunSkipped event) {
        return new PolicyEvent.RunSkipped(
                meta(event.getMeta()),
                event.getFirst(),
                event.getLast(),
                event.getCount(),
                Vocabulary.NOT_RUN_REASON.fromAvro("reason", event.getReason()));
    }

    private static BackupEvent overdue(RunOverdue event) {
        return new PolicyEvent.RunOverdue(
                meta(event.getMeta()), event.getDue(), ValueMapping.operation("backupId", event.getBackupId()));
    }

    private static BackupEvent retained(RetentionDecided event) {
        return new PolicyEvent.RetentionDecided(
                meta(event.getMeta()),
                event.getKept(),
                Reading.each("expired", event.getExpired(), PolicyMapping::verdict),
                event.getLeft());
    }
}
