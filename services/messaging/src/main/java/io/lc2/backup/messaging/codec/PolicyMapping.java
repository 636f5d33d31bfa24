package io.lc2.backup.messaging.codec;

import io.lc2.backup.avro.RetentionReason;
import io.lc2.backup.avro.RetentionVerdict;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.event.PolicyMeta;
import io.lc2.backup.domain.policy.Policy;
import io.lc2.backup.domain.retention.Reason;
import io.lc2.backup.domain.retention.RetentionPolicy;
import io.lc2.backup.domain.retention.Verdict;
import io.lc2.backup.domain.schedule.RunWindow;
import io.lc2.backup.domain.schedule.Schedule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Policies and what their events say about themselves. */
final class PolicyMapping {

    private PolicyMapping() {}

    static PolicyId id(String value) {
        return Reading.in("policyId", () -> new PolicyId(value));
    }

    static io.lc2.backup.avro.Policy toAvro(Policy policy) {
        return new io.lc2.backup.avro.Policy(
                policy.id().value(),
                RequestMapping.toAvro(policy.backup()),
                toAvro(policy.schedule()),
                toAvro(policy.retention()));
    }

    static Policy fromAvro(io.lc2.backup.avro.Policy policy) {
        return new Policy(
                id(policy.getPolicyId()),
                Reading.in("backup", () -> RequestMapping.fromAvro(policy.getBackup())),
                Reading.in("schedule", () -> schedule(policy.getSchedule())),
                Reading.in("retention", () -> retention(policy.getRetention())));
    }

    static io.lc2.backup.avro.PolicyMeta toAvro(PolicyMeta meta) {
        CommandId command = meta.commandId();
        return new io.lc2.backup.avro.PolicyMeta(
                meta.policyId().value(),
                meta.project().value(),
                meta.sequence(),
                meta.occurredAt(),
                command == null ? null : command.value(),
                ValueMapping.toAvro(meta.actor()),
                meta.correlationId());
    }

    static PolicyMeta fromAvro(io.lc2.backup.avro.PolicyMeta meta) {
        return new PolicyMeta(
                id(meta.getPolicyId()),
                ValueMapping.project("projectId", meta.getProjectId()),
                meta.getSequence(),
                meta.getOccurredAt(),
                Reading.optional("commandId", meta.getCommandId(), CommandId::new),
                Reading.in("actor", () -> ValueMapping.fromAvro(meta.getActor())),
                meta.getCorrelationId());
    }

    static RetentionVerdict toAvro(Verdict verdict) {
        return new RetentionVerdict(
                verdict.id().value(),
                verdict.at(),
                verdict.reasons().stream()
                        .map(reason ->
                                new RetentionReason(Vocabulary.RETENTION_REASON.toAvro(reason.code()), reason.detail()))
                        .toList());
    }

    static Verdict verdict(RetentionVerdict verdict) {
        return new Verdict(
                ValueMapping.operation("backupId", verdict.getBackupId()),
                verdict.getAt(),
                Reading.each(
                        "reasons",
                        verdict.getReasons(),
                        reason -> new Reason(
                                Vocabulary.RETENTION_REASON.fromAvro("code", reason.getCode()), reason.getDetail())));
    }

    private static io.lc2.backup.avro.Schedule toAvro(Schedule schedule) {
        return new io.lc2.backup.avro.Schedule(
                schedule.cron(),
                schedule.zone(),
                schedule.jitter().toMillis(),
                millis(schedule.window().startBy()),
                millis(schedule.window().finishBy()),
                Vocabulary.CATCH_UP.toAvro(schedule.catchUp()),
                Vocabulary.OVERLAP.toAvro(schedule.overlap()));
    }

    private static Schedule schedule(io.lc2.backup.avro.Schedule schedule) {
        return new Schedule(
                schedule.getCron(),
                schedule.getZone(),
                Duration.ofMillis(schedule.getJitterMillis()),
                new RunWindow(
                        Reading.optional("startByMillis", schedule.getStartByMillis(), Duration::ofMillis),
                        Reading.optional("finishByMillis", schedule.getFinishByMillis(), Duration::ofMillis)),
                Vocabulary.CATCH_UP.fromAvro("catchUp", schedule.getCatchUp()),
                Vocabulary.OVERLAP.fromAvro("overlap", schedule.getOverlap()));
    }

    private static io.lc2.backup.avro.RetentionPolicy toAvro(RetentionPolicy retention) {
        return new io.lc2.backup.avro.RetentionPolicy(
                retention.zone(),
                ValueMapping.toAvro(retention.keep()),
                retention.minKeep(),
                retention.safetyMargin().toMillis(),
                retention.expireManual());
    }

    private static RetentionPolicy retention(io.lc2.backup.avro.RetentionPolicy retention) {
        return new RetentionPolicy(
                retention.getZone(),
                Reading.in("keep", () -> ValueMapping.fromAvro(retention.getKeep())),
                retention.getMinKeep(),
                Duration.ofMillis(retention.getSafetyMarginMillis()),
                retention.getExpireManual());
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }
}
