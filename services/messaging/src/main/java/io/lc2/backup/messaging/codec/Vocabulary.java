package io.lc2.backup.messaging.codec;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.RejectionCode;
import io.lc2.backup.domain.event.ComponentOutcome.Outcome;
import io.lc2.backup.domain.event.Leftovers;
import io.lc2.backup.domain.event.QueueReason;
import io.lc2.backup.domain.event.StartReason;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.recovery.Lifecycle;
import io.lc2.backup.domain.recovery.Verification;
import io.lc2.backup.domain.request.DatabaseStrategy;
import io.lc2.backup.domain.request.DatabaseType;
import io.lc2.backup.domain.request.RestoreType;
import io.lc2.backup.domain.request.StorageType;
import io.lc2.backup.domain.retention.ReasonCode;
import io.lc2.backup.domain.schedule.CatchUp;
import io.lc2.backup.domain.schedule.NotRunReason;
import io.lc2.backup.domain.schedule.Overlap;

/** The enumerations that contracts and domain share. */
final class Vocabulary {

    static final Symbols<Provider, io.lc2.backup.avro.Provider> PROVIDER =
            Symbols.of(Provider.class, io.lc2.backup.avro.Provider.class);
    static final Symbols<Application, io.lc2.backup.avro.Application> APPLICATION =
            Symbols.of(Application.class, io.lc2.backup.avro.Application.class);
    static final Symbols<Component, io.lc2.backup.avro.Component> COMPONENT =
            Symbols.of(Component.class, io.lc2.backup.avro.Component.class);
    static final Symbols<OperationKind, io.lc2.backup.avro.OperationKind> OPERATION_KIND =
            Symbols.of(OperationKind.class, io.lc2.backup.avro.OperationKind.class);
    static final Symbols<FailureCode, io.lc2.backup.avro.FailureCode> FAILURE_CODE =
            Symbols.of(FailureCode.class, io.lc2.backup.avro.FailureCode.class);
    static final Symbols<RejectionCode, io.lc2.backup.avro.RejectionCode> REJECTION_CODE =
            Symbols.of(RejectionCode.class, io.lc2.backup.avro.RejectionCode.class);
    static final Symbols<DatabaseType, io.lc2.backup.avro.DatabaseType> DATABASE_TYPE =
            Symbols.of(DatabaseType.class, io.lc2.backup.avro.DatabaseType.class);
    static final Symbols<DatabaseStrategy, io.lc2.backup.avro.DatabaseStrategy> DATABASE_STRATEGY =
            Symbols.of(DatabaseStrategy.class, io.lc2.backup.avro.DatabaseStrategy.class);
    static final Symbols<StorageType, io.lc2.backup.avro.StorageType> STORAGE_TYPE =
            Symbols.of(StorageType.class, io.lc2.backup.avro.StorageType.class);
    static final Symbols<RestoreType, io.lc2.backup.avro.RestoreType> RESTORE_TYPE =
            Symbols.of(RestoreType.class, io.lc2.backup.avro.RestoreType.class);
    static final Symbols<StepKind, io.lc2.backup.avro.StepKind> STEP_KIND =
            Symbols.of(StepKind.class, io.lc2.backup.avro.StepKind.class);
    static final Symbols<StartReason, io.lc2.backup.avro.StartReason> START_REASON =
            Symbols.of(StartReason.class, io.lc2.backup.avro.StartReason.class);
    static final Symbols<Leftovers, io.lc2.backup.avro.Leftovers> LEFTOVERS =
            Symbols.of(Leftovers.class, io.lc2.backup.avro.Leftovers.class);
    static final Symbols<Outcome, io.lc2.backup.avro.Outcome> OUTCOME =
            Symbols.of(Outcome.class, io.lc2.backup.avro.Outcome.class);
    static final Symbols<Verification, io.lc2.backup.avro.Verification> VERIFICATION =
            Symbols.of(Verification.class, io.lc2.backup.avro.Verification.class);
    static final Symbols<Lifecycle, io.lc2.backup.avro.Lifecycle> LIFECYCLE =
            Symbols.of(Lifecycle.class, io.lc2.backup.avro.Lifecycle.class);
    static final Symbols<CatchUp, io.lc2.backup.avro.CatchUp> CATCH_UP =
            Symbols.of(CatchUp.class, io.lc2.backup.avro.CatchUp.class);
    static final Symbols<Overlap, io.lc2.backup.avro.Overlap> OVERLAP =
            Symbols.of(Overlap.class, io.lc2.backup.avro.Overlap.class);
    static final Symbols<NotRunReason, io.lc2.backup.avro.NotRunReason> NOT_RUN_REASON =
            Symbols.of(NotRunReason.class, io.lc2.backup.avro.NotRunReason.class);

    static final Symbols<QueueReason, io.lc2.backup.avro.QueueReason> QUEUE_REASON =
            Symbols.of(QueueReason.class, io.lc2.backup.avro.QueueReason.class);
    static final Symbols<ReasonCode, io.lc2.backup.avro.RetentionReasonCode> RETENTION_REASON =
            Symbols.of(ReasonCode.class, io.lc2.backup.avro.RetentionReasonCode.class);

    private Vocabulary() {}
}
