package dev.capstan.linter.report.format;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Names of files as code hosts know them: from the top of the repository, with slashes, wherever linting was started. What
 * lies elsewhere keeps its name.
 */
final class RepositoryPaths {
    private final @Nullable Path top;

    /**
     * Names from a folder.
     *
     * @param top the repository's; null to change no name
     */
    RepositoryPaths(@Nullable Path top) {
        this.top = top == null ? null : top.toAbsolutePath().normalize();
    }

    /** A file's name. */
    String of(String file) {
        return fromTop(file).replace(File.separatorChar, '/');
    }

    private String fromTop(String file) {
        if (top == null) {
            return file;
        }
        try {
            Path absolute = Path.of(file).toAbsolutePath().normalize();
            return absolute.startsWith(top) ? top.relativize(absolute).toString() : file;
        } catch (InvalidPathException noFile) {
            return file;
        }
    }
}
