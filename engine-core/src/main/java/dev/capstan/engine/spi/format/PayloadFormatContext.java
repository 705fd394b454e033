package dev.capstan.engine.spi.format;

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
public record PayloadFormatContext(@Nullable String outputSchema, List<Path> folders, PayloadLimits limits) {}
