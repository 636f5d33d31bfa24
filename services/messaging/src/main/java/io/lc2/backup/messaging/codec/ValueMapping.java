package io.lc2.backup.messaging.codec;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.Failure;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.request.Retention;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small values that many records share. */
final class ValueMapping {

    private ValueMapping() {}

    static ProjectId project(String field, String value) {
        return Reading.in(field, () -> new ProjectId(value));
    }

    static OperationId operation(String field, String value) {
        return Reading.in(field, () -> new OperationId(value));
    }

    static io.lc2.backup.avro.Actor toAvro(Actor actor) {
        return new io.lc2.backup.avro.Actor(actor.id(), actor.clientAddress());
    }

    static Actor fromAvro(io.lc2.backup.avro.Actor actor) {
        return new Actor(actor.getId(), actor.getClientAddress());
    }

    static io.lc2.backup.avro.Progress toAvro(Progress progress) {
        return new io.lc2.backup.avro.Progress(
                progress.bytesDone(), progress.bytesTotal(), progress.objectsDone(), progress.objectsTotal());
    }

    static Progress fromAvro(io.lc2.backup.avro.Progress progress) {
        return new Progress(
                progress.getBytesDone(),
                progress.getBytesTotal(),
                progress.getObjectsDone(),
                progress.getObjectsTotal());
    }

    static io.lc2.backup.avro.@Nullable Failure toAvroOrNull(@Nullable Failure failure) {
        return failure == null ? null : toAvro(failure);
    }

    static io.lc2.backup.avro.Failure toAvro(Failure failure) {
        return new io.lc2.backup.avro.Failure(
                Vocabulary.FAILURE_CODE.toAvro(failure.code()),
                Vocabulary.COMPONENT.toAvro(failure.component()),
                failure.message(),
                failure.nextStep());
    }

    static Failure fromAvro(io.lc2.backup.avro.Failure failure) {
        return new Failure(
                Vocabulary.FAILURE_CODE.fromAvro("code", failure.getCode()),
                Vocabulary.COMPONENT.fromAvro("component", failure.getComponent()),
                failure.getMessage(),
                failure.getNextStep());
    }

    static List<io.lc2.backup.avro.Check> toAvro(List<Check> checks) {
        return checks.stream()
                .map(check -> new io.lc2.backup.avro.Check(
                        check.name(), Vocabulary.COMPONENT.toAvro(check.component()), check.passed(), check.detail()))
                .toList();
    }

    static List<Check> checks(List<io.lc2.backup.avro.Check> checks) {
        return Reading.each(
                "checks",
                checks,
                check -> new Check(
                        check.getName(),
                        Vocabulary.COMPONENT.fromAvro("component", check.getComponent()),
                        check.getPassed(),
                        check.getDetail()));
    }

    static io.lc2.backup.avro.Artifact toAvro(Artifact artifact) {
        return new io.lc2.backup.avro.Artifact(
                artifact.path(),
                Vocabulary.COMPONENT.toAvro(artifact.component()),
                artifact.mediaType(),
                artifact.bytes(),
                artifact.sha256(),
                artifact.originalBytes());
    }

    static Artifact fromAvro(io.lc2.backup.avro.Artifact artifact) {
        return new Artifact(
                artifact.getPath(),
                Vocabulary.COMPONENT.fromAvro("component", artifact.getComponent()),
                artifact.getMediaType(),
                artifact.getBytes(),
                artifact.getSha256(),
                artifact.getOriginalBytes());
    }

    static io.lc2.backup.avro.Retention toAvro(Retention retention) {
        return new io.lc2.backup.avro.Retention(
                retention.daily(),
                retention.weekly(),
                retention.monthly(),
                retention.yearly(),
                retention.complianceDays());
    }

    static Retention fromAvro(io.lc2.backup.avro.Retention retention) {
        return new Retention(
                retention.getDaily(),
                retention.getWeekly(),
                retention.getMonthly(),
                retention.getYearly(),
                retention.getComplianceDays());
    }
}
