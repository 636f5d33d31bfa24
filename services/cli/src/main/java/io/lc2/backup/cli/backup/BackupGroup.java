package io.lc2.backup.cli.backup;

import io.lc2.backup.cli.session.Noun;
import picocli.CommandLine.Command;

/** {@code lc2 backup}. */
@Command(
        name = "backup",
        description = "Make, show, check, hold and delete backups.",
        subcommands = {
            CreateBackup.class,
            ListBackups.class,
            DescribeBackup.class,
            BackupEvents.class,
            CancelBackup.class,
            VerifyBackup.class,
            DeleteBackup.class,
            UndeleteBackup.class,
            HoldBackup.class,
            ReleaseBackup.class
        })
public final class BackupGroup extends Noun {}
