package io.lc2.backup.testkit.simulation;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.pool.PoolMark;
import io.lc2.backup.domain.pool.PoolSweep;
import io.lc2.backup.domain.pool.PoolVerdict;
import io.lc2.backup.executor.spi.TransientProviderException;
import io.lc2.backup.testkit.simulation.SimulatedProvider.Blob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The objects that incremental backups of an environment share, as the real purge goes through them: manifests, marks and
 * names are read one after the other, anything may happen in between, and what is removed goes before the new marks come.
 */
final class SimulatedPool {

    /** Longer than a backup that nothing disturbs, short enough for a second purge to come after it. */
    private static final Duration GRACE = Duration.ofSeconds(12);

    private static final String MARKS = "objects-unneeded/";

    private final SimulatedProvider provider;
    private final String folder;
    private final String environment;
    private final @Nullable Mutation mutation;

    SimulatedPool(SimulatedProvider provider, String folder, @Nullable Mutation mutation) {
        this.provider = provider;
        this.folder = folder;
        this.environment = StoredBackup.environmentOf(folder);
        this.mutation = mutation;
    }

    /** Entries of the listing of a living incremental backup of this environment by their versions; empty if there is none. */
    Map<String, String> earlier() {
        Map<String, String> entries = new TreeMap<>();
        living().stream()
                .map(this::listing)
                .filter(StoredBackup::isPooled)
                .reduce((first, second) -> second)
                .ifPresent(listing -> StoredBackup.entries(listing)
                        .forEach(entry -> entries.put(StoredBackup.version(entry), entry)));
        return entries;
    }

    /** What a copy writes into its listing for a version: what the earlier backup has of it, if that is still there. */
    String entry(String version, Map<String, String> earlier) {
        String there = earlier.get(version);
        return there != null && provider.find(StoredBackup.place(folder, there)) != null
                ? there
                : StoredBackup.pooledEntry(version, StoredBackup.backupOf(folder));
    }

    /** Goes through the pool once. */
    void collect(Program program) {
        Pass pass = new Pass();
        program.call("read living manifests", pass::readManifests)
                .call("read marks", pass::readMarks)
                .call("list pool", pass::judge)
                .call("remove unneeded", pass::remove)
                .call("write marks", pass::writeMarks)
                .call("forget marks", () -> provider.delete(pass.files));
    }

    /** Folders of this environment that hold a manifest, but for our own. */
    private List<String> living() {
        return provider.list(environment).stream()
                .filter(key -> key.endsWith("/" + StoredBackup.MANIFEST))
                .map(StoredBackup::folderOf)
                .filter(other -> !other.equals(folder))
                .toList();
    }

    private String listing(String of) {
        return StoredBackup.listing(provider.read(of + StoredBackup.MANIFEST));
    }

    private List<String> names() {
        return provider.list(environment + StoredBackup.POOL);
    }

    /** One pass, which may take long. */
    private final class Pass {

        private List<String> living = List.of();
        private final Set<String> needed = new TreeSet<>();
        private List<String> files = List.of();
        private final List<PoolMark> earlier = new ArrayList<>();
        private final List<PoolMark> marks = new ArrayList<>();
        private final List<String> unneeded = new ArrayList<>();
        private Instant now = Instant.EPOCH;

        void readManifests() {
            living = living();
            // A planted bug: one backup is overlooked.
            List<String> seen = mutation == Mutation.OVERLOOK_A_MANIFEST && !living.isEmpty()
                    ? living.subList(0, living.size() - 1)
                    : living;
            seen.forEach(other -> needed.addAll(StoredBackup.needed(other, listing(other))));
        }

        void readMarks() {
            now = Instant.ofEpochMilli(provider.now());
            files = provider.list(environment + MARKS);
            if (!files.isEmpty()) {
                for (String line : provider.read(files.getLast()).split("\n", -1)) {
                    int space = line.indexOf(' ');
                    earlier.add(new PoolMark(
                            line.substring(0, space),
                            Instant.ofEpochMilli(Long.parseLong(line, space + 1, line.length(), 10))));
                }
            }
        }

        void judge() {
            PoolSweep sweep = new PoolSweep(earlier.iterator(), now, GRACE);
            for (String name : names()) {
                switch (sweep.judge(name, needed.contains(name))) {
                    case PoolVerdict.Keep keep -> {}
                    case PoolVerdict.Mark mark -> marks.add(new PoolMark(name, mark.since()));
                    case PoolVerdict.Collect collect -> unneeded.add(name);
                }
            }
        }

        void remove() {
            if (mutation == Mutation.TIDY_WHILE_READING) {
                // A planted bug: at once, and beside whatever is going on in this environment.
                provider.delete(
                        names().stream().filter(name -> !needed.contains(name)).toList());
                return;
            }
            if (!unneeded.isEmpty() && !living().equals(living)) {
                throw notYet("the backups of " + environment + " have changed");
            }
            provider.delete(unneeded);
        }

        void writeMarks() {
            if (marks.isEmpty()) {
                return;
            }
            String last = files.isEmpty() ? "0" : files.getLast().substring((environment + MARKS).length());
            String key = environment + MARKS + "%06d".formatted(Integer.parseInt(last) + 1);
            String text = String.join(
                    "\n",
                    marks.stream()
                            .map(mark -> mark.name() + " " + mark.since().toEpochMilli())
                            .toList());
            Blob there = provider.find(key);
            if (!provider.putIfAbsent(key, text, false)
                    && there != null
                    && !there.content().equals(text)) {
                throw notYet("another attempt has looked through " + environment);
            }
        }

        private TransientProviderException notYet(String message) {
            return new TransientProviderException(FailureCode.SOURCE_CHANGED, message, "It is tried again.", null);
        }
    }
}
