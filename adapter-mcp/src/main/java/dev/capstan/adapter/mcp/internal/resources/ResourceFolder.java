package dev.capstan.adapter.mcp.internal.resources;

import dev.capstan.document.files.DocumentFiles;
import dev.capstan.document.files.UnusableFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder whose files are resources. Which files it has is looked at when the document is loaded, and what is in them when they are
 * read. Hidden files, names with other characters than letters, digits, dots, hyphens and underscores, and links that leave the
 * folder are left out. Immutable; safe for any thread; blocks while files are read.
 */
final class ResourceFolder {
    private static final int MOST_FILES = 10_000;
    private static final int DEEPEST = 32;
    private static final DocumentFiles FILES = new DocumentFiles(null);

    private final Path folder;
    private final List<String> files;
    private final boolean isCut;

    /**
     * Looks which files that folder has.
     *
     * @throws UncheckedIOException when it cannot be read
     */
    ResourceFolder(Path folder) {
        this.folder = folder;
        List<String> found = new ArrayList<>();
        this.isCut = !collect(folder, "", 0, found);
        this.files = List.copyOf(found);
    }

    private boolean collect(Path directory, String prefix, int depth, List<String> found) {
        List<Path> entries;
        try (Stream<Path> listed = Files.list(directory)) {
            entries = listed.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Path entry : entries) {
            String name = entry.getFileName().toString();
            String relative = prefix + name;
            if (name.startsWith(".")) {
                continue;
            }
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                if (depth == DEEPEST || !collect(entry, relative + "/", depth + 1, found)) {
                    return false;
                }
            } else if (isServed(relative)) {
                if (found.size() == MOST_FILES) {
                    return false;
                }
                found.add(relative);
            }
        }
        return true;
    }

    private boolean isServed(String relative) {
        try {
            return Files.isRegularFile(FILES.below(folder, relative));
        } catch (UnusableFileException e) {
            return false;
        }
    }

    /** The paths of its files below it, with slashes, sorted. */
    List<String> files() {
        return files;
    }

    /** Whether it has more files, or deeper ones, than are served. */
    boolean isCut() {
        return isCut;
    }

    /**
     * Where one of its files is now.
     *
     * @throws UnusableFileException when it is gone, or leads out of the folder by now
     */
    Path file(String relative) throws UnusableFileException {
        return FILES.below(folder, relative);
    }
}
