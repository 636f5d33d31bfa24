package io.lc2.backup.commandapi.rest;

import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.policy.Policy;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.retention.RetentionPolicy;
import io.lc2.backup.domain.schedule.CatchUp;
import io.lc2.backup.domain.schedule.Overlap;
import io.lc2.backup.domain.schedule.RunWindow;
import io.lc2.backup.domain.schedule.Schedule;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** A policy as it is to be. What a part leaves out gets its default in {@link #toPolicy}. */
@Schema(name = "Policy", description = "A standing order for backups of one environment.")
record PolicyBody(
        @Valid @NotNull BackupBody backup,

        @Valid @NotNull ScheduleBody schedule,

        @Valid @Nullable KeepBody retention,

        @Valid @Nullable @Schema(
                description = "When the newest verified backup of the environment is restored to prove it; left out:"
                        + " never. Its zone is the schedule's unless it says otherwise; overlap queue and finishBy are not"
                        + " for drills.")
        ScheduleBody drill) {

    Policy toPolicy(PolicyId id) {
        if (backup.retention() != null) {
            throw FieldValues.invalid("backup.retention", "belongs to the policy; say it at retention");
        }
        Schedule when = schedule.toSchedule("schedule", "UTC");
        RetentionPolicy kept = KeepBody.toRetention(retention, when.zone());
        BackupRequest request = backup.toRequest();
        return new Policy(
                id,
                new BackupRequest(
                        request.environment(),
                        request.application(),
                        request.provider(),
                        request.database(),
                        request.storage(),
                        request.configuration(),
                        request.contentModel(),
                        request.search(),
                        kept.keep(),
                        request.notes()),
                when,
                kept,
                drill == null ? null : drill.toSchedule("drill", when.zone()));
    }

    @Schema(name = "Schedule", description = "When backups, or drills, are asked for.")
    record ScheduleBody(
            @NotNull @Schema(
                    description = "Five fields: minute, hour, day of the month, month, day of the week.",
                    example = "30 2 * * MON-FRI")
            String cron,

            @Nullable @Schema(description = "IANA zone in which cron is meant.", example = "Europe/Berlin", defaultValue = "UTC")
            String zone,

            @Nullable @Schema(
                    description = "A run starts up to this much after its due time (ISO 8601).",
                    example = "PT10M",
                    defaultValue = "PT0S")
            String jitter,

            @Valid @Nullable WindowBody window,

            @Nullable @OneOf(CatchUp.class)
            @Schema(description = "What becomes of missed due times.", defaultValue = "latest")
            String catchUp,

            @Nullable @OneOf(Overlap.class)
            @Schema(
                    description = "What becomes of a due time while an earlier run is unfinished.",
                    defaultValue = "skip")
            String overlap) {

        /**
         * The schedule.
         *
         * @param field where it stands in the body
         * @param usualZone the zone when none is said
         */
        Schedule toSchedule(String field, String usualZone) {
            Schedule usual = Schedule.of(cron, Defaults.of(zone, usualZone));
            return new Schedule(
                    usual.cron(),
                    usual.zone(),
                    Defaults.of(FieldValues.duration(field + ".jitter", jitter), usual.jitter()),
                    window == null ? RunWindow.OPEN : window.toWindow(field),
                    catchUp == null ? usual.catchUp() : WireNames.get(CatchUp.class, catchUp),
                    overlap == null ? usual.overlap() : WireNames.get(Overlap.class, overlap));
        }
    }

    @Schema(name = "Window", description = "When a run is still worth it, counted from its due time (ISO 8601).")
    record WindowBody(
            @Nullable @Schema(description = "A run that could not start by then is missed.", example = "PT1H")
            String startBy,

            @Nullable @Schema(description = "A run that has not ended by then is cancelled.", example = "PT4H")
            String finishBy) {

        RunWindow toWindow(String field) {
            return new RunWindow(
                    FieldValues.duration(field + ".window.startBy", startBy),
                    FieldValues.duration(field + ".window.finishBy", finishBy));
        }
    }

    @Schema(name = "RetentionPolicy", description = "How long backups of the environment are kept.")
    record KeepBody(
            @Nullable @Schema(description = "IANA zone in which days begin; left out: the schedule's.")
            String zone,

            @Nullable @Schema(defaultValue = "7", minimum = "0")
            Integer daily,

            @Nullable @Schema(defaultValue = "0", minimum = "0")
            Integer weekly,

            @Nullable @Schema(defaultValue = "0", minimum = "0")
            Integer monthly,

            @Nullable @Schema(defaultValue = "0", minimum = "0")
            Integer yearly,

            @Nullable @Schema(
                    description = "Independent restorable chains that stay whatever their age.",
                    defaultValue = "1",
                    minimum = "1")
            Integer minKeep,

            @Nullable @Schema(
                    description = "Age below which nothing is removed (ISO 8601).",
                    example = "PT24H",
                    defaultValue = "PT24H")
            String safetyMargin,

            @Nullable @Schema(description = "Whether backups made by hand expire like all others.", defaultValue = "false")
            Boolean expireManual,

            RetentionBody.@Valid @Nullable ComplianceBody compliance) {

        static RetentionPolicy toRetention(@Nullable KeepBody body, String zone) {
            RetentionPolicy usual = RetentionPolicy.DEFAULT;
            if (body == null) {
                return new RetentionPolicy(
                        zone, usual.keep(), usual.minKeep(), usual.safetyMargin(), usual.expireManual());
            }
            Retention keep = RetentionBody.toRetention(
                    new RetentionBody(body.daily, body.weekly, body.monthly, body.yearly, body.compliance));
            return new RetentionPolicy(
                    Defaults.of(body.zone, zone),
                    keep,
                    Defaults.of(body.minKeep, usual.minKeep()),
                    Defaults.of(
                            FieldValues.duration("retention.safetyMargin", body.safetyMargin), usual.safetyMargin()),
                    Defaults.of(body.expireManual, usual.expireManual()));
        }
    }
}
