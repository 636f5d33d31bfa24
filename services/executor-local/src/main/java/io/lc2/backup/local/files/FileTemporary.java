package io.lc2.backup.local.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A file on its way. Its name says for which key, so that what a crash left behind can be found, and by which process, so
 * that no two write the same one.
 *
 * @param path where it is until it is whole
 * @param channel open for writing
 */
record FileTemporary(Path path, FileChannel channel) {

    private static final int LONGEST_KEY = 150;
    private static final long PROCESS = ProcessHandle.current().pid();
    private static final AtomicLong NUMBERS = new AtomicLong(System.nanoTime());

    static FileTemporary open(Path bucket, String key) throws IOException {
        Path folder = bucket.resolve(FileKeys.TEMPORARY);
        String begin = beginOfName(key);
        while (true) {
            String name = begin + "~" + PROCESS + "-" + Long.toHexString(NUMBERS.incrementAndGet());
            Path path = folder.resolve(name);
            try {
                return new FileTemporary(
                        path, FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            } catch (NoSuchFileException e) {
                Files.createDirectories(folder);
            } catch (FileAlreadyExistsException e) {
                // Another process with our number, on another host: the next name is free.
                NUMBERS.incrementAndGet();
            }
        }
    }

    /** How names of files on their way to keys with this beginning begin. */
    static String beginOfName(String key) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < key.length() && name.length() < LONGEST_KEY; i++) {
            char c = key.charAt(i);
            boolean plain = c > ' ' && c < 0x7f && c != '/';
            name.append(plain ? c : '~');
        }
        return name.toString();
    }
}
