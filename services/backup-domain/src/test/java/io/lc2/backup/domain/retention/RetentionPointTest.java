package io.lc2.backup.domain.retention;

import static io.lc2.backup.domain.retention.RetentionFixtures.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.recovery.Lifecycle;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.Verification;
import io.lc2.backup.domain.request.Retention;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RetentionPointTest {

    private static final Instant STARTED = Instant.parse("2026-11-20T23:30:00Z");
    private static final RecoveryPoint POINT = new RecoveryPoint(
            id("b1"),
            new ProjectId("acme"),
            "prd",
            Application.LIFERAY,
            Provider.LOCAL,
            STARTED.plusSeconds(60),
            STARTED.plusSeconds(3600),
            RetentionFixtures.FULL,
            1,
            1,
            "00",
            new Retention(7, 0, 0, 0, 90),
            Verification.CHECKSUM,
            Lifecycle.ACTIVE,
            null,
            true);

    @Test
    void takesWhatTheRecoveryPointSaysAndTheTimeItIsGiven() {
        RetentionPoint point = RetentionPoint.of(POINT, STARTED, true, Set.of(id("b0")));

        assertThat(point)
                .isEqualTo(new RetentionPoint(
                        id("b1"), STARTED, RetentionFixtures.FULL, Set.of(id("b0")), true, true, true, 90));
    }

    @ParameterizedTest
    @CsvSource({"NONE, false", "CHECKSUM, true", "RESTORED, true"})
    void countsWhatIsProvenInOneWayOrAnother(Verification verification, boolean verified) {
        assertThat(RetentionPoint.of(POINT.verified(verification), STARTED, false, Set.of())
                        .verified())
                .isEqualTo(verified);
    }

    static List<RecoveryPoint> deleted() {
        return List.of(POINT.softDeleted(STARTED), POINT.purged());
    }

    @ParameterizedTest
    @MethodSource("deleted")
    void refusesPointsThatAreDeleted(RecoveryPoint deleted) {
        assertThatThrownBy(() -> RetentionPoint.of(deleted, STARTED, false, Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("b1 is deleted");
    }

    @Test
    void refusesAPointThatNeedsItself() {
        Set<OperationId> itself = Set.of(id("b1"));

        assertThatThrownBy(() -> RetentionPoint.of(POINT, STARTED, false, itself))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAVerdictWithoutAReason() {
        assertThatThrownBy(() -> new Verdict(id("b1"), STARTED, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesReasonsAsTheContractDoes() {
        assertThat(ReasonCode.values())
                .extracting(ReasonCode::wireName)
                .containsExactly(
                        "daily",
                        "weekly",
                        "monthly",
                        "yearly",
                        "min-keep",
                        "last-restorable",
                        "compliance",
                        "held",
                        "manual",
                        "safety-margin",
                        "future",
                        "nothing-newer",
                        "needed",
                        "not-verified",
                        "chain-broken",
                        "superseded",
                        "no-rule");
    }
}
