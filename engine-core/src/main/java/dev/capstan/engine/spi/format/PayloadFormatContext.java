package dev.capstan.engine.spi.format;

import dev.capstan.engine.failure.InvalidSettingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the decoder of one operation is made from.
 *
 * @param outputSchema the operation's {@code outputSchema} as the document has it; null when it has none
 * @param folders where relative paths in it start, to be tried in this order: the folder of the declaring file, then the
 *     working directory
 * @param limits how much a decoded answer may hold
 */
public record PayloadFormatContext(@Nullable String outputSchema, List<Path> folders, PayloadLimits limits) {
    /**
     * The file that a path of the document names, looked for in the folders in their order. Blocks.
     *
     * @param path relative to one of the folders, or absolute
     * @throws InvalidSettingException when no such file can be read
     */
    public Path schemaFile(String path) {
        for (Path folder : folders) {
            try {
                Path file = folder.resolve(path);
                if (Files.isRegularFile(file) && Files.isReadable(file)) {
                    return file;
                }
            } catch (InvalidPathException e) {
                throw new InvalidSettingException("outputSchema: \"" + path + "\" is not a path");
            }
        }
        throw new InvalidSettingException("outputSchema: the file \"" + path
                + "\" is neither beside the document that declares it nor in the working directory, or cannot be read");
    }
}
