package io.lc2.backup.messaging.codec;

import io.lc2.backup.domain.plan.Plan;
import io.lc2.backup.domain.plan.PlannedStep;
import io.lc2.backup.domain.plan.SourceBackup;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import java.time.Duration;

/** Plans, what their steps leave, and the recovery points they read or make. */
final class PlanMapping {

    private PlanMapping() {}

    static io.lc2.backup.avro.Plan toAvro(Plan plan) {
        return new io.lc2.backup.avro.Plan(
                plan.steps().stream().map(PlanMapping::toAvro).toList(),
                plan.excludedPatterns(),
                plan.excludedTables(),
                plan.schemaMarkers(),
                plan.nextSteps());
    }

    static Plan fromAvro(io.lc2.backup.avro.Plan plan) {
        return new Plan(
                Reading.each("steps", plan.getSteps(), PlanMapping::fromAvro),
                plan.getExcludedPatterns(),
                plan.getExcludedTables(),
                plan.getSchemaMarkers(),
                plan.getNextSteps());
    }

    static io.lc2.backup.avro.SourceBackup toAvro(SourceBackup source) {
        return new io.lc2.backup.avro.SourceBackup(
                source.backupId().value(),
                source.environment(),
                Vocabulary.APPLICATION.toAvro(source.application()),
                Vocabulary.PROVIDER.toAvro(source.provider()),
                Vocabulary.COMPONENT.toAvro(source.components()),
                source.bytes(),
                source.objects(),
                source.manifestSha256());
    }

    static SourceBackup fromAvro(io.lc2.backup.avro.SourceBackup source) {
        return new SourceBackup(
                ValueMapping.operation("backupId", source.getBackupId()),
                source.getEnvironment(),
                Vocabulary.APPLICATION.fromAvro("application", source.getApplication()),
                Vocabulary.PROVIDER.fromAvro("provider", source.getProvider()),
                Vocabulary.COMPONENT.fromAvro("components", source.getComponents()),
                source.getBytes(),
                source.getObjects(),
                source.getManifestSha256());
    }

    static io.lc2.backup.avro.StepResult toAvro(StepResult result) {
        return new io.lc2.backup.avro.StepResult(
                result.bytes(),
                result.objects(),
                result.facts(),
                result.artifacts().stream().map(ValueMapping::toAvro).toList(),
                ValueMapping.toAvro(result.checks()));
    }

    static StepResult fromAvro(io.lc2.backup.avro.StepResult result) {
        return new StepResult(
                result.getBytes(),
                result.getObjects(),
                result.getFacts(),
                Reading.each("artifacts", result.getArtifacts(), ValueMapping::fromAvro),
                ValueMapping.checks(result.getChecks()));
    }

    static io.lc2.backup.avro.RecoveryPointRecord toAvro(RecoveryPoint point) {
        return new io.lc2.backup.avro.RecoveryPointRecord(
                point.backupId().value(),
                point.project().value(),
                point.environment(),
                Vocabulary.APPLICATION.toAvro(point.application()),
                Vocabulary.PROVIDER.toAvro(point.provider()),
                point.dataTime(),
                point.completedAt(),
                Vocabulary.COMPONENT.toAvro(point.components()),
                point.bytes(),
                point.objects(),
                point.manifestSha256(),
                ValueMapping.toAvro(point.retention()),
                Vocabulary.VERIFICATION.toAvro(point.verification()),
                Vocabulary.LIFECYCLE.toAvro(point.lifecycle()),
                point.held(),
                point.purgeAfter());
    }

    static RecoveryPoint fromAvro(io.lc2.backup.avro.RecoveryPointRecord point) {
        return new RecoveryPoint(
                ValueMapping.operation("backupId", point.getBackupId()),
                ValueMapping.project("projectId", point.getProjectId()),
                point.getEnvironment(),
                Vocabulary.APPLICATION.fromAvro("application", point.getApplication()),
                Vocabulary.PROVIDER.fromAvro("provider", point.getProvider()),
                point.getDataTime(),
                point.getCompletedAt(),
                Vocabulary.COMPONENT.fromAvro("components", point.getComponents()),
                point.getBytes(),
                point.getObjects(),
                point.getManifestSha256(),
                Reading.in("retention", () -> ValueMapping.fromAvro(point.getRetention())),
                Vocabulary.VERIFICATION.fromAvro("verification", point.getVerification()),
                Vocabulary.LIFECYCLE.fromAvro("lifecycle", point.getLifecycle()),
                point.getPurgeAfter(),
                point.getHeld());
    }

    private static io.lc2.backup.avro.PlannedStep toAvro(PlannedStep step) {
        return new io.lc2.backup.avro.PlannedStep(
                Vocabulary.STEP_KIND.toAvro(step.kind()),
                Vocabulary.STEP_KIND.toAvro(step.after()),
                step.timeout().toMillis());
    }

    private static PlannedStep fromAvro(io.lc2.backup.avro.PlannedStep step) {
        return new PlannedStep(
                Vocabulary.STEP_KIND.fromAvro("kind", step.getKind()),
                Vocabulary.STEP_KIND.fromAvro("after", step.getAfter()),
                Duration.ofMillis(step.getTimeoutMillis()));
    }
}
