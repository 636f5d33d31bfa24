package io.lc2.backup.local.files;

import io.lc2.backup.executor.spi.KeyOrder;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks a tree of folders so that relative paths come in the order of their UTF-8 bytes; a folder sorts as its name and a
 * slash. Memory is bounded by a window per level: a folder with more entries than that is read several times.
 *
 * <p>Links are an error, not followed (they may lead outside) and not passed over (what they point to would silently be
 * missing in a backup). What is neither file nor folder holds no data and is passed over.
 */
final class FileWalk {

    private static final int WINDOW = 10_000;

    private static final Comparator<Found> ORDER = (a, b) -> KeyOrder.compare(a.relative(), b.relative());
    /** A folder changed just before it was read may change again within the same tick of its clock. */
    private static final Duration CLOCK_TICK = Duration.ofMillis(100);

    private final String prefix;
    private final Instant now;
    private final boolean hideReserved;
    private final Deque<Folder> stack = new ArrayDeque<>();
    private String after;
    private @Nullable Found next;

    /**
     * Begins a walk.
     *
     * @param root the folder that relative paths start from
     * @param prefix only paths that begin with it
     * @param after only paths after this one
     * @param now the time, to tell whether a folder has just changed
     * @param hideReserved whether our own names at the top are passed over
     */
    FileWalk(Path root, String prefix, String after, Instant now, boolean hideReserved) throws IOException {
        this.prefix = prefix;
        this.after = after;
        this.now = now;
        this.hideReserved = hideReserved;
        String start = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        if (start.isEmpty()) {
            enter(root, "");
        } else if (FileKeys.isOrdinary(start.substring(0, start.length() - 1))) {
            Path folder = FileKeys.resolve(root, start);
            requireNoLink(root, folder);
            enter(folder, start);
        }
    }

    private static void requireNoLink(Path root, Path folder) {
        for (Path path = folder; path != null && !path.equals(root); path = path.getParent()) {
            if (Files.isSymbolicLink(path)) {
                throw FileKeys.link(path);
            }
        }
    }

    /** The next file, still to be taken; null at the end. */
    @Nullable Found peek() throws IOException {
        while (next == null && !stack.isEmpty()) {
            Folder folder = stack.getLast();
            Found candidate = folder.poll();
            if (candidate == null) {
                stack.removeLast();
            } else if (candidate.version() == null) {
                enter(candidate.path(), candidate.relative());
            } else {
                next = candidate;
            }
        }
        return next;
    }

    /** Takes the file that {@link #peek} has shown. */
    void take() {
        if (next != null) {
            after = next.relative();
            next = null;
        }
    }

    /** Whether any folder on the way to here was changed since it was read, so that the walk may miss something. */
    boolean isStale() throws IOException {
        for (Folder folder : stack) {
            if (folder.isStale()) {
                return true;
            }
        }
        return false;
    }

    private void enter(Path path, String relative) throws IOException {
        try {
            stack.add(new Folder(path, relative));
        } catch (NoSuchFileException e) {
            // Removed since it was seen; then nothing is below it.
            return;
        } catch (IOException e) {
            if (!FileVersion.isNoFolder(e)) {
                throw e;
            }
        }
    }

    private boolean isWanted(String relative, boolean folder) {
        if (folder) {
            boolean below = relative.startsWith(prefix) || prefix.startsWith(relative);
            return below && (after.startsWith(relative) || KeyOrder.compare(relative, after) > 0);
        }
        return relative.startsWith(prefix) && KeyOrder.compare(relative, after) > 0;
    }

    /**
     * A file or folder.
     *
     * @param relative path from the root; a folder's ends in a slash
     * @param path where it is
     * @param version which content a file has; null for a folder
     */
    record Found(String relative, Path path, @Nullable FileVersion version) {}

    /** A folder on the way, and what of it is still to come. */
    private final class Folder {

        private final Path path;
        private final String relative;
        private FileTime changed;
        private Iterator<Found> entries;
        private String last = "";
        private boolean more;

        Folder(Path path, String relative) throws IOException {
            this.path = path;
            this.relative = relative;
            this.changed = changed();
            this.entries = read();
        }

        @Nullable Found poll() throws IOException {
            if (!entries.hasNext() && more) {
                entries = read();
            }
            if (!entries.hasNext()) {
                return null;
            }
            Found found = entries.next();
            last = found.relative();
            return found;
        }

        boolean isStale() throws IOException {
            FileTime then = changed;
            return !then.equals(changed()) || then.toInstant().isAfter(now.minus(CLOCK_TICK));
        }

        private FileTime changed() throws IOException {
            return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS);
        }

        /** The first entries after the last one, as many as fit. */
        private Iterator<Found> read() throws IOException {
            List<Found> first = new ArrayList<>();
            more = false;
            changed = changed();
            FileLooks looks = new FileLooks(this::look, found -> keep(found, first));
            try (DirectoryStream<Path> names = Files.newDirectoryStream(path)) {
                for (Path entry : names) {
                    looks.add(entry);
                }
                looks.end();
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
            cut(first);
            return first.iterator();
        }

        private void keep(Found found, List<Found> first) {
            if (KeyOrder.compare(found.relative(), last) > 0) {
                first.add(found);
                if (first.size() >= 2 * WINDOW) {
                    cut(first);
                }
            }
        }

        private void cut(List<Found> first) {
            first.sort(ORDER);
            if (first.size() > WINDOW) {
                first.subList(WINDOW, first.size()).clear();
                more = true;
            }
        }

        private @Nullable Found look(Path entry) throws IOException {
            String name = entry.getFileName().toString();
            if (name.indexOf('\uFFFD') >= 0) {
                throw FileKeys.unspeakable(entry.toString(), null);
            }
            String here = relative + name;
            if (hideReserved && here.startsWith(FileKeys.RESERVED)) {
                return null;
            }
            if (!isWanted(here, false) && !isWanted(here + "/", true)) {
                return null;
            }
            return describe(entry, here);
        }

        private @Nullable Found describe(Path entry, String here) throws IOException {
            BasicFileAttributes attributes;
            try {
                attributes = Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            } catch (NoSuchFileException e) {
                return null;
            }
            if (attributes.isSymbolicLink()) {
                throw FileKeys.link(entry);
            }
            if (attributes.isDirectory()) {
                return isWanted(here + "/", true) ? new Found(here + "/", entry, null) : null;
            }
            return attributes.isRegularFile() && isWanted(here, false)
                    ? new Found(here, entry, FileVersion.of(attributes))
                    : null;
        }
    }
}
