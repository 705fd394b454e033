package dev.capstan.document.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The regular files below a folder that a document hands out, as they were when it was listed. Hidden files and folders do not
 * count. Immutable.
 *
 * @param files in the order of their paths
 * @param leftOut what lies there too and is not handed out, in the order of the paths
 */
public record FolderListing(List<File> files, List<LeftOut> leftOut) {
    /** The most files of a folder. */
    public static final int MOST_FILES = 1_000;

    /** The longest of them, in bytes. */
    public static final long LONGEST_FILE = 16L * 1024 * 1024;

    private static final int MOST_ENTRIES = 10 * MOST_FILES;
    private static final int DEEPEST = 16;
    private static final String ODD_NAME =
            "has a name that is not made of letters, digits, dots, hyphens and underscores";

    private static final Comparator<File> BY_PATH = Comparator.comparing(File::path);

    /** Of no folder. */
    public static final FolderListing EMPTY = new FolderListing(List.of(), List.of());

    /**
     * A file.
     *
     * @param path from the folder, with slashes
     * @param size in bytes
     */
    public record File(String path, long size) {}

    /**
     * What is not handed out.
     *
     * @param path from the folder, with slashes
     * @param reason the end of a sentence that names it
     */
    public record LeftOut(String path, String reason) {}

    /**
     * Lists a folder. Blocks.
     *
     * @throws UnusableFileException when it cannot be read, or holds more than {@link #MOST_FILES} files
     */
    public static FolderListing of(Path folder) throws UnusableFileException {
        try {
            Walk walk = new Walk(folder.toRealPath());
            walk.walk(walk.root, "", 1);
            walk.files.sort(BY_PATH);
            walk.leftOut.sort(Comparator.comparing(LeftOut::path));
            return new FolderListing(List.copyOf(walk.files), List.copyOf(walk.leftOut));
        } catch (IOException | DirectoryIteratorException e) {
            throw new UnusableFileException("cannot be read");
        }
    }

    /** The file of that path; null when there is none. */
    public @Nullable File file(String path) {
        int index = Collections.binarySearch(files, new File(path, 0), BY_PATH);
        return index < 0 ? null : files.get(index);
    }

    private static final class Walk {
        final Path root;
        final List<File> files = new ArrayList<>();
        final List<LeftOut> leftOut = new ArrayList<>();
        private int entries;

        Walk(Path root) {
            this.root = root;
        }

        void walk(Path folder, String prefix, int depth) throws IOException, UnusableFileException {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
                for (Path child : children) {
                    String name = String.valueOf(child.getFileName());
                    if (name.startsWith(".")) {
                        continue;
                    }
                    if (++entries > MOST_ENTRIES) {
                        throw new UnusableFileException("holds more than " + MOST_ENTRIES + " files and folders");
                    }
                    visit(child, name, prefix + name, depth);
                }
            }
        }

        private void visit(Path child, String name, String path, int depth) throws IOException, UnusableFileException {
            if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                if (!DocumentFiles.isPlainName(name)) {
                    leftOut.add(new LeftOut(path, ODD_NAME));
                } else if (depth == DEEPEST) {
                    leftOut.add(new LeftOut(path, "lies deeper than " + DEEPEST + " folders"));
                } else {
                    walk(child, path + "/", depth + 1);
                }
                return;
            }
            String reason = reason(child, name);
            if (reason != null) {
                leftOut.add(new LeftOut(path, reason));
                return;
            }
            if (files.size() == MOST_FILES) {
                throw new UnusableFileException("holds more than " + MOST_FILES + " files");
            }
            files.add(new File(path, Files.size(child)));
        }

        /** Why a file is left out; null when it is not. */
        private @Nullable String reason(Path child, String name) throws IOException {
            if (!DocumentFiles.isPlainName(name)) {
                return ODD_NAME;
            }
            if (!Files.exists(child)) {
                return "is a link to nothing";
            }
            if (!child.toRealPath().startsWith(root)) {
                return "lies outside of its folder";
            }
            if (!Files.isRegularFile(child)) {
                return Files.isDirectory(child) ? "is a link to a folder" : "is not a regular file";
            }
            return Files.size(child) > LONGEST_FILE ? "is longer than " + LONGEST_FILE + " bytes" : null;
        }
    }
}
