package dev.capstan.document.linked;

import dev.capstan.document.model.Bind;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Binds and the file that declares them.
 *
 * @param binds in the order of the file
 * @param file where their relative locations start; null for a document that lies nowhere
 */
public record FileBinds(List<Bind> binds, @Nullable Path file) {}
