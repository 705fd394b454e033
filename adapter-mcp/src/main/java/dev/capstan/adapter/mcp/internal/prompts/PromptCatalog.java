package dev.capstan.adapter.mcp.internal.prompts;

import dev.capstan.adapter.mcp.internal.listing.ListPages;
import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.linked.LinkedPrompt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The prompts of one adapter, in the order of the document. Immutable; safe for any thread. */
public final class PromptCatalog {
    private final Map<String, ServedPrompt> byName = new LinkedHashMap<>();
    private final ListPages pages;

    /**
     * The live ones of these.
     *
     * @param warnings is told of prompts that share a name
     */
    public PromptCatalog(JsonMapper mapper, List<LinkedPrompt> prompts, Consumer<Diagnostic> warnings) {
        for (LinkedPrompt prompt : prompts) {
            if (prompt.live() && byName.putIfAbsent(prompt.name(), new ServedPrompt(prompt)) != null) {
                warnings.accept(prompt.declaration()
                        .node()
                        .at("name")
                        .diagnostic(
                                "mcp-prompt-name-repeated",
                                Severity.WARN,
                                "another prompt before this one is named " + prompt.name()
                                        + " too: this one is never given; give it a name of its own"));
            }
        }
        this.pages = new ListPages(
                mapper,
                "prompts",
                byName.values().stream().map(ServedPrompt::described).toList());
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return byName.isEmpty();
    }

    /** What {@code prompts/list} answers. */
    public ListPages pages() {
        return pages;
    }

    /** The names of all. */
    List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** The prompt of that name; null when there is none. */
    @Nullable
    ServedPrompt named(String name) {
        return byName.get(name);
    }
}
