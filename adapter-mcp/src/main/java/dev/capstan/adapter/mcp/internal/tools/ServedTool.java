package dev.capstan.adapter.mcp.internal.tools;

import dev.capstan.adapter.mcp.internal.content.FailureText;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.model.Tool;
import dev.capstan.engine.plan.UnitPlan;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A tool as it is served. Immutable. */
final class ServedTool {
    private final String name;
    private final UnitPlan plan;
    private final ToolArguments arguments;
    private final FailureText failureText;
    private final boolean hasOutputSchema;
    private final boolean onlyReads;

    /**
     * @param name on the wire
     */
    ServedTool(String name, UnitPlan plan) {
        LinkedUnit unit = plan.linked();
        LinkedOperation operation = unit.operation();
        this.name = name;
        this.plan = plan;
        this.arguments = new ToolArguments(unit.arguments());
        this.failureText = new FailureText(name, operation == null ? null : operation.reference());
        this.hasOutputSchema = ToolSchemas.ofReply(unit.reply()) != null;
        this.onlyReads = unit.onlyReads();
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
        tool.set("inputSchema", ToolSchemas.ofArguments(arguments.schemas()));
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
