package io.lc2.backup.executor.steps;

import io.lc2.backup.executor.objects.TransferSettings;
import io.lc2.backup.executor.spi.ConfiguredStores;
import io.lc2.backup.executor.spi.DatabaseGateway;
import io.lc2.backup.executor.spi.Step;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What steps work with.
 *
 * @param stores configured object stores and the repository
 * @param databases the databases of this provider
 * @param transfer how objects are copied
 * @param poolGrace how long an object of a pool must have been unneeded before it is removed
 * @param clock the time
 * @param random draws samples
 */
public record StepParts(
        ConfiguredStores stores,
        DatabaseGateway databases,
        TransferSettings transfer,
        Duration poolGrace,
        InstantSource clock,
        RandomGenerator random) {

    /** One step of every kind. */
    public List<Step> steps() {
        return List.of(
                new DumpDatabaseStep(this),
                new ValidateDatabaseStep(this),
                new CopyObjectsStep(this),
                new ValidateObjectsStep(this),
                new WriteManifestStep(this),
                new CheckBackupStep(this),
                new RestoreDatabaseStep(this),
                new RestoreObjectsStep(this),
                new ValidateRestoreStep(this),
                new VerifyBackupStep(this),
                new PurgeBackupStep(this),
                new CleanUpStep(this));
    }
}
