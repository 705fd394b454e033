package dev.capstan.document.files;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files and folders that a document names. {@code file:///./x} starts at the document, then at the working directory; other
 * file URIs are absolute. What lies below a folder is read only where no segment and no link leaves it. Immutable and safe for any
 * thread; blocks while files are read.
 */
public final class DocumentFiles {
    /** The longest file that a document may be made of, in bytes. */
    public static final long LONGEST_FILE = 4 * 1024 * 1024;

    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern DOTS = Pattern.compile("\\.+");

    private final @Nullable Path document;
    private final boolean isAssumed;

    private DocumentFiles(@Nullable Path document, boolean isAssumed) {
        this.document = document;
        this.isAssumed = isAssumed;
    }

    /** Those of the document in that file; null for one that lies nowhere. */
    public DocumentFiles(@Nullable Path document) {
        this(document, false);
    }

    /** Those of a document whose sender must not learn what lies here: all are taken to be there, and empty. */
    public static DocumentFiles assumed() {
        return new DocumentFiles(null, true);
    }

    /** Whether files are taken to be there, and none is looked at. */
    public boolean isAssumed() {
        return isAssumed;
    }

    /** The files below a folder that are handed out. */
    public FolderListing listing(Path folder) throws UnusableFileException {
        return isAssumed ? FolderListing.EMPTY : FolderListing.of(folder);
    }

    /** The folder that a location names. */
    public Path folder(String location) throws UnusableFileException {
        if (isAssumed) {
            return Path.of("");
        }
        Path found = find(location);
        if (!Files.isDirectory(found)) {
            throw new UnusableFileException(Files.exists(found) ? "is not a folder" : "does not exist");
        }
        return found;
    }

    /** The text of the file that a location names. */
    public String text(String location) throws UnusableFileException {
        return isAssumed ? "" : read(find(location));
    }

    /** The text of a file below a folder. */
    public String textBelow(Path folder, String relative) throws UnusableFileException {
        return isAssumed ? "" : read(below(folder, relative));
    }

    /** The file below a folder; it is there, and the way to it leaves the folder nowhere. */
    public Path below(Path folder, String relative) throws UnusableFileException {
        for (String segment : relative.split("/", -1)) {
            if (!isPlainName(segment)) {
                throw new UnusableFileException(
                        "has a name that is not made of letters, digits, dots, hyphens and underscores");
            }
        }
        try {
            Path root = folder.toRealPath();
            Path file = root.resolve(relative);
            if (!Files.exists(file)) {
                throw new UnusableFileException("does not exist");
            }
            if (!file.toRealPath().startsWith(root)) {
                throw new UnusableFileException("lies outside of its folder");
            }
            return file;
        } catch (IOException e) {
            throw new UnusableFileException("cannot be read");
        }
    }

    /** Whether a document may name a file or folder so, below another one: letters, digits, dots, hyphens and underscores. */
    static boolean isPlainName(String segment) {
        return SEGMENT.matcher(segment).matches() && !DOTS.matcher(segment).matches();
    }

    /** The text of a regular file in UTF-8, up to {@link #LONGEST_FILE}. */
    public static String read(Path file) throws UnusableFileException {
        try {
            if (!Files.isRegularFile(file)) {
                throw new UnusableFileException(Files.exists(file) ? "is not a regular file" : "does not exist");
            }
            if (Files.size(file) > LONGEST_FILE) {
                throw new UnusableFileException("is longer than " + LONGEST_FILE + " bytes");
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new UnusableFileException("is not a text in UTF-8");
        } catch (IOException e) {
            throw new UnusableFileException("cannot be read");
        }
    }

    /** What a location names, whether it is there or not. */
    public Path find(String location) throws UnusableFileException {
        try {
            String rest = location.replaceFirst("^file:(//)?", "");
            boolean isRelative = rest.startsWith("/./") || rest.startsWith("/../") || !rest.startsWith("/");
            if (!isRelative) {
                return Path.of(URI.create("file://" + rest));
            }
            String relative = rest.startsWith("/") ? rest.substring(1) : rest;
            Path parent = document == null ? null : document.toAbsolutePath().getParent();
            Path beside = parent == null ? null : parent.resolve(relative).normalize();
            return beside != null && Files.exists(beside)
                    ? beside
                    : Path.of(relative).toAbsolutePath().normalize();
        } catch (IllegalArgumentException e) {
            throw new UnusableFileException("is not a file URI");
        }
    }
}
