package dev.capstan.adapter.mcp.internal.tools;

import dev.capstan.adapter.mcp.internal.content.FailureText;
import dev.capstan.adapter.mcp.internal.reduce.Selection;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.model.Tool;
import dev.capstan.engine.plan.ArgumentSchema;
import dev.capstan.engine.plan.UnitPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A tool as it is served. Immutable. */
final class ServedTool {
    /** In the names of arguments, these say that they choose among what there is. */
    private static final Set<String> ASK_FOR_LESS = Set.of(
            "limit", "size", "count", "max", "top", "first", "last", "take", "page", "offset", "cursor", "skip",
            "field", "select", "filter", "query", "search", "since", "until", "after", "before");

    private final String name;
    private final UnitPlan plan;
    private final ToolArguments arguments;
    private final FailureText failureText;
    private final boolean hasOutputSchema;
    private final boolean onlyReads;
    private final List<String> argumentsForLess;

    /**
     * @param name on the wire
     * @param selects whether it takes JSONPaths of what is wanted of an upstream's answer, where it hands one on
     */
    ServedTool(String name, UnitPlan plan, boolean selects) {
        LinkedUnit unit = plan.linked();
        LinkedOperation operation = unit.operation();
        this.name = name;
        this.plan = plan;
        this.arguments = new ToolArguments(unit.arguments(), selects && plan.isIdentity());
        this.failureText = new FailureText(name, operation == null ? null : operation.reference());
        this.hasOutputSchema = ToolSchemas.ofReply(unit.reply()) != null;
        this.onlyReads = unit.onlyReads();
        this.argumentsForLess = argumentsForLess(arguments);
    }

    private static List<String> argumentsForLess(ToolArguments arguments) {
        List<String> names = new ArrayList<>();
        for (ArgumentSchema schema : arguments.schemas()) {
            if (Words.of(schema.name()).stream().anyMatch(ASK_FOR_LESS::contains)) {
                names.add(schema.name());
            }
        }
        if (arguments.takeSelection()) {
            names.add(Selection.ARGUMENT);
        }
        return List.copyOf(names);
    }

    String name() {
        return name;
    }

    UnitPlan plan() {
        return plan;
    }

    ToolArguments arguments() {
        return arguments;
    }

    /** Its arguments that ask for less of what there is, as their names go. */
    List<String> argumentsForLess() {
        return argumentsForLess;
    }

    FailureText failureText() {
        return failureText;
    }

    /** What an answer is called that is neither text, an image nor a sound. */
    String blobUri() {
        return "tool:" + name;
    }

    /** Whether clients were promised a structured result. */
    boolean hasOutputSchema() {
        return hasOutputSchema;
    }

    /** Whether a call that no one waits for any more may be given up: it changes nothing. */
    boolean onlyReads() {
        return onlyReads;
    }

    /** Whether clients are told that it changes nothing. */
    boolean isReadOnly() {
        return ToolAnnotations.isReadOnly(plan.linked());
    }

    /** The tool as {@code tools/list} shows it. */
    ObjectNode description(JsonMapper mapper) {
        ObjectNode tool = mapper.createObjectNode().put("name", name);
        String label = label();
        if (label != null) {
            tool.put("title", label);
        }
        tool.put("description", words());
        tool.set("inputSchema", arguments.schema());
        ObjectNode outputSchema = ToolSchemas.ofReply(plan.linked().reply());
        if (outputSchema != null) {
            tool.set("outputSchema", outputSchema);
        }
        tool.set("annotations", ToolAnnotations.of(plan.linked()));
        return tool;
    }

    /** A model chooses by the description: there is always one. */
    String words() {
        LinkedOperation operation = plan.linked().operation();
        String own = plan.linked().description();
        if (own != null && !own.isBlank()) {
            return own;
        }
        String called = operation == null ? null : operation.declaration().description();
        if (called != null && !called.isBlank()) {
            return called;
        }
        String label = label();
        if (label != null) {
            return label;
        }
        return operation == null ? name : operation.method() + " " + operation.path();
    }

    private @Nullable String label() {
        return plan.linked().declaration() instanceof Tool declared ? declared.label() : null;
    }
}
