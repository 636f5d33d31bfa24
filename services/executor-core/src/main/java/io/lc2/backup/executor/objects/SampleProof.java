package io.lc2.backup.executor.objects;

import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectHead;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads sampled objects back and compares bytes and metadata with what was recorded, or, where the store copied by itself
 * and nothing was recorded, with the place they were copied from.
 */
final class SampleProof {

    private final BackupFolder folder;
    private final Calls calls;
    private final ReadBack readBack;
    private final List<String> wrongBytes = new ArrayList<>();
    private final List<String> wrongMetadata = new ArrayList<>();
    private long bytes;
    private int compared;
    private int changedSince;

    SampleProof(BackupFolder folder, Calls calls) {
        this.folder = folder;
        this.calls = calls;
        this.readBack = new ReadBack(calls);
    }

    List<Check> ofBackup(List<StoredObject> sample, Place library) {
        Place stored = new Place(folder.store(), folder.bucket());
        for (StoredObject object : sample) {
            ReadBack.Result copy = read(stored, folder.key(object.storedAt()), object);
            if (copy != null) {
                compareWithSource(object, copy, library);
            }
        }
        return checks("objects", sample.size());
    }

    List<Check> ofRestore(List<StoredObject> sample, Place target) {
        Place stored = new Place(folder.store(), folder.bucket());
        for (StoredObject object : sample) {
            ReadBack.Result restored = read(target, object.key(), object);
            if (restored != null) {
                ReadBack.Result copy = read(stored, folder.key(object.storedAt()), object);
                if (copy != null) {
                    compare(object, restored, copy.checksum(), copy.head().metadata());
                }
            }
        }
        return checks("restored", sample.size());
    }

    /** Manifests of old versions say nothing of the time of change. */
    private static boolean isSame(StoredObject object, ObjectEntry source) {
        return object.modifiedAt() == null ? source.etag().equals(object.etag()) : object.isOf(source);
    }

    private void compareWithSource(StoredObject object, ReadBack.Result copy, Place library) {
        if (isHashed(object) && object.metadata() != null) {
            compare(object, copy, object.sha256(), object.metadata());
            return;
        }
        Optional<ObjectHead> source =
                calls.attempts().call(object.key(), () -> library.store().head(library.bucket(), object.key()));
        if (source.isEmpty() || !isSame(object, source.get().entry())) {
            changedSince++;
            compare(
                    object,
                    copy,
                    isHashed(object) ? object.sha256() : copy.checksum(),
                    copy.head().metadata());
            return;
        }
        String expected = isHashed(object)
                ? object.sha256()
                : readBack.read(library, object.key(), object.bytes()).checksum();
        compare(object, copy, expected, source.get().metadata());
    }

    /** Whether the recorded checksum is of what a read back hashes. */
    private static boolean isHashed(StoredObject object) {
        return !object.sha256().isEmpty() && ReadBack.isWhole(object.bytes());
    }

    private ReadBack.@Nullable Result read(Place place, String key, StoredObject object) {
        try {
            return readBack.read(place, key, object.bytes());
        } catch (PermanentProviderException e) {
            if (e.code() != FailureCode.OBJECT_NOT_FOUND) {
                throw e;
            }
            wrongBytes.add(object.key() + " is gone");
            return null;
        }
    }

    private void compare(StoredObject object, ReadBack.Result copy, String sha256, ObjectMetadata metadata) {
        compared++;
        bytes += copy.bytes();
        if (copy.bytes() != object.bytes() || !copy.checksum().equals(sha256)) {
            wrongBytes.add(object.key() + " has " + copy.bytes() + " bytes and SHA-256 " + copy.checksum() + ", not "
                    + object.bytes() + " and " + sha256);
        }
        if (!copy.head().metadata().equals(metadata)) {
            wrongMetadata.add(object.key());
        }
    }

    private List<Check> checks(String prefix, int drawn) {
        String read = compared + " of " + drawn + " random objects read back, " + bytes + " bytes";
        String since = changedSince == 0 ? "" : "; " + changedSince + " have changed in the library since";
        return List.of(
                LibraryProof.check(
                        prefix + "-sample-read-back",
                        wrongBytes.isEmpty(),
                        read + since + (wrongBytes.isEmpty() ? "" : "; wrong: " + wrongBytes)),
                LibraryProof.check(
                        prefix + "-metadata-kept",
                        wrongMetadata.isEmpty(),
                        "content type and user metadata of " + compared + " random objects compared"
                                + (wrongMetadata.isEmpty() ? "" : "; different: " + wrongMetadata)));
    }
}
