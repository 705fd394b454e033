package dev.capstan.engine.spi.bind;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a bind provider.
 *
 * @param location the bind's URI as the document has it
 * @param document the file that declares the bind, where a relative location starts; null when it was given as text
 * @param keys the provider's keys that are needed
 */
public record BindRequest(String location, @Nullable Path document, Set<String> keys) {}
