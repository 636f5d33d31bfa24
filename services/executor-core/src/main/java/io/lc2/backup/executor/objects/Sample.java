package io.lc2.backup.executor.objects;

import io.lc2.backup.executor.spi.BackupFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** A few objects of a manifest, each as likely as any other. */
final class Sample {

    private Sample() {}

    /**
     * Draws.
     *
     * @param wanted which keys take part
     * @param size how many at most
     */
    static List<StoredObject> draw(
            LibraryManifest manifest, BackupFolder folder, Predicate<String> wanted, SampleSize size, Calls calls) {
        Random random = new Random(size.seed());
        List<StoredObject> drawn = new ArrayList<>();
        long seen = 0;
        try (ObjectManifestReader reader = manifest.open(folder, calls)) {
            while (reader.hasNext()) {
                StoredObject object = reader.next();
                if (object.isStored() && wanted.test(object.key())) {
                    seen++;
                    if (drawn.size() < size.objects()) {
                        drawn.add(object);
                    } else {
                        long place = random.nextLong(seen);
                        if (place < drawn.size()) {
                            drawn.set((int) place, object);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return drawn;
    }
}
