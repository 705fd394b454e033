package dev.capstan.adapter.mcp.internal.prompts;

import dev.capstan.document.linked.LinkedPrompt;
import dev.capstan.document.model.PromptArgument;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A prompt as it is served. Immutable. */
final class ServedPrompt {
    /** A message of it. */
    record Message(String role, PromptText text) {}

    private final LinkedPrompt prompt;
    private final List<String> arguments;
    private final List<Message> messages;

    ServedPrompt(LinkedPrompt prompt) {
        this.prompt = prompt;
        this.arguments = prompt.declaration().arguments().stream()
                .map(argument -> String.valueOf(argument.name()))
                .toList();
        this.messages = prompt.messages().stream()
                .map(message -> new Message(message.role(), new PromptText(message.text(), arguments)))
                .toList();
    }

    String name() {
        return prompt.name();
    }

    @Nullable
    String description() {
        return prompt.declaration().description();
    }

    /** The names of its arguments, by index. */
    List<String> arguments() {
        return arguments;
    }

    /** Whether it cannot do without that argument. */
    boolean requires(int argument) {
        return prompt.declaration().arguments().get(argument).required();
    }

    List<Message> messages() {
        return messages;
    }

    /** The prompt as {@code prompts/list} shows it. */
    ObjectNode described() {
        ObjectNode entry = JsonNodeFactory.instance.objectNode().put("name", name());
        put(entry, "title", prompt.declaration().label());
        put(entry, "description", description());
        if (!arguments.isEmpty()) {
            ArrayNode all = entry.putArray("arguments");
            for (PromptArgument argument : prompt.declaration().arguments()) {
                ObjectNode one = all.addObject().put("name", String.valueOf(argument.name()));
                put(one, "title", argument.label());
                put(one, "description", argument.description());
                one.put("required", argument.required());
            }
        }
        return entry;
    }

    private static void put(ObjectNode node, String member, @Nullable String text) {
        if (text != null) {
            node.put(member, text);
        }
    }
}
