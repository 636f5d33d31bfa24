package io.lc2.backup.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.schedule.Run.Fired;
import io.lc2.backup.domain.schedule.Run.NotRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random schedules, decided on at random instants by whoever is there, some of whom crash before they store it. */
class ScheduleProperties {

    /** The same cases in every run, so that a change fails for what it does and not by chance; change it to look further. */
    private static final String SEED = "20261121";

    private static final Instant BEGIN = Instant.parse("2026-11-21T00:00:00Z");

    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.randomValue(Case::random);
    }

    @Property(tries = 10_000, seed = SEED)
    void dealsWithEveryDueTimeOnceAndInOrder(@ForAll("cases") Case c) {
        List<Run> runs = c.play();
        Instant last = BEGIN;
        int count = 0;
        for (Run run : runs) {
            Instant first = run instanceof NotRun not ? not.first() : ((Fired) run).due();
            assertThat(first).isEqualTo(c.due().higher(last));
            last = run instanceof NotRun not ? not.last() : first;
            count += run instanceof NotRun not ? not.count() : 1;
        }
        assertThat(count).isEqualTo(c.due().headSet(last, true).size());
        Instant next = c.due().higher(last);
        assertThat(next == null || c.policy().startOf(next).isAfter(c.moments().getLast()))
                .as("nothing that is due is left")
                .isTrue();
    }

    @Property(tries = 10_000, seed = SEED)
    void startsNothingInAPauseNorAnythingOfIt(@ForAll("cases") Case c) {
        Instant handled = BEGIN;
        for (Instant moment : c.moments()) {
            DueRuns due = ScheduleDecider.due(c.policy(), c.occurrences(), handled, 0, c.pauses(), moment);
            handled = due.handled();
            for (Pause pause : c.pauses()) {
                assertThat(pause.covers(moment) && !due.fired().isEmpty()).isFalse();
                assertThat(due.fired()).noneMatch(run -> pause.covers(run.due()) || pause.covers(run.start()));
            }
        }
    }

    @Property(tries = 10_000, seed = SEED)
    void startsNothingEarlyOrOutOfItsWindowAndOneAtMostUnlessAllAreCaughtUp(@ForAll("cases") Case c) {
        Instant handled = BEGIN;
        for (Instant moment : c.moments()) {
            DueRuns due = ScheduleDecider.due(c.policy(), c.occurrences(), handled, 0, c.pauses(), moment);
            handled = due.handled();
            Duration startBy = c.policy().window().startBy();
            assertThat(due.fired()).noneMatch(run -> run.start().isAfter(moment));
            assertThat(due.fired())
                    .noneMatch(
                            run -> startBy != null && moment.isAfter(run.due().plus(startBy)));
            assertThat(due.fired())
                    .hasSizeLessThanOrEqualTo(
                            c.policy().catchUp() == CatchUp.ALL && c.policy().overlap() == Overlap.QUEUE
                                    ? ScheduleDecider.MOST_UNFINISHED
                                    : 1);
        }
    }

    record Case(SchedulePolicy policy, NavigableSet<Instant> due, List<Pause> pauses, List<Instant> moments) {

        static Case random(Random random) {
            NavigableSet<Instant> due = new TreeSet<>();
            for (int i = random.nextInt(30); i >= 0; i--) {
                due.add(BEGIN.plusSeconds(1 + random.nextInt(36_000)));
            }
            List<Pause> pauses = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                Instant from = BEGIN.plusSeconds(random.nextInt(36_000));
                pauses.add(new Pause(from, random.nextInt(6) == 0 ? null : from.plusSeconds(random.nextInt(9_000))));
            }
            NavigableSet<Instant> moments = new TreeSet<>();
            for (int i = random.nextInt(20); i >= 0; i--) {
                moments.add(BEGIN.plusSeconds(random.nextInt(40_000)));
            }
            return new Case(policy(random), due, pauses, List.copyOf(moments));
        }

        private static SchedulePolicy policy(Random random) {
            return new SchedulePolicy(
                    "p" + random.nextInt(100),
                    CatchUp.values()[random.nextInt(3)],
                    Overlap.values()[random.nextInt(2)],
                    new RunWindow(
                            random.nextBoolean() ? null : Duration.ofSeconds(random.nextInt(4_000)),
                            random.nextBoolean() ? null : Duration.ofSeconds(random.nextInt(8_000))),
                    Duration.ofSeconds(random.nextInt(2) * random.nextInt(1_000)),
                    Duration.ofSeconds(random.nextInt(600)));
        }

        Occurrences occurrences() {
            return due::higher;
        }

        /** Decides at every moment, and sometimes twice because the first answer was lost. */
        List<Run> play() {
            List<Run> runs = new ArrayList<>();
            Instant handled = BEGIN;
            for (Instant moment : moments) {
                DueRuns lost = ScheduleDecider.due(policy, occurrences(), handled, 0, pauses, moment);
                DueRuns again = ScheduleDecider.due(policy, occurrences(), handled, 0, pauses, moment);
                assertThat(again).isEqualTo(lost);
                handled = again.handled();
                runs.addAll(again.runs());
                assertThat(ScheduleDecider.due(policy, occurrences(), handled, 0, pauses, moment)
                                .runs())
                        .isEmpty();
            }
            return runs;
        }
    }
}
