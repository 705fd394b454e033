package dev.capstan.document.linked;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.model.Prompt;
import java.util.List;

/**
 * A prompt of an MCP server.
 *
 * @param messages its template; the one message of a prompt that is a file
 * @param problems why it is dead; empty when it serves
 */
public record LinkedPrompt(Prompt declaration, String name, List<Message> messages, List<Diagnostic> problems) {
    /**
     * A message of a prompt.
     *
     * @param role {@code user} or {@code assistant}
     * @param text with its arguments' names still in braces
     */
    public record Message(String role, String text) {}

    /** Whether nothing stands against serving it. */
    public boolean live() {
        return problems.isEmpty();
    }
}
