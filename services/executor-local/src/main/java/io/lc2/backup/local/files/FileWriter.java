package io.lc2.backup.local.files;

import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Writes a file under a temporary name in the same file system, and gives it its own name when it is whole. */
final class FileWriter implements ObjectWriter {

    /** How often the folder of a new file may be pruned away by a delete at the same time. */
    private static final int MOST_PRUNED = 20;

    private final FilePlace target;
    private final ObjectMetadata metadata;
    private final Path temporary;
    private final FileChannel channel;

    FileWriter(FilePlace target, ObjectMetadata metadata, Path temporary, FileChannel channel) {
        this.target = target;
        this.metadata = metadata;
        this.temporary = temporary;
        this.channel = channel;
    }

    @Override
    public OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
                try {
                    while (buffer.hasRemaining()) {
                        int n = channel.write(buffer);
                        assert n >= 0;
                    }
                } catch (IOException e) {
                    throw FileErrors.of("writing " + target.description(), e);
                }
            }

            @Override
            public void close() {
                // The channel is closed with the writer.
            }
        };
    }

    @Override
    public boolean commit() {
        try {
            FileMetadata.write(temporary, metadata);
            channel.close();
            return link();
        } catch (IOException e) {
            throw FileErrors.of("writing " + target.description(), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw FileErrors.of("removing the unfinished " + target.description(), e);
        }
    }

    /** Makes the file visible unless there is one: a link, unlike a move, never replaces. */
    private boolean link() throws IOException {
        if (target.existsOdd()) {
            return false;
        }
        target.requireNoLink();
        Path ordinary = target.ordinary();
        if (ordinary == null) {
            return link(target.odd());
        }
        try {
            return link(ordinary);
        } catch (FileTakenByFolderException e) {
            return link(target.odd());
        }
    }

    private boolean link(Path path) throws IOException {
        for (int pruned = 0; ; pruned++) {
            try {
                Files.createLink(path, temporary);
                return true;
            } catch (FileAlreadyExistsException e) {
                if (FileVersion.read(path) != null) {
                    return false;
                }
                throw new FileTakenByFolderException(e);
            } catch (NoSuchFileException e) {
                if (pruned >= MOST_PRUNED) {
                    throw e;
                }
                FilePlace.makeFolders(path);
            } catch (IOException e) {
                throw FileVersion.isNoFolder(e) ? new FileTakenByFolderException(e) : e;
            }
        }
    }
}
