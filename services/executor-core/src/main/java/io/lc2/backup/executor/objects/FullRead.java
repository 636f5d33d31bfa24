package io.lc2.backup.executor.objects;

import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.StepControl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads every stored object of a library from its first byte to its last and compares it with the object manifest. */
final class FullRead {

    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");
    private static final int MOST_NAMED = 5;

    private final LibraryManifest manifest;
    private final BackupFolder folder;
    private final TransferSettings settings;
    private final Calls calls;
    private final ProgressMeter meter;
    private final ReadBack readBack;
    private final List<String> wrong = new ArrayList<>();
    private long wrongCount;
    private long hashed;
    private long sized;

    FullRead(LibraryManifest manifest, BackupFolder folder, TransferSettings settings, StepControl control) {
        this.manifest = manifest;
        this.folder = folder;
        this.settings = settings;
        this.calls = Calls.of(control, settings);
        this.meter = new ProgressMeter(control);
        this.readBack = new ReadBack(calls);
    }

    Check check(int concurrency) {
        meter.total(manifest.totals().bytes(), manifest.totals().objects());
        try (ObjectManifestReader reader = manifest.open(folder, calls)) {
            new OrderedPipeline<>(this::read, this::count, settings.window(), calls.halt()).run(reader, concurrency);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String detail = hashed + " objects agree with their checksum, " + sized
                + " that the store copied by itself were read in full and have their size";
        return LibraryProof.check(
                "objects-checksums",
                wrongCount == 0,
                wrongCount == 0 ? detail : detail + "; " + wrongCount + " are damaged: " + wrong);
    }

    private Verdict read(StoredObject object) {
        if (!object.isStored()) {
            return new Verdict(Depth.NONE, "");
        }
        try {
            Verdict verdict = object.sha256().isEmpty() ? readCopied(object) : readHashed(object);
            meter.bytes(object.bytes());
            meter.objects(1);
            return verdict;
        } catch (PermanentProviderException e) {
            if (e.code() != FailureCode.OBJECT_NOT_FOUND) {
                throw e;
            }
            return new Verdict(Depth.NONE, object.key() + " is gone");
        }
    }

    private Verdict readHashed(StoredObject object) {
        ReadBack.Result read = readAll(object, Hashes.sha256());
        boolean same = read.bytes() == object.bytes() && read.checksum().equals(object.sha256());
        return new Verdict(Depth.CHECKSUM, same ? "" : object.key() + " has another checksum");
    }

    /** An etag that stayed the same through the copy and looks like an MD5 is one: a second chance to see damage. */
    private Verdict readCopied(StoredObject object) {
        boolean md5 = MD5.matcher(object.etag()).matches() && object.etag().equals(object.storedEtag());
        MessageDigest digest = md5 ? Hashes.md5() : Hashes.sha256();
        ReadBack.Result read = readAll(object, digest);
        if (read.bytes() != object.bytes()) {
            return new Verdict(
                    md5 ? Depth.CHECKSUM : Depth.SIZE,
                    object.key() + " has " + read.bytes() + " bytes, not " + object.bytes());
        }
        boolean same = !md5 || read.checksum().equals(object.etag());
        return new Verdict(md5 ? Depth.CHECKSUM : Depth.SIZE, same ? "" : object.key() + " has another checksum");
    }

    private ReadBack.Result readAll(StoredObject object, MessageDigest digest) {
        return readBack.readAll(new Place(folder.store(), folder.bucket()), folder.key(object.storedAt()), digest);
    }

    private void count(Verdict verdict) {
        if (!verdict.problem().isEmpty()) {
            wrongCount++;
            if (wrong.size() < MOST_NAMED) {
                wrong.add(verdict.problem());
            }
        } else if (verdict.depth() == Depth.CHECKSUM) {
            hashed++;
        } else if (verdict.depth() == Depth.SIZE) {
            sized++;
        }
    }

    /**
     * What became of one object.
     *
     * @param depth what could be compared
     * @param problem what is wrong; empty when nothing is
     */
    private record Verdict(Depth depth, String problem) {}

    private enum Depth {
        NONE,
        SIZE,
        CHECKSUM
    }
}
