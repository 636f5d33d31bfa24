package io.lc2.backup.messaging.codec;

import io.lc2.backup.avro.PolicyRecord;
import io.lc2.backup.avro.UnfinishedRunRecord;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.policy.DrillProgress;
import io.lc2.backup.domain.policy.PolicyState;
import io.lc2.backup.domain.policy.PolicyState.Active;
import io.lc2.backup.domain.policy.PolicyState.Removed;
import io.lc2.backup.domain.policy.UnfinishedRun;
import io.lc2.backup.domain.schedule.Pause;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The policy, as the scheduler keeps it in its state store. */
public final class PolicyStateCodec implements Codec<PolicyState> {

    private final RecordReaders<PolicyState> readers =
            new RecordReaders<PolicyState>().on(PolicyRecord.class, PolicyStateCodec::read);

    @Override
    public List<Schema> schemas() {
        return readers.schemas();
    }

    @Override
    public SpecificRecord toAvro(PolicyState state) {
        return switch (state) {
            case Removed removed ->
                new PolicyRecord(removed.version(), null, null, null, null, null, List.of(), null, null, null);
            case Active active -> {
                Pause pause = active.pause();
                yield new PolicyRecord(
                        active.version(),
                        active.project().value(),
                        PolicyMapping.toAvro(active.policy()),
                        active.handled(),
                        pause == null ? null : pause.from(),
                        pause == null ? null : pause.to(),
                        active.unfinished().stream()
                                .map(PolicyStateCodec::toAvro)
                                .toList(),
                        active.retainedAt(),
                        active.drills().handled(),
                        unfinishedDrill(active));
            }
        };
    }

    @Override
    public PolicyState fromAvro(SpecificRecord record) {
        return readers.read(record);
    }

    private static UnfinishedRunRecord toAvro(UnfinishedRun run) {
        return new UnfinishedRunRecord(run.backupId().value(), run.due(), run.finishBy());
    }

    private static PolicyState read(PolicyRecord record) {
        if (record.getPolicy() == null) {
            return new Removed(record.getVersion());
        }
        Instant handled = Reading.required("handled", record.getHandled());
        return new Active(
                ValueMapping.project("projectId", Reading.required("projectId", record.getProjectId())),
                Reading.in("policy", () -> PolicyMapping.fromAvro(record.getPolicy())),
                record.getVersion(),
                handled,
                pause(record),
                Reading.each(
                        "unfinished",
                        record.getUnfinished(),
                        run -> new UnfinishedRun(
                                ValueMapping.operation("backupId", run.getBackupId()),
                                run.getDue(),
                                run.getFinishBy())),
                record.getRetainedAt() == null ? handled : record.getRetainedAt(),
                new DrillProgress(
                        record.getDrillsHandled() == null ? handled : record.getDrillsHandled(),
                        Reading.optional(
                                "unfinishedDrill",
                                record.getUnfinishedDrill(),
                                id -> ValueMapping.operation("unfinishedDrill", id))));
    }

    private static @Nullable String unfinishedDrill(Active state) {
        OperationId drill = state.drills().unfinished();
        return drill == null ? null : drill.value();
    }

    private static @Nullable Pause pause(PolicyRecord record) {
        return record.getPausedFrom() == null ? null : new Pause(record.getPausedFrom(), record.getPausedTo());
    }
}
