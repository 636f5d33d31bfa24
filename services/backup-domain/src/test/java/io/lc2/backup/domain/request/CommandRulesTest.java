package io.lc2.backup.domain.request;

import static io.lc2.backup.domain.request.RequestFixtures.BACKUP;
import static io.lc2.backup.domain.request.RequestFixtures.RESTORE;
import static io.lc2.backup.domain.request.RequestFixtures.backup;
import static io.lc2.backup.domain.request.RequestFixtures.meta;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.CommandMeta;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CommandRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final CommandMeta META = meta("user-1", "corr-1", NOW);
    private static final OperationId ID = new OperationId("b-1");
    private static final OperationId OTHER = new OperationId("o-1");

    static Stream<BackupCommand> right() {
        return Stream.of(
                new BackupCommand.RequestBackup(META, ID, BACKUP),
                new BackupCommand.RequestRestore(META, OTHER, RESTORE),
                new BackupCommand.CancelOperation(META, ID),
                new BackupCommand.VerifyBackup(META, OTHER, ID),
                new BackupCommand.DeleteBackup(META, OTHER, ID, "no longer\nneeded", false),
                new BackupCommand.DeleteBackup(META, OTHER, ID, "they left", true),
                new BackupCommand.UndeleteBackup(META, ID),
                new BackupCommand.HoldBackup(META, ID, ""),
                new BackupCommand.ReleaseBackup(META, ID, ""));
    }

    @ParameterizedTest
    @MethodSource("right")
    void findsNothingWrongWithOrdinaryCommands(BackupCommand command) {
        assertThat(RequestRules.violations(command)).isEmpty();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(
                        "environment", new BackupCommand.RequestBackup(META, ID, backup("No!", Retention.DEFAULT, ""))),
                Arguments.of("reason", new BackupCommand.DeleteBackup(META, OTHER, ID, "r".repeat(1001), false)),
                Arguments.of("reason", new BackupCommand.DeleteBackup(META, OTHER, ID, "", true)),
                Arguments.of("reason", new BackupCommand.HoldBackup(META, ID, "r".repeat(1001))),
                Arguments.of("reason", new BackupCommand.ReleaseBackup(META, ID, "r".repeat(1001))),
                Arguments.of("actor.id", new BackupCommand.CancelOperation(meta("a\0", "c", NOW), ID)),
                Arguments.of("correlationId", new BackupCommand.CancelOperation(meta("a", "c".repeat(129), NOW), ID)),
                Arguments.of("issuedAt", new BackupCommand.CancelOperation(meta("a", "c", Instant.MIN), ID)));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void namesTheFieldThatIsWrong(String field, BackupCommand command) {
        assertThat(RequestRules.violations(command))
                .extracting(Violation::field)
                .containsExactly(field);
    }
}
