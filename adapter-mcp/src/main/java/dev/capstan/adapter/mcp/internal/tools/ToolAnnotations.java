package dev.capstan.adapter.mcp.internal.tools;

import dev.capstan.document.linked.Behaviour;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.model.Hints;
import dev.capstan.document.model.Tool;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What clients are told of a tool, to decide whether to ask their user first. The document's hints, and for what it does not say, what
 * the methods of the called operations say. All four are there: clients that find one missing deny the tool.
 */
final class ToolAnnotations {
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE");

    private ToolAnnotations() {}

    /** Whether it changes nothing. */
    static boolean isReadOnly(LinkedUnit unit) {
        Hints hints = hints(unit);
        return said(hints == null ? null : hints.readOnly(), unit.onlyReads());
    }

    private static @Nullable Hints hints(LinkedUnit unit) {
        return unit.declaration() instanceof Tool tool ? tool.hints() : null;
    }

    static ObjectNode of(LinkedUnit unit) {
        Hints hints = hints(unit);
        boolean reads = isReadOnly(unit);
        List<LinkedOperation> operations = unit.operations();
        boolean repeats = operations.size() <= 1
                && operations.stream().allMatch(operation -> IDEMPOTENT.contains(operation.method()));
        return JsonNodeFactory.instance
                .objectNode()
                .put("readOnlyHint", reads)
                .put("destructiveHint", said(hints == null ? null : hints.destructive(), !reads))
                .put("idempotentHint", said(hints == null ? null : hints.idempotent(), reads || repeats))
                .put(
                        "openWorldHint",
                        said(hints == null ? null : hints.openWorld(), !(unit.behaviour() instanceof Behaviour.Mock)));
    }

    private static boolean said(@Nullable Boolean hint, boolean otherwise) {
        return hint == null ? otherwise : hint;
    }
}
