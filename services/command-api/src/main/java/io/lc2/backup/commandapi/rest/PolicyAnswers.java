package io.lc2.backup.commandapi.rest;

import io.lc2.backup.commandapi.submission.PolicySubmission.PolicyReceipt;
import io.lc2.backup.commandapi.submission.PolicySubmission.Preview;
import io.lc2.backup.domain.policy.Policy;
import io.lc2.backup.domain.request.Violation;
import io.lc2.backup.domain.schedule.Run;
import io.lc2.backup.domain.schedule.Schedule;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies of answers about policies. */
final class PolicyAnswers {

    private PolicyAnswers() {}

    @Schema(name = "PolicyAccepted", description = "The request is on the log; the catalog tells what becomes of it.")
    record Accepted(
            @Schema(example = "nightly") String policyId,

            @Schema(description = "Id of the command.", example = "0b6f4f5e-7d0c-8d3e-9a55-2f6f0a7c1e42")
            String requestId,

            @Nullable @Schema(
                    description = "That of the policy as sent; the catalog has the same one when it is so. Null when no"
                            + " policy was sent.",
                    example = "3f0c8a0e-6d5e-3d5c-8b9a-0e6c1b7a9d42")
            String fingerprint,

            @Schema(description = "What may not be meant; the policy counts all the same.")
            List<Warning> warnings) {

        static Accepted of(PolicyReceipt receipt) {
            return new Accepted(
                    receipt.policy().value(),
                    receipt.command().toString(),
                    receipt.fingerprint(),
                    Warning.of(receipt.warnings()));
        }
    }

    @Schema(name = "PolicyWarning", description = "Something that may not be meant.")
    record Warning(
            @Schema(description = "Path of the field.", example = "schedule.window.finishBy")
            String field,

            String message) {

        static List<Warning> of(List<Violation> warnings) {
            return warnings.stream()
                    .map(warning -> new Warning(warning.field(), warning.message()))
                    .toList();
        }
    }

    @Schema(name = "PolicyPreview", description = "What a policy would do; nothing was asked for.")
    record Previewed(
            @Schema(description = "Its next runs, pauses left aside.")
            List<NextRun> runs,

            @Schema(description = "Its next drills; empty when it has none.")
            List<NextRun> drills,

            @Schema(description = "What may not be meant.") List<Warning> warnings) {

        static Previewed of(Preview preview, Policy policy) {
            Schedule drill = policy.drill();
            return new Previewed(
                    NextRun.of(preview.runs(), policy.schedule().zone()),
                    drill == null ? List.of() : NextRun.of(preview.drills(), drill.zone()),
                    Warning.of(preview.warnings()));
        }
    }

    @Schema(name = "NextRun", description = "A run to come.")
    record NextRun(
            @Schema(
                    description = "Due time, as the clock in the zone of the policy shows it.",
                    example = "2026-11-22T02:30+01:00")
            String due,

            @Schema(description = "Due time in UTC.") Instant dueUtc,

            @Schema(description = "When it starts, jitter included.")
            Instant start,

            @Nullable @Schema(description = "When it is cancelled unless it has ended.")
            Instant finishBy) {

        static List<NextRun> of(List<Run.Fired> runs, String zone) {
            ZoneId in = ZoneId.of(zone);
            return runs.stream().map(run -> of(run, in)).toList();
        }

        private static NextRun of(Run.Fired run, ZoneId zone) {
            return new NextRun(
                    DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(run.due().atZone(zone)),
                    run.due(),
                    run.start().truncatedTo(ChronoUnit.MILLIS),
                    run.finishBy());
        }
    }
}
