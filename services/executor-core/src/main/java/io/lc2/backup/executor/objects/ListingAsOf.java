package io.lc2.backup.executor.objects;

import io.lc2.backup.domain.library.AsOf;
import io.lc2.backup.executor.spi.KeyOrder;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectPage;
import io.lc2.backup.executor.spi.ObjectVersions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bucket that keeps versions held at T0, page by page. The entries say which versions they are. Memory does
 * not depend on how many versions an object has.
 */
final class ListingAsOf implements StoreListing.Pages {

    private static final int PAGE = 1000;

    private final ObjectVersions versions;
    private final Instant time;
    private final Calls calls;

    /**
     * Prepares the listing.
     *
     * @param time T0
     */
    ListingAsOf(ObjectVersions versions, Instant time, Calls calls) {
        this.versions = versions;
        this.time = time;
        this.calls = calls;
    }

    @Override
    public ObjectPage following(String prefix, String startAfter) {
        Gathering gathering = new Gathering(startAfter);
        ObjectVersions.Position next = startAfter.isEmpty() ? null : new ObjectVersions.Position(startAfter, "");
        do {
            calls.halt().check();
            ObjectVersions.Position from = next;
            ObjectVersions.Page page =
                    calls.attempts().call(prefix + startAfter, () -> versions.list(prefix, from, PAGE));
            page.versions().forEach(gathering::add);
            next = page.next();
        } while (next != null && gathering.chosen.isEmpty());
        return gathering.page(next != null);
    }

    /** Objects whose versions pass by. The last one may have more of them on the next page, so it is not decided yet. */
    private final class Gathering {

        private final String startAfter;
        private final List<ObjectEntry> chosen = new ArrayList<>();
        private @Nullable String key;
        private AsOf<ObjectEntry> state = AsOf.at(time);

        Gathering(String startAfter) {
            this.startAfter = startAfter;
        }

        void add(ObjectVersions.Version version) {
            ObjectEntry object = version.object();
            // Some servers begin with the key after which they should.
            if (!startAfter.isEmpty() && KeyOrder.compare(object.key(), startAfter) <= 0) {
                return;
            }
            if (!object.key().equals(key)) {
                decide();
                key = object.key();
            }
            state = state.with(object, object.lastModified(), version.deleted());
        }

        /** Ends the page before an undecided object, which is read again from its newest version on. */
        ObjectPage page(boolean more) {
            if (!more) {
                decide();
            }
            return new ObjectPage(chosen, more);
        }

        private void decide() {
            state.choice().ifPresent(chosen::add);
            state = AsOf.at(time);
        }
    }
}
