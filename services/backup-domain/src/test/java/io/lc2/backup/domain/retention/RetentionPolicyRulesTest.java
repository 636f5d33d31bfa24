package io.lc2.backup.domain.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.request.Violation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionPolicyRulesTest {

    @Test
    void takesTheDefault() {
        assertThat(RetentionPolicyRules.violations(RetentionPolicy.DEFAULT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires"})
    void takesIanaZones(String zone) {
        assertThat(RetentionPolicyRules.violations(RetentionFixtures.in(zone, RetentionPolicy.DEFAULT)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Mars/Olympus", "+02:00", "Z", "CEST", "europe/berlin"})
    void refusesZonesThatAreNone(String zone) {
        assertThat(RetentionPolicyRules.violations(RetentionFixtures.in(zone, RetentionPolicy.DEFAULT)))
                .extracting(Violation::field)
                .containsExactly("zone");
    }

    @ParameterizedTest
    @CsvSource({
        "7, 0, 0, 0, 0, 1, PT24H",
        "365, 52, 12, 1, 0, 365, PT0S",
        "14, 4, 60, 7, 2555, 2, PT720H",
        "0, 0, 0, 10, 3650, 1, PT24H",
    })
    void takesNumbersInRange(
            int daily, int weekly, int monthly, int yearly, int compliance, int minKeep, Duration margin) {
        Retention keep = new Retention(daily, weekly, monthly, yearly, compliance);

        assertThat(RetentionPolicyRules.violations(new RetentionPolicy("UTC", keep, minKeep, margin, false)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, 0, 1, PT24H, retention, keeps nothing",
        "6, 0, 0, 0, 0, 1, PT24H, retention, between 7 and 365",
        "7, 53, 0, 0, 0, 1, PT24H, retention, between 7 and 365",
        "7, 0, 0, 8, 2555, 1, PT24H, retention, with compliance at most 2555",
        "-1, 1, 0, 0, 0, 1, PT24H, retention.daily, between 0 and 36500",
        "7, 0, 0, 0, 36501, 1, PT24H, retention.compliance.period, between 0 and 36500",
        "7, 0, 0, 0, 0, 0, PT24H, retention.minKeep, between 1 and 365",
        "7, 0, 0, 0, 0, 366, PT24H, retention.minKeep, between 1 and 365",
        "7, 0, 0, 0, 0, 1, PT-1S, retention.safetyMargin, between 0 and 30 days",
        "7, 0, 0, 0, 0, 1, PT720H1S, retention.safetyMargin, between 0 and 30 days",
    })
    void refusesNumbersOutOfRange(
            int daily,
            int weekly,
            int monthly,
            int yearly,
            int compliance,
            int minKeep,
            Duration margin,
            String field,
            String message) {
        Retention keep = new Retention(daily, weekly, monthly, yearly, compliance);

        assertThat(RetentionPolicyRules.violations(new RetentionPolicy("UTC", keep, minKeep, margin, false)))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.field()).isEqualTo(field);
                    assertThat(violation.message()).contains(message);
                });
    }

    @Test
    void namesEverythingThatIsWrong() {
        Retention nothing = new Retention(0, 0, 0, 0, 0);

        assertThat(RetentionPolicyRules.violations(
                        new RetentionPolicy("nowhere", nothing, 0, Duration.ofDays(-1), true)))
                .extracting(Violation::field)
                .containsExactly("zone", "retention", "retention.minKeep", "retention.safetyMargin");
    }
}
