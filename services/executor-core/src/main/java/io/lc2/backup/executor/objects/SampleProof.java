package io.lc2.backup.executor.objects;

import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads sampled objects back and compares bytes and metadata with what was recorded, or, where the store copied by itself
 * and nothing was recorded, with what they were copied from, be it there or a version that the library keeps.
 */
final class SampleProof {

    private final BackupFolder folder;
    private final Calls calls;
    private final ReadBack readBack;
    private final List<String> wrongBytes = new ArrayList<>();
    private final List<String> wrongMetadata = new ArrayList<>();
    private long bytes;
    private int compared;
    private int withoutOriginal;

    SampleProof(BackupFolder folder, Calls calls) {
        this.folder = folder;
        this.calls = calls;
        this.readBack = new ReadBack(calls);
    }

    List<Check> ofBackup(List<StoredObject> sample, Place library) {
        Place stored = new Place(folder.store(), folder.bucket());
        Originals originals = new Originals(library, calls);
        for (StoredObject object : sample) {
            ReadBack.Result copy = read(stored, folder.key(object.storedAt()), object);
            if (copy != null) {
                compareWithSource(object, copy, originals);
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

    /**
     * Compares with what was recorded, and for the rest with what the object was copied from. Only where the library does
     * not have that any more, not even as a version that it keeps, the rest is taken as it is.
     */
    private void compareWithSource(StoredObject object, ReadBack.Result copy, Originals library) {
        ObjectMetadata recorded = object.metadata();
        boolean hashed = isHashed(object);
        ReadBack.Result expected = copy;
        if (!hashed || recorded == null) {
            ReadBack.Result original = library.of(object, !hashed);
            expected = original == null ? copy : original;
            withoutOriginal += original == null ? 1 : 0;
        }
        compare(
                object,
                copy,
                hashed ? object.sha256() : expected.checksum(),
                recorded == null ? expected.head().metadata() : recorded);
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
        String alone = withoutOriginal == 0
                ? ""
                : "; the library has " + withoutOriginal
                        + " of them no more as they were copied, so only what was recorded of these is compared";
        return List.of(
                LibraryProof.check(
                        prefix + "-sample-read-back",
                        wrongBytes.isEmpty(),
                        read + alone + (wrongBytes.isEmpty() ? "" : "; wrong: " + wrongBytes)),
                LibraryProof.check(
                        prefix + "-metadata-kept",
                        wrongMetadata.isEmpty(),
                        "content type and user metadata of " + compared + " random objects compared" + alone
                                + (wrongMetadata.isEmpty() ? "" : "; different: " + wrongMetadata)));
    }
}
