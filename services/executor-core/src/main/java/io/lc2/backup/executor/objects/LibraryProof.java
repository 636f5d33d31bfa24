package io.lc2.backup.executor.objects;

import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.StepControl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Proves that a library is in a backup, or in the bucket it was restored to. Every question is a named {@link Check}; the
 * answer may be no, it is the caller who makes a failure of it.
 */
public final class LibraryProof {

    private final LibraryManifest manifest;
    private final BackupFolder folder;
    private final TransferSettings settings;
    private final StepControl control;
    private final Calls calls;

    /**
     * Prepares questions about one library.
     *
     * @param manifest what it should hold
     * @param folder the backup it is in
     */
    public LibraryProof(LibraryManifest manifest, BackupFolder folder, TransferSettings settings, StepControl control) {
        this.manifest = manifest;
        this.folder = folder;
        this.settings = settings;
        this.control = control;
        this.calls = Calls.of(control, settings);
    }

    /** {@code objects-manifest-intact}: every byte of the object manifest is as it was written. */
    public Check manifestIntact() {
        String key = folder.key(manifest.path());
        try {
            ReadBack.Result file =
                    new ReadBack(calls).readAll(new Place(folder.store(), folder.bucket()), key, Hashes.sha256());
            boolean same = file.checksum().equals(manifest.sha256());
            return check(
                    "objects-manifest-intact",
                    same,
                    manifest.path() + " has SHA-256 " + file.checksum() + (same ? "" : ", not " + manifest.sha256()));
        } catch (PermanentProviderException e) {
            if (e.code() != FailureCode.OBJECT_NOT_FOUND) {
                throw e;
            }
            return check("objects-manifest-intact", false, manifest.path() + " is gone");
        }
    }

    /**
     * What proves a fresh backup, in this order: {@link #storedComplete}, {@link #matchesListing}, {@link #sample}. They are
     * asked at the same time, for each of the first two lists a bucket, which is what takes long.
     *
     * @param copyStarted when the copy began, by the clock of the executor
     */
    public List<Check> ofBackup(Place library, KeyFilter filter, Instant copyStarted, SampleSize size) {
        Calls together = Calls.of(control, settings);
        List<Supplier<List<Check>>> questions = List.of(
                () -> List.of(storedComplete(together)),
                () -> List.of(matchesListing(library, filter, copyStarted, together)),
                () -> sample(library, size, together));
        List<Check> checks = new ArrayList<>();
        new OrderedPipeline<Supplier<List<Check>>, List<Check>>(
                        Supplier::get, checks::addAll, questions.size(), together.halt())
                .run(questions.iterator(), questions.size());
        return checks;
    }

    /** {@code objects-stored-complete}: every object of the manifest is in the backup with its size. */
    public Check storedComplete() {
        return storedComplete(calls);
    }

    private Check storedComplete(Calls calls) {
        StoredPresence presence = new StoredPresence(folder, manifest, calls).compare();
        long expected = manifest.totals().objects();
        boolean passed = presence.found() == expected;
        return check(
                "objects-stored-complete",
                passed,
                presence.found() + " of " + expected + " objects are stored with their size, "
                        + manifest.totals().bytes() + " bytes" + (passed ? "" : "; absent: " + presence.absent()));
    }

    /**
     * {@code objects-match-listing}: what the library holds now, compared with the backup. Differences are changes since
     * the copy; what the library holds and the backup does not is told apart by its age.
     */
    private Check matchesListing(Place library, KeyFilter filter, Instant copyStarted, Calls calls) {
        ListingComparison listing =
                new ListingComparison(manifest, folder, calls).against(library, filter, copyStarted);
        return check("objects-match-listing", listing.explained(), listing.toString());
    }

    /**
     * What became of the objects that rows refer to. Nothing of it is a failure: that is for the caller to say.
     *
     * @param references keys in their order
     * @param looksLikeAFile tells orphans among the objects that no row refers to
     */
    public ReferenceCounts references(Iterator<String> references, KeyFilter filter, Predicate<String> looksLikeAFile) {
        try (ObjectManifestReader objects = manifest.open(folder, calls)) {
            return new ReferenceComparison(new Interruptible<>(references, calls.halt()), filter, looksLikeAFile)
                    .with(new Interruptible<>(objects, calls.halt()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code objects-sample-read-back} and {@code objects-metadata-kept}: a random sample of the backup. */
    private List<Check> sample(Place library, SampleSize size, Calls calls) {
        return new SampleProof(folder, calls)
                .ofBackup(Sample.draw(manifest, folder, key -> true, size, calls), library);
    }

    /** {@code restored-complete}: keys and sizes in the target are those of the manifest. */
    public Check restoredComplete(Place target, Predicate<String> wanted) {
        return new RestoredComparison(manifest, folder, calls).against(target, wanted);
    }

    /** {@code restored-sample-read-back} and {@code restored-metadata-kept}: a random sample of the target. */
    public List<Check> restoredSample(Place target, Predicate<String> wanted, SampleSize size) {
        return new SampleProof(folder, calls).ofRestore(Sample.draw(manifest, folder, wanted, size, calls), target);
    }

    /** {@code objects-checksums}: every byte of every stored object is read and compared. */
    public Check everyChecksum(int concurrency) {
        return new FullRead(manifest, folder, settings, control).check(concurrency);
    }

    static Check check(String name, boolean passed, String detail) {
        return new Check(name, Component.OBJECTS, passed, detail);
    }
}
