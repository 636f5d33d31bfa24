package io.lc2.backup.domain.request;

import static io.lc2.backup.domain.request.RequestFixtures.RESTORE;
import static io.lc2.backup.domain.request.RequestFixtures.restore;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.OperationId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RestoreRequestRulesTest {

    private static final List<String> NONE = List.of();

    @Test
    void findsNothingWrongWithAnOrdinaryRequest() {
        assertThat(RequestRules.violations(RESTORE)).isEmpty();
    }

    static Stream<RestoreRequest> right() {
        return Stream.of(
                restore("uat", RestoreType.SELECTIVE, null, false, List.of("documents/a b/"), NONE),
                restore("uat", RestoreType.SELECTIVE, null, true, NONE, List.of("public.User_")),
                restore("uat", RestoreType.DATABASE_ONLY, Instant.parse("2026-01-01T00:00:00Z"), true, NONE, NONE),
                restore("uat", RestoreType.CONTENT_MODEL_ONLY, null, false, NONE, NONE));
    }

    @ParameterizedTest
    @MethodSource("right")
    void takesWhatFitsTogether(RestoreRequest request) {
        assertThat(RequestRules.violations(request)).isEmpty();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("targetEnvironment", restore("../uat", RestoreType.FULL, null, false, NONE, NONE)),
                Arguments.of("restoreType", restore("uat", RestoreType.SELECTIVE, null, false, NONE, NONE)),
                Arguments.of("prefixes", restore("uat", RestoreType.FULL, null, false, List.of("a/"), NONE)),
                Arguments.of("tables", restore("uat", RestoreType.FULL, null, false, NONE, List.of("t"))),
                Arguments.of("prefixes[1]", restore("uat", RestoreType.SELECTIVE, null, false, List.of("a", ""), NONE)),
                Arguments.of("tables[0]", restore("uat", RestoreType.SELECTIVE, null, false, NONE, List.of("a.b.c"))),
                Arguments.of("sanitize", restore("uat", RestoreType.STORAGE_ONLY, null, true, NONE, NONE)),
                Arguments.of("sanitize", restore("uat", RestoreType.SELECTIVE, null, true, List.of("a/"), NONE)),
                Arguments.of("pointInTime", restore("uat", RestoreType.FULL, Instant.MAX, false, NONE, NONE)),
                Arguments.of(
                        "pointInTime", restore("uat", RestoreType.FULL, Instant.ofEpochSecond(-1), false, NONE, NONE)));
    }

    @Test
    void takesADrillThatSaysNothingElse() {
        assertThat(RequestRules.violations(RestoreRequest.drillOf(new OperationId("b-1"))))
                .isEmpty();
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                Arguments.of("targetEnvironment", drill("uat", RestoreType.FULL, null, false, false, false)),
                Arguments.of("targetEnvironment", drill("prd", RestoreType.FULL, null, false, false, false)),
                Arguments.of("restoreType", drill("", RestoreType.DATABASE_ONLY, null, false, false, false)),
                Arguments.of("pointInTime", drill("", RestoreType.FULL, Instant.EPOCH, false, false, false)),
                Arguments.of("dryRun", drill("", RestoreType.FULL, null, true, false, false)),
                Arguments.of("sanitize", drill("", RestoreType.FULL, null, false, true, false)),
                Arguments.of("confirmDestructive", drill("", RestoreType.FULL, null, false, false, true)));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void refusesWhatContradictsADrill(String field, RestoreRequest request) {
        assertThat(RequestRules.violations(request))
                .extracting(Violation::field)
                .containsExactly(field);
    }

    private static RestoreRequest drill(
            String target,
            RestoreType type,
            Instant pointInTime,
            boolean dryRun,
            boolean sanitize,
            boolean confirmDestructive) {
        return new RestoreRequest(
                new OperationId("b-1"),
                target,
                type,
                pointInTime,
                dryRun,
                sanitize,
                NONE,
                NONE,
                confirmDestructive,
                true);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void namesTheFieldThatIsWrong(String field, RestoreRequest request) {
        assertThat(RequestRules.violations(request))
                .extracting(Violation::field)
                .containsExactly(field);
    }
}
