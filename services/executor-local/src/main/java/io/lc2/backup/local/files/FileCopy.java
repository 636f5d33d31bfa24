package io.lc2.backup.local.files;

import io.lc2.backup.executor.objects.Hashes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Copies files with their metadata, hashing what passes. */
final class FileCopy {

    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int MOST_PRUNED = 20;

    /**
     * Copies a file to a key, replacing what is there.
     *
     * @param temporary closed and gone afterwards, whatever happens
     * @return null when the source changed meanwhile, so that the copy would have been a mixture
     */
    @Nullable Result copy(FilePlace.Located source, FilePlace target, FileTemporary temporary) throws IOException {
        MessageDigest digest = Hashes.sha256();
        boolean moved = false;
        try (FileChannel out = temporary.channel()) {
            try (FileChannel in = FileChannel.open(source.path(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                pump(in, out, source.version().bytes(), digest);
            }
            FileVersion now = FileVersion.read(source.path());
            if (now == null || !now.etag().equals(source.version().etag())) {
                return null;
            }
            FileMetadata.copy(source.path(), temporary.path());
            FileVersion copied = Objects.requireNonNull(FileVersion.read(temporary.path()));
            move(temporary.path(), target);
            moved = true;
            return new Result(copied, digest.digest());
        } finally {
            if (!moved) {
                Files.deleteIfExists(temporary.path());
            }
        }
    }

    /** Stops at the size it was found with: whether the file has grown meanwhile is asked afterwards. */
    private static void pump(FileChannel in, FileChannel out, long bytes, MessageDigest digest) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, Math.max(1, bytes)));
        long left = bytes;
        while (left > 0 && in.read(buffer) >= 0) {
            buffer.flip();
            left -= buffer.limit();
            digest.update(buffer.array(), 0, buffer.limit());
            while (buffer.hasRemaining()) {
                int n = out.write(buffer);
                assert n >= 0;
            }
            buffer.clear();
        }
    }

    private static void move(Path temporary, FilePlace target) throws IOException {
        Path ordinary = target.ordinary();
        if (ordinary == null || target.existsOdd()) {
            move(temporary, target.odd());
            return;
        }
        target.requireNoLink();
        try {
            move(temporary, ordinary);
        } catch (FileTakenByFolderException e) {
            move(temporary, target.odd());
        }
    }

    private static void move(Path temporary, Path path) throws IOException {
        for (int pruned = 0; ; pruned++) {
            try {
                Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
                return;
            } catch (NoSuchFileException e) {
                if (pruned >= MOST_PRUNED) {
                    throw e;
                }
                FilePlace.makeFolders(path);
            } catch (IOException e) {
                boolean taken = FileVersion.isNoFolder(e) || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
                throw taken ? new FileTakenByFolderException(e) : e;
            }
        }
    }

    /**
     * A copy.
     *
     * @param version which content the new file has
     * @param sha256 checksum of it
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on at once, never compared.
    record Result(FileVersion version, byte[] sha256) {}
}
