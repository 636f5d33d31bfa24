package io.lc2.backup.testkit;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.DatabaseGateway;
import io.lc2.backup.executor.spi.StepControl;

/** For tests of libraries: whoever asks for a database has a bug. */
final class NoDatabases implements DatabaseGateway {

    @Override
    public StepResult dump(DumpOrder order, BackupFolder folder, StepControl control) {
        throw new AssertionError("no database was asked for");
    }

    @Override
    public StepResult validate(DumpOrder order, StepResult dump, BackupFolder folder, StepControl control) {
        throw new AssertionError("no database was asked for");
    }

    @Override
    public StepResult restore(RestoreOrder order, BackupFolder folder, StepControl control) {
        throw new AssertionError("no database was asked for");
    }

    @Override
    public StepResult validateRestored(RestoreOrder order, BackupFolder folder, StepControl control) {
        throw new AssertionError("no database was asked for");
    }

    @Override
    public void dropRestored(String instance, OperationId restoreId) {
        throw new AssertionError("no database was asked for");
    }
}
