package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.ProjectId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;

/**
 * Who may take a free slot of an executor first: of the projects that wait for one, that with the fewest operations
 * at work, then the one that has waited longest. So a project with a long queue cannot keep the slots to itself.
 */
public final class FairShare {

    private static final Comparator<Claim> FIRST = Comparator.comparingInt(Claim::active)
            .thenComparing(Claim::since)
            .thenComparing(claim -> claim.project().value());

    private FairShare() {}

    /**
     * A project that wants a slot.
     *
     * @param project which
     * @param active operations of the kind it has at work
     * @param since when the first one that waits was accepted; {@link Instant#MAX} while none does
     */
    public record Claim(ProjectId project, int active, Instant since) {}

    /**
     * How many slots a project may take now.
     *
     * @param free slots nobody has
     * @param mine what the project has and since when it waits
     * @param others all other projects that wait for a slot
     * @return what is left of {@code free} when everybody who comes before it has taken one; never below 0
     */
    public static int of(int free, Claim mine, Collection<Claim> others) {
        long before =
                others.stream().filter(other -> FIRST.compare(other, mine) < 0).count();
        return (int) Math.max(0, free - before);
    }
}
