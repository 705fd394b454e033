package dev.capstan.document.file;

import dev.capstan.document.file.UnreadableFileException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads whole files up to a limit. Files that a document names are read by {@link #readRegularFile} only: a document can
 * name a pipe that nobody writes to, or a device without an end. Stateless and safe for any thread; blocks on the disk.
 */
public final class BoundedFileReader {
    private static final int MEBIBYTE = 1024 * 1024;

    private BoundedFileReader() {}

    /**
     * Reads a regular file, links followed.
     *
     * @param mostBytes the longest file that is read
     * @throws UnreadableFileException when it is absent, longer, no regular file, or cannot be read
     */
    public static byte[] readRegularFile(Path file, int mostBytes) throws UnreadableFileException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (IOException e) {
            throw unreadable(file);
        }
        if (attributes.isDirectory()) {
            throw unreadable(file);
        }
        if (!attributes.isRegularFile()) {
            throw new UnreadableFileException(
                    Reason.NOT_REGULAR, "is not a regular file, but a pipe, a device or a socket");
        }
        if (attributes.size() > mostBytes) {
            throw tooLarge(mostBytes);
        }
        return readFile(file, mostBytes);
    }

    /**
     * Reads a file that a user names, which may also be a pipe or a device: it is read to its end or to the limit.
     *
     * @param mostBytes the longest file that is read
     * @throws UnreadableFileException when it is absent, longer, a directory, or cannot be read
     */
    public static byte[] readFile(Path file, int mostBytes) throws UnreadableFileException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(mostBytes + 1);
        } catch (IOException e) {
            throw unreadable(file);
        }
        if (bytes.length > mostBytes) {
            throw tooLarge(mostBytes);
        }
        return bytes;
    }

    /** A number of bytes as users read it: {@code 4 MiB}, or the number where it is no whole number of mebibytes. */
    public static String size(int bytes) {
        return bytes % MEBIBYTE == 0 ? bytes / MEBIBYTE + " MiB" : bytes + " bytes";
    }

    private static UnreadableFileException tooLarge(int mostBytes) {
        return new UnreadableFileException(Reason.TOO_LARGE, "is larger than " + size(mostBytes));
    }

    private static UnreadableFileException unreadable(Path file) {
        if (Files.isDirectory(file)) {
            return new UnreadableFileException(Reason.DIRECTORY, "is a directory");
        }
        return Files.exists(file)
                ? new UnreadableFileException(Reason.FORBIDDEN, "cannot be read: check its permissions")
                : new UnreadableFileException(Reason.ABSENT, "does not exist");
    }
}
