package dev.capstan.linter.provider;

import java.util.Set;
import java.util.StringJoiner;

/**
 * What providers refuse a whole request for.
 *
 * @param providers those that do, in order
 * @param place in the tool, as {@code inputSchema.properties.id}; empty for the list of tools as a whole
 * @param problem the end of a sentence that begins with the place
 */
public record Refusal(Set<ModelProvider> providers, String place, String problem) {
    /** It in words. */
    public String sentence() {
        StringJoiner names = new StringJoiner(", ");
        providers.forEach(provider -> names.add(provider.shown()));
        return names + (providers.size() == 1 ? " refuses" : " refuse") + " a request with it: "
                + (place.isEmpty() ? "" : place + " ") + problem;
    }
}
