package io.lc2.backup.domain.retention;

import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.request.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Random histories, as crooked as they can get: any order, broken chains, circles, same instants, wrong clocks. */
final class RetentionCases {

    private static final int MOST_POINTS = 14;
    private static final List<String> ZONES =
            List.of("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo");
    private static final List<Set<Component>> SELECTIONS = List.of(
            Set.of(Component.DATABASE, Component.OBJECTS),
            Set.of(Component.DATABASE, Component.OBJECTS),
            Set.of(Component.DATABASE, Component.OBJECTS),
            Set.of(Component.DATABASE),
            Set.of(Component.OBJECTS, Component.SEARCH),
            Set.of(Component.DATABASE, Component.OBJECTS, Component.SEARCH));

    /** Typical distances between two points: within a day, a week, a month, a decade. */
    private static final long[] REACHES = {30, 200, 2_000, 90_000};

    private RetentionCases() {}

    /** One history and two policies, the second of which keeps at least as much by every number. */
    record Case(RetentionPolicy policy, RetentionPolicy looser, List<RetentionPoint> points, Instant now) {}

    static Case random(Random random) {
        Instant now = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(100_000_000));
        RetentionPolicy policy = policy(random);
        return new Case(policy, looser(policy, random), points(random, now), now);
    }

    static List<RetentionPoint> points(Random random, Instant now) {
        int count = random.nextInt(MOST_POINTS + 1);
        long reach = REACHES[random.nextInt(REACHES.length)];
        List<RetentionPoint> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            points.add(point(random, i, count, instant(random, now, reach)));
        }
        return points;
    }

    private static Instant instant(Random random, Instant now, long reachInHours) {
        // Every twelfth is in the future; whole hours make some fall together.
        long hours = (long) (random.nextDouble() * reachInHours);
        return now.minus(Duration.ofHours(random.nextInt(12) == 0 ? -hours : hours));
    }

    private static RetentionPoint point(Random random, int index, int count, Instant at) {
        return new RetentionPoint(
                id(index),
                at,
                SELECTIONS.get(random.nextInt(SELECTIONS.size())),
                needs(random, index, count),
                random.nextInt(5) > 0,
                random.nextInt(8) == 0,
                random.nextInt(10) == 0,
                random.nextInt(12) == 0 ? random.nextInt(400) : 0);
    }

    private static Set<OperationId> needs(Random random, int index, int count) {
        int dice = random.nextInt(20);
        int needs = dice < 11 ? 0 : dice < 18 ? 1 : 2;
        Set<OperationId> ids = new HashSet<>();
        for (int i = 0; i < needs; i++) {
            // One id more than there are points: that one is gone.
            ids.add(id(random.nextInt(random.nextInt(10) == 0 ? count + 1 : count)));
        }
        ids.remove(id(index));
        return ids;
    }

    private static OperationId id(int index) {
        return new OperationId("b" + index);
    }

    private static RetentionPolicy policy(Random random) {
        return new RetentionPolicy(
                ZONES.get(random.nextInt(ZONES.size())),
                new Retention(
                        random.nextInt(5),
                        random.nextInt(4),
                        random.nextInt(4),
                        random.nextInt(3),
                        random.nextInt(4) == 0 ? random.nextInt(60) : 0),
                random.nextInt(4),
                Duration.ofHours(random.nextInt(3) * 20L),
                random.nextBoolean());
    }

    private static RetentionPolicy looser(RetentionPolicy p, Random random) {
        Retention keep = p.keep();
        return new RetentionPolicy(
                p.zone(),
                new Retention(
                        more(keep.daily(), random),
                        more(keep.weekly(), random),
                        more(keep.monthly(), random),
                        more(keep.yearly(), random),
                        more(keep.complianceDays(), random)),
                more(p.minKeep(), random),
                p.safetyMargin().plusHours(more(0, random)),
                p.expireManual() && random.nextBoolean());
    }

    private static int more(int number, Random random) {
        return number + (random.nextBoolean() ? random.nextInt(4) : 0);
    }
}
