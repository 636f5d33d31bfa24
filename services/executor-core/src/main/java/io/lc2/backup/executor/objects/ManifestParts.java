package io.lc2.backup.executor.objects;

import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectContent;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectPage;
import io.lc2.backup.executor.spi.ObjectWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The object manifest while it grows. Finished entries are gathered in memory and put into the backup in numbered parts,
 * each written once and only if absent; at the end the parts become one file. What the parts hold is what survives a crash:
 * the next attempt goes on after the last key of the last part. Of two attempts at once, one gets a number; the other
 * learns it from {@link PartTakenException} and goes on from there.
 */
final class ManifestParts {

    private static final String PARTS = "parts/";
    private static final ObjectMetadata FILE = new ObjectMetadata(LibraryManifest.MEDIA_TYPE, Map.of());

    private final BackupFolder folder;
    private final Layout layout;
    private final TransferSettings settings;
    private final InstantSource clock;
    private final Map<Integer, OwnPart> own = new HashMap<>();

    private ManifestHeader header;
    private int parts;
    private LibraryTotals sealed = LibraryTotals.NONE;
    private String sealedKey = "";
    private ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private ObjectManifestWriter open;
    private LibraryTotals openCopied = LibraryTotals.NONE;
    private Instant openedAt;

    ManifestParts(Layout layout, TransferSettings settings, InstantSource clock) {
        this.folder = layout.folder();
        this.layout = layout;
        this.settings = settings;
        this.clock = clock;
        this.openedAt = clock.instant();
        this.header = new ManifestHeader(layout.storedIn(), null);
        this.open = new ObjectManifestWriter(buffer, "", LibraryTotals.NONE, header);
    }

    /** The finished manifest, when an earlier attempt came that far. */
    Optional<LibraryManifest> finished() {
        return folder.store()
                .head(folder.bucket(), folder.key(LibraryManifest.PATH))
                .map(head -> describe(head.entry().bytes()));
    }

    /**
     * Goes to the end of what is safe, forgetting what is not.
     *
     * @param asOf the instant whose state of the library goes in; null for what is there. Where what is safe is not of one
     *     instant, what follows is not either: all of it is what was there when it was copied
     */
    void rewind(@Nullable Instant asOf) {
        String last = "";
        parts = 0;
        ObjectPage page;
        do {
            page = folder.store().list(folder.bucket(), folder.key(PARTS), last, 1000);
            for (ObjectEntry entry : page.entries()) {
                last = entry.key();
                parts++;
            }
        } while (page.more());
        sealed = LibraryTotals.NONE;
        sealedKey = "";
        header = header.asOf(asOf);
        if (parts > 0) {
            PartRead part = readPart(parts, object -> sealedKey = object.key());
            sealed = part.through();
            header = header.asOf(asOf == null ? null : part.asOf());
        }
        openNext();
    }

    /** The instant whose state of the library goes in; null for what is there. */
    @Nullable Instant asOf() {
        return header.asOf();
    }

    /** What is safe already. */
    LibraryTotals sealed() {
        return sealed;
    }

    /** The last key that is safe; empty when none is. */
    String sealedKey() {
        return sealedKey;
    }

    /** Number of parts in the backup. */
    int parts() {
        return parts;
    }

    /**
     * Adds a finished entry.
     *
     * @param copied whether this backup has copied the object, if it is stored, and not found it in the pool
     * @throws PartTakenException when another attempt has gone ahead
     */
    void add(StoredObject object, boolean copied) {
        open.add(object);
        openCopied = copied && object.isStored() ? openCopied.plus(object) : openCopied;
        long entries = open.totals().objects() + open.totals().missing();
        if (entries >= settings.partObjects() || clock.instant().isAfter(openedAt.plus(settings.partAge()))) {
            seal();
        }
    }

    /** Makes the one file of everything; an equal one made by another attempt is as good. */
    LibraryManifest finish() {
        try (ObjectWriter writer = create(LibraryManifest.PATH)) {
            HashingOutputStream out = new HashingOutputStream(writer.stream());
            Whole whole = new Whole(out);
            try (whole) {
                for (int part = 1; part <= parts; part++) {
                    whole.append(part);
                }
                whole.append(parts + 1, endOpen(), buffer.toByteArray());
            }
            if (writer.commit()) {
                return whole.describe(out);
            }
        }
        return finished().orElseThrow(() -> ObjectManifestFormat.damaged("it vanished after it was written", null));
    }

    /** Ends the open part, which becomes one of ours if it is put into the backup. */
    private OwnPart endOpen() {
        ManifestSpan span = open.span();
        int bytes = Math.toIntExact(open.endBlock());
        open.close();
        MessageDigest digest = Hashes.sha256();
        digest.update(buffer.toByteArray(), 0, bytes);
        return new OwnPart(bytes, Hashes.hex(digest.digest()), span, openCopied, sealed.plus(span.totals()));
    }

    private void seal() {
        OwnPart part = endOpen();
        try (ObjectWriter writer = create(pathOf(parts + 1))) {
            write(writer.stream(), buffer);
            if (!writer.commit()) {
                throw new PartTakenException();
            }
        }
        parts++;
        own.put(parts, part);
        sealed = part.through();
        sealedKey = part.span().last();
        openNext();
    }

    private void openNext() {
        buffer = new ByteArrayOutputStream();
        String identity = parts == 0 ? folder.key(LibraryManifest.PATH) : folder.key(pathOf(parts + 1));
        open = new ObjectManifestWriter(buffer, identity, sealed, header);
        openCopied = LibraryTotals.NONE;
        openedAt = clock.instant();
    }

    private static String pathOf(int part) {
        return PARTS + "objects-%06d.avro".formatted(part);
    }

    /** Reads a part to its end. */
    private PartRead readPart(int part, Consumer<StoredObject> each) {
        ObjectContent content = folder.store().read(folder.bucket(), folder.key(pathOf(part)), 0, -1);
        try (ObjectManifestReader reader = new ObjectManifestReader(content, "")) {
            reader.forEachRemaining(each);
            return new PartRead(reader.before().plus(reader.totals()), reader.asOf());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LibraryManifest describe(long fileBytes) {
        ObjectContent content = folder.store().read(folder.bucket(), folder.key(LibraryManifest.PATH), 0, -1);
        try (ObjectManifestReader reader = new ObjectManifestReader(content, "")) {
            LibraryTotals copied = LibraryTotals.NONE;
            while (reader.hasNext()) {
                StoredObject object = reader.next();
                copied = plusOwn(copied, object);
            }
            return new LibraryManifest(
                    LibraryManifest.PATH, fileBytes, reader.sha256(), reader.totals(), copied, reader.asOf());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectWriter create(String path) {
        return folder.store().create(folder.bucket(), folder.key(path), FILE, -1);
    }

    private static void write(OutputStream out, ByteArrayOutputStream bytes) {
        try {
            bytes.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LibraryTotals plusOwn(LibraryTotals copied, StoredObject object) {
        return layout.isOwn(object) ? copied.plus(object) : copied;
    }

    /** All entries on their way into one file. */
    private final class Whole implements AutoCloseable {

        private final ObjectManifestWriter file;
        private LibraryTotals copied = LibraryTotals.NONE;

        Whole(OutputStream out) {
            file = new ObjectManifestWriter(out, folder.key(LibraryManifest.PATH), LibraryTotals.NONE, header);
        }

        /** Parts of other attempts are decoded: what they say has to be what they hold. */
        void append(int part) {
            OwnPart known = own.get(part);
            if (known != null) {
                append(part, known, known.read(folder, pathOf(part)));
            } else {
                requireTotals(part, readPart(part, this::add).through());
            }
        }

        void append(int part, OwnPart known, byte[] bytes) {
            if (!known.span().isEmpty()) {
                file.appendAll(new ByteArrayInputStream(bytes, 0, known.bytes()), known.span());
                copied = copied.plus(known.copied());
            }
            requireTotals(part, known.through());
        }

        LibraryManifest describe(HashingOutputStream out) {
            return new LibraryManifest(
                    LibraryManifest.PATH, out.count(), out.sha256(), file.totals(), copied, header.asOf());
        }

        @Override
        public void close() {
            file.close();
        }

        private void add(StoredObject object) {
            file.add(object);
            copied = plusOwn(copied, object);
        }

        private void requireTotals(int part, LibraryTotals said) {
            if (!said.equals(file.totals())) {
                throw ObjectManifestFormat.damaged(
                        "up to part " + part + " it holds " + file.totals() + ", the part says " + said, null);
            }
        }
    }

    /**
     * What a part says.
     *
     * @param through what it and those before it hold
     * @param asOf the instant whose state of the library it holds; null when it is none
     */
    private record PartRead(LibraryTotals through, @Nullable Instant asOf) {}

    /** Another attempt has written the part this one was about to write. */
    static final class PartTakenException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        PartTakenException() {
            super("another attempt has gone ahead", null, false, false);
        }
    }
}
