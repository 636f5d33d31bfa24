package io.lc2.backup.domain.recovery;

import static io.lc2.backup.domain.catalog.CatalogFixtures.meta;
import static io.lc2.backup.domain.catalog.CatalogFixtures.point;
import static io.lc2.backup.domain.recovery.Verification.CHECKSUM;
import static io.lc2.backup.domain.recovery.Verification.NONE;
import static io.lc2.backup.domain.recovery.Verification.RESTORED;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.Failure;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.event.DrillResult;
import io.lc2.backup.domain.event.Leftovers;
import io.lc2.backup.domain.event.OperationEvent;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RecoveryPointsTest {

    private static final OperationId BACKUP = new OperationId("b-1");
    private static final Set<FailureCode> DISPROOFS =
            EnumSet.of(FailureCode.VALIDATION_FAILED, FailureCode.MANIFEST_INVALID, FailureCode.OBJECT_NOT_FOUND);

    /** A proof that says less takes nothing from one that says more. */
    @ParameterizedTest
    @CsvSource({
        "NONE, CHECKSUM, CHECKSUM",
        "CHECKSUM, CHECKSUM, CHECKSUM",
        "RESTORED, CHECKSUM, RESTORED",
        "RESTORED, RESTORED, RESTORED"
    })
    void verificationOnlyRaises(Verification before, Verification proof, Verification after) {
        OperationEvent verified =
                new OperationEvent.BackupVerified(meta(OperationKind.VERIFICATION, "v-1", 5), BACKUP, proof, List.of());

        assertThat(after(before, verified)).isEqualTo(after);
    }

    @ParameterizedTest
    @EnumSource(Verification.class)
    void drillThatPassesSetsRestored(Verification before) {
        DrillResult result = new DrillResult(BACKUP, Duration.ofSeconds(4), Duration.ofHours(1));

        assertThat(after(before, restored(result))).isEqualTo(RESTORED);
    }

    @ParameterizedTest
    @EnumSource(Verification.class)
    void restoreThatIsNoDrillProvesNothing(Verification before) {
        assertThat(after(before, restored(null))).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void drillThatFailsSpeaksAgainstTheBackupOnlyWhereItDisproves(FailureCode code) {
        Verification expected = DISPROOFS.contains(code) ? NONE : RESTORED;

        assertThat(after(RESTORED, failed(OperationKind.RESTORE, code, true))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void restoreThatFailsSpeaksAgainstNoBackup(FailureCode code) {
        assertThat(after(CHECKSUM, failed(OperationKind.RESTORE, code, false))).isEqualTo(CHECKSUM);
    }

    @Test
    void verificationThatFailsTakesTheProofOfADrill() {
        OperationEvent failed = failed(OperationKind.VERIFICATION, FailureCode.VALIDATION_FAILED, false);

        assertThat(after(RESTORED, failed)).isEqualTo(NONE);
    }

    @Test
    void drillOfABackupNobodyKnowsChangesNothing() {
        assertThat(RecoveryPoints.evolve(Map.of(), restored(new DrillResult(BACKUP, Duration.ZERO, null))))
                .isEmpty();
    }

    private static Verification after(Verification before, OperationEvent event) {
        RecoveryPoint point = point(BACKUP.value()).verified(before);
        return RecoveryPoints.evolve(Map.of(BACKUP, point), event).get(BACKUP).verification();
    }

    private static OperationEvent restored(DrillResult result) {
        return new OperationEvent.RestoreCompleted(
                meta(OperationKind.RESTORE, "r-1", 9), List.of(), List.of(), List.of(), result);
    }

    private static OperationEvent failed(OperationKind kind, FailureCode code, boolean drill) {
        return new OperationEvent.OperationFailed(
                meta(kind, "r-1", 9),
                BACKUP,
                new Failure(code, Component.DATABASE, "it broke", "mend it"),
                List.of(),
                Leftovers.CLEANED_UP,
                "",
                drill);
    }
}
