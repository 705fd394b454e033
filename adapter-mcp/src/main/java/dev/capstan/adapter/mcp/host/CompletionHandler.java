package dev.capstan.adapter.mcp.host;

import java.util.List;

/** Proposes values for an argument of a prompt, or for a placeholder of a resource's URI. Safe for any number of requests at once. */
@FunctionalInterface
public interface CompletionHandler {
    /**
     * Proposes values. May block.
     *
     * @param owner the prompt's name, or the template
     * @param argument the argument's name
     * @param begun what was written so far
     * @return the likeliest first; a client gets 100 of them
     * @throws Exception a defect, which goes to the log
     */
    List<String> complete(String owner, String argument, String begun) throws Exception;
}
