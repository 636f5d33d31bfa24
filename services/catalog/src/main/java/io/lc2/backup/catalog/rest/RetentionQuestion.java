package io.lc2.backup.catalog.rest;

import io.lc2.backup.domain.Names;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.retention.RetentionPolicy;
import io.lc2.backup.domain.retention.RetentionPolicyRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a retention is asked about.
 *
 * @param environment whose backups
 * @param retention the retention that is thought of, without violations
 * @param policyId the policy it is to be that of, so that the other policies of the environment protect their backups, too;
 *     null: the retention stands alone
 * @param asOf the last instant of the replay; null: now
 * @param span how far the replay reaches back; null: to the first backup
 * @param every time between two runs of retention
 */
record RetentionQuestion(
        String environment,
        RetentionPolicy retention,
        @Nullable String policyId,
        @Nullable Instant asOf,
        @Nullable Duration span,
        Duration every) {

    private static final int SEVEN_YEARS = 2555;

    /** More often finds nothing else: nothing is younger than a day when it goes, unless the policy says so. */
    private static final Duration DAILY = Duration.ofDays(1);

    /** What would go today, and why: environment, zone and retention of a policy document. */
    static RetentionQuestion ofPreview(JsonMapper json, byte[] bytes) {
        BodyObject body = BodyObject.parse(json, bytes);
        RetentionQuestion question =
                new RetentionQuestion(environment(body), retention(body), body.text("policyId"), null, null, DAILY);
        return checked(body, question);
    }

    /** What would have gone when. */
    static RetentionQuestion ofSimulation(JsonMapper json, byte[] bytes) {
        BodyObject body = BodyObject.parse(json, bytes);
        Duration every = body.duration("every");
        RetentionQuestion question = new RetentionQuestion(
                environment(body),
                retention(body),
                body.text("policyId"),
                body.instant("asOf"),
                body.duration("span"),
                every == null ? DAILY : every);
        if (question.span != null && question.span.isNegative()) {
            body.wrong("span", "must not be negative");
        }
        if (question.every.compareTo(Duration.ofMinutes(1)) < 0) {
            body.wrong("every", "must be at least a minute");
        }
        return checked(body, question);
    }

    private static RetentionQuestion checked(BodyObject body, RetentionQuestion question) {
        RetentionPolicyRules.violations(question.retention)
                .forEach(violation -> body.wrong(violation.field(), violation.message()));
        body.finish();
        return question;
    }

    private static String environment(BodyObject body) {
        String environment = Objects.requireNonNullElse(body.text("environment"), "");
        if (!Names.isLabel(environment)) {
            body.wrong("environment", "must be 1-63 lower-case letters, digits or inner hyphens");
        }
        return environment;
    }

    /** With the defaults of a policy document. */
    private static RetentionPolicy retention(BodyObject body) {
        RetentionPolicy usual = RetentionPolicy.DEFAULT;
        String zone = Objects.requireNonNullElse(body.text("zone"), usual.zone());
        BodyObject section = body.object("retention");
        BodyObject compliance = section.object("compliance");
        boolean complies = compliance.flag("enabled", false);
        int period = compliance.number("period", SEVEN_YEARS);
        Retention keep = new Retention(
                section.number("daily", usual.keep().daily()),
                section.number("weekly", 0),
                section.number("monthly", 0),
                section.number("yearly", 0),
                complies ? period : 0);
        return new RetentionPolicy(
                Objects.requireNonNullElse(section.text("zone"), zone),
                keep,
                section.number("minKeep", usual.minKeep()),
                Objects.requireNonNullElse(section.duration("safetyMargin"), usual.safetyMargin()),
                section.flag("expireManual", usual.expireManual()));
    }
}
