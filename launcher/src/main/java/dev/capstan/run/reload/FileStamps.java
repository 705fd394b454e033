package dev.capstan.run.reload;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** How files were at one time, as far as that shows without reading them. Immutable. */
final class FileStamps {
    private static final String ABSENT = "absent";

    private final Map<Path, String> stamps;

    private FileStamps(Map<Path, String> stamps) {
        this.stamps = stamps;
    }

    /** Those of these files, and of what lies in these folders. Links are followed: what they lead to may be another file. */
    static FileStamps of(Set<Path> files) {
        Map<Path, String> stamps = new LinkedHashMap<>();
        for (Path file : files) {
            stamps.put(file, of(file));
            if (Files.isDirectory(file)) {
                try (DirectoryStream<Path> children = Files.newDirectoryStream(file)) {
                    children.forEach(child -> stamps.put(child, of(child)));
                } catch (IOException | RuntimeException e) {
                    stamps.put(file, ABSENT);
                }
            }
        }
        return new FileStamps(stamps);
    }

    private static String of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime().toInstant() + " " + attributes.size() + " " + attributes.fileKey();
        } catch (IOException e) {
            return ABSENT;
        }
    }

    /** These, but those of files that an earlier look saw too as it saw them: what has changed since is seen as a change. */
    FileStamps since(FileStamps earlier) {
        Map<Path, String> merged = new LinkedHashMap<>(stamps);
        merged.replaceAll((file, stamp) -> earlier.stamps.getOrDefault(file, stamp));
        return new FileStamps(merged);
    }

    boolean areSameAs(FileStamps other) {
        return stamps.equals(other.stamps);
    }
}
