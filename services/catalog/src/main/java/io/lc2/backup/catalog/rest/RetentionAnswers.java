package io.lc2.backup.catalog.rest;

import io.lc2.backup.domain.retention.RetentionPoint;
import io.lc2.backup.domain.retention.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Bodies of answers about retention. Part of the contract: add, never rename. */
final class RetentionAnswers {

    private RetentionAnswers() {}

    /**
     * What a retention would do now.
     *
     * @param together the other policies of the environment, which protect backups, too
     * @param keep how many stay
     * @param delete how many go
     * @param items newest first
     */
    record Preview(
            String projectId,
            String environment,
            String zone,
            Instant asOf,
            List<String> together,
            int keep,
            int delete,
            List<Judged> items) {}

    /**
     * A backup and its verdict.
     *
     * @param at when it began, by which it is ranked
     * @param verdict {@code keep} or {@code delete}
     */
    record Judged(
            String backupId,
            Instant at,
            String verdict,
            boolean verified,
            boolean manual,
            boolean held,
            List<Why> reasons) {

        static Judged of(Verdict verdict, RetentionPoint point) {
            return new Judged(
                    verdict.id().value(),
                    verdict.at(),
                    verdict.keep() ? "keep" : "delete",
                    point.verified(),
                    point.manual(),
                    point.held(),
                    Why.of(verdict));
        }
    }

    /** A reason: a stable code, and the same for people. */
    record Why(String code, String text) {

        static List<Why> of(Verdict verdict) {
            return verdict.reasons().stream()
                    .map(reason -> new Why(reason.code().wireName(), reason.text()))
                    .toList();
        }
    }

    /**
     * What a retention would have done, and what another one.
     *
     * @param from first run of retention
     * @param asOf last run
     * @param every time between two, as ISO 8601 says it
     * @param comparedWith the policies that govern the environment, whose fates are {@code before}
     * @param together the other policies of the environment, which protect backups beside the one that is thought of
     * @param keep backups that stay
     * @param delete backups that go
     * @param differing backups whose fates differ
     * @param items newest first
     */
    record Simulation(
            String projectId,
            String environment,
            String zone,
            Instant from,
            Instant asOf,
            String every,
            List<String> comparedWith,
            List<String> together,
            int keep,
            int delete,
            int differing,
            List<Fates> items) {}

    /**
     * A backup under the policy there is and the one that is thought of.
     *
     * @param before null when no policy governs the environment, so that nothing goes
     */
    record Fates(
            String backupId,
            Instant at,
            boolean differs,
            @Nullable Fate before,
            Fate after) {}

    /**
     * What becomes of a backup.
     *
     * @param outcome {@code kept}, {@code deleted}, or {@code gone} when somebody had deleted it before
     * @param deletedAt at which run it goes; null unless it is deleted
     */
    record Fate(String outcome, @Nullable Instant deletedAt, List<Why> reasons) {

        static final Fate GONE = new Fate("gone", null, List.of());

        boolean sameEnd(@Nullable Fate other) {
            return other == null || (outcome.equals(other.outcome) && Objects.equals(deletedAt, other.deletedAt));
        }
    }
}
