package io.lc2.backup.messaging.codec;

import io.lc2.backup.avro.BackupCompleted;
import io.lc2.backup.avro.BackupHeld;
import io.lc2.backup.avro.BackupPurged;
import io.lc2.backup.avro.BackupReleased;
import io.lc2.backup.avro.BackupRequested;
import io.lc2.backup.avro.BackupSoftDeleted;
import io.lc2.backup.avro.BackupUndeleted;
import io.lc2.backup.avro.BackupVerified;
import io.lc2.backup.avro.CancellationRequested;
import io.lc2.backup.avro.CommandRejected;
import io.lc2.backup.avro.OperationCancelled;
import io.lc2.backup.avro.OperationFailed;
import io.lc2.backup.avro.OperationQueued;
import io.lc2.backup.avro.OperationStarted;
import io.lc2.backup.avro.RestoreCompleted;
import io.lc2.backup.avro.RestoreRequested;
import io.lc2.backup.avro.StepFailed;
import io.lc2.backup.avro.StepProgressed;
import io.lc2.backup.avro.StepRetryScheduled;
import io.lc2.backup.avro.StepStarted;
import io.lc2.backup.avro.StepStopped;
import io.lc2.backup.avro.StepSucceeded;
import io.lc2.backup.avro.VerificationRequested;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.OperationEvent;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** The events of the topic backup-events. */
public final class BackupEventCodec implements Codec<BackupEvent> {

    private final RecordReaders<BackupEvent> readers = PolicyEvents.addTo(new RecordReaders<BackupEvent>()
            .on(BackupRequested.class, EventReading::backupRequested)
            .on(RestoreRequested.class, EventReading::restoreRequested)
            .on(VerificationRequested.class, EventReading::verificationRequested)
            .on(BackupSoftDeleted.class, EventReading::backupSoftDeleted)
            .on(OperationQueued.class, EventReading::operationQueued)
            .on(
                    OperationStarted.class,
                    event -> new OperationEvent.OperationStarted(EventReading.meta(event.getMeta())))
            .on(StepStarted.class, EventReading::stepStarted)
            .on(StepProgressed.class, EventReading::stepProgressed)
            .on(StepSucceeded.class, EventReading::stepSucceeded)
            .on(StepRetryScheduled.class, EventReading::stepRetryScheduled)
            .on(StepFailed.class, EventReading::stepFailed)
            .on(StepStopped.class, EventReading::stepStopped)
            .on(
                    CancellationRequested.class,
                    event -> new OperationEvent.CancellationRequested(EventReading.meta(event.getMeta())))
            .on(BackupCompleted.class, EventReading::backupCompleted)
            .on(RestoreCompleted.class, EventReading::restoreCompleted)
            .on(BackupVerified.class, EventReading::backupVerified)
            .on(BackupPurged.class, EventReading::backupPurged)
            .on(BackupUndeleted.class, EventReading::backupUndeleted)
            .on(BackupHeld.class, EventReading::backupHeld)
            .on(BackupReleased.class, EventReading::backupReleased)
            .on(OperationFailed.class, EventReading::operationFailed)
            .on(OperationCancelled.class, EventReading::operationCancelled)
            .on(CommandRejected.class, EventReading::commandRejected));

    @Override
    public List<Schema> schemas() {
        return readers.schemas();
    }

    @Override
    public SpecificRecord toAvro(BackupEvent event) {
        return EventWriting.toAvro(event);
    }

    @Override
    public BackupEvent fromAvro(SpecificRecord record) {
        return readers.read(record);
    }
}
