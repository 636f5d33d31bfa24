package io.lc2.backup.scheduler.streams;

import io.lc2.backup.domain.schedule.Timetable;
import java.time.InstantSource;

/**
 * What the topology is made of.
 *
 * @param timetable reads cron expressions
 * @param loop times and budgets
 * @param lateness is told how late each run was asked for
 * @param clock for the budget of a tick; what is decided goes by the clock of Kafka Streams
 */
public record SchedulerParts(Timetable timetable, LoopSettings loop, Lateness lateness, InstantSource clock) {}
