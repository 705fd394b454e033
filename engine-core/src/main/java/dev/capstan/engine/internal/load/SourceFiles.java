package dev.capstan.engine.internal.load;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files that a document was made from.
 *
 * @param files the document's own, those it imports from and those of its binds, in that order, absolute; they may be missing. For a
 *     folder, whatever lies in it
 * @param digest of what was in the document's own and those it imports from
 * @param isAll whether it was made from nothing else, variables apart
 */
public record SourceFiles(List<Path> files, @Nullable String digest, boolean isAll) {
    /** Copies the list. */
    public SourceFiles {
        files = List.copyOf(files);
    }

    /** Whether a document from these files is the same as one from those, apart from its variables; when in doubt it is not. */
    public boolean hasSameContent(SourceFiles other) {
        return isAll && other.isAll && digest != null && Objects.equals(digest, other.digest);
    }
}
