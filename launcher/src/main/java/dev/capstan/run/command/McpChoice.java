package dev.capstan.run.command;

import dev.capstan.adapter.mcp.McpStdio;
import dev.capstan.engine.Engine;
import dev.capstan.run.option.UsageException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The MCP adapters that a command line means. */
final class McpChoice {
    private McpChoice() {}

    /**
     * Those of that name.
     *
     * @param namespace null for all
     * @throws UsageException when there is none
     */
    static List<McpStdio> all(Engine engine, @Nullable String namespace) {
        List<McpStdio> all = McpStdio.of(engine.context());
        List<McpStdio> wanted = all.stream()
                .filter(adapter -> namespace == null || adapter.namespace().equals(namespace))
                .toList();
        if (wanted.isEmpty()) {
            throw UsageException.of(
                    all.isEmpty()
                            ? "the document has no MCP adapter that can be served"
                            : "the document has no MCP adapter " + namespace + "; it has " + names(all));
        }
        return wanted;
    }

    /**
     * The one of that name; without a name, the only one, or the only one of several that is served over stdio.
     *
     * @throws UsageException when there is none, or are several
     */
    static McpStdio one(Engine engine, @Nullable String namespace) {
        List<McpStdio> wanted = all(engine, namespace);
        List<McpStdio> declared = wanted.stream().filter(McpStdio::isStdio).toList();
        List<McpStdio> candidates = declared.isEmpty() ? wanted : declared;
        if (candidates.size() > 1) {
            throw UsageException.misuse(
                    "the document has several MCP adapters: choose one with --adapter: " + names(candidates));
        }
        return candidates.get(0);
    }

    private static String names(List<McpStdio> adapters) {
        return adapters.stream().map(McpStdio::namespace).collect(Collectors.joining(", "));
    }
}
