package io.lc2.backup.testkit;

import static io.lc2.backup.testkit.LibraryFixtures.CLOCK;
import static io.lc2.backup.testkit.LibraryFixtures.LIBRARY;
import static io.lc2.backup.testkit.LibraryFixtures.REPOSITORY;
import static io.lc2.backup.testkit.LibraryFixtures.SETTINGS;
import static io.lc2.backup.testkit.LibraryFixtures.fill;
import static io.lc2.backup.testkit.LibraryFixtures.folder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.executor.objects.Increment;
import io.lc2.backup.executor.objects.KeyFilter;
import io.lc2.backup.executor.objects.Library;
import io.lc2.backup.executor.objects.LibraryBackup;
import io.lc2.backup.executor.objects.LibraryManifest;
import io.lc2.backup.executor.objects.Place;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.StepControl;
import io.lc2.backup.executor.spi.StepStoppedException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An incremental copy while it reads the manifest of the backup it builds on. */
class LibraryIncrementTest {

    private static final int OBJECTS = 60;
    private static final String SOURCE = "memory/library";
    /** All of the library in seven pages of its listing. */
    private static final KeyFilter FOLDERS = KeyFilter.of(
            IntStream.range(0, 7).mapToObj(n -> "folder " + n + "/").toList(), List.of(), List.of());

    private final InMemoryStore store = LibraryFixtures.store("memory", true);
    private final LibraryBackup backup = new LibraryBackup(SETTINGS, CLOCK);
    private final RecordingControl control = new RecordingControl();

    @BeforeEach
    void fillTheLibrary() {
        fill(store, OBJECTS);
    }

    private BackupFolder earlier(ObjectStore seen) {
        return BackupFolder.of(seen, REPOSITORY, new ProjectId("acme"), "prd", new OperationId("earlier"));
    }

    private LibraryManifest copy(ObjectStore seen, KeyFilter filter, LibraryManifest before, StepControl told) {
        return copy(seen, filter, folder(seen), told, new Increment.Earlier(earlier(seen), before));
    }

    private LibraryManifest copy(
            ObjectStore seen,
            KeyFilter filter,
            BackupFolder into,
            StepControl told,
            Increment.@Nullable Earlier earlier) {
        Library library = new Library(new Place(seen, LIBRARY), filter, CLOCK.instant());
        return backup.copy(library, 4, into, told, new Increment(SOURCE, earlier));
    }

    @Test
    void letsGoOfTheEarlierManifestWhenItIsStoppedWhileItWaitsForIt() throws InterruptedException {
        LibraryManifest before = copy(store, KeyFilter.ALL, earlier(store), control, null);
        CountDownLatch closed = new CountDownLatch(1);
        ObjectStore slow = new InterceptingStore(
                store,
                (call, key) -> {},
                (key, in) -> key.equals(earlier(store).key(before.path())) ? new Stuck(in, control, closed) : in);

        assertThatThrownBy(() -> copy(slow, KeyFilter.ALL, before, control)).isInstanceOf(StepStoppedException.class);

        assertThat(closed.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void tellsATotalOnceItsOneListingHasEnded() {
        LibraryManifest before =
                copy(store, KeyFilter.of(List.of("folder 1/"), List.of(), List.of()), earlier(store), control, null);
        List<Long> whileListing = Collections.synchronizedList(new ArrayList<>());
        ObjectStore watched = new InterceptingStore(store, (call, key) -> {
            if (call.equals("list") && key.startsWith("folder ")) {
                whileListing.add(control.progress().objectsTotal());
            }
        });
        Told told = new Told(control);

        LibraryManifest manifest = copy(watched, FOLDERS, before, told);

        assertThat(whileListing).hasSize(7).containsOnly(Progress.UNKNOWN);
        assertExact(told, manifest);
    }

    @Test
    void countsWhatAnAttemptBeforeHasWrittenDown() {
        LibraryManifest before = copy(store, KeyFilter.ALL, earlier(store), control, null);
        fill(store, 2 * OBJECTS);
        ObjectStore dying = new InterceptingStore(store, (call, key) -> {
            if (call.equals("create") && key.endsWith("/objects-000004.avro")) {
                throw new Killed();
            }
        });
        assertThatThrownBy(() -> copy(dying, FOLDERS, before, control)).isInstanceOf(Killed.class);
        Told told = new Told(control);

        LibraryManifest manifest = copy(store, FOLDERS, before, told);

        assertThat(manifest.totals().objects()).isEqualTo(2 * OBJECTS);
        assertExact(told, manifest);
    }

    /** Every total is the one it came to in the end, and there was one before the end. */
    private static void assertExact(Told told, LibraryManifest manifest) {
        assertThat(told.all)
                .extracting(Progress::objectsTotal)
                .containsOnly(Progress.UNKNOWN, manifest.totals().objects());
        assertThat(told.all)
                .extracting(Progress::bytesTotal)
                .containsOnly(Progress.UNKNOWN, manifest.totals().bytes());
        assertThat(told.all).anyMatch(progress -> progress.objectsDone() < progress.objectsTotal());
    }

    /** Remembers all that was said. */
    private static final class Told implements StepControl {

        private final List<Progress> all = Collections.synchronizedList(new ArrayList<>());
        private final RecordingControl control;

        Told(RecordingControl control) {
            this.control = control;
            control.progress(Progress.NONE);
        }

        @Override
        public Optional<String> checkpoint() {
            return control.checkpoint();
        }

        @Override
        public void progress(Progress newest) {
            all.add(newest);
            control.progress(newest);
        }

        @Override
        public void saveCheckpoint(String newest) {
            control.saveCheckpoint(newest);
        }

        @Override
        public void stopIfAsked() {
            control.stopIfAsked();
        }
    }

    /** The process is gone: nothing catches this. */
    private static final class Killed extends Error {

        private static final long serialVersionUID = 1L;
    }

    /** Stops the step and gives nothing more to a thread of its own, as the one that reads ahead is. */
    private static final class Stuck extends FilterInputStream {

        private final RecordingControl control;
        private final CountDownLatch closed;
        private boolean waited;

        Stuck(InputStream in, RecordingControl control, CountDownLatch closed) {
            super(in);
            this.control = control;
            this.closed = closed;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (!Thread.currentThread().isVirtual()) {
                return super.read(buffer, offset, length);
            }
            waited = true;
            control.stop();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new InterruptedIOException("nothing came");
        }

        @Override
        public void close() throws IOException {
            super.close();
            if (waited) {
                closed.countDown();
            }
        }
    }
}
