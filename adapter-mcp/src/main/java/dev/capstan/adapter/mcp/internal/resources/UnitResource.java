package dev.capstan.adapter.mcp.internal.resources;

import dev.capstan.adapter.mcp.internal.content.FailureText;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcException;
import dev.capstan.adapter.mcp.internal.protocol.MethodCall;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.engine.plan.ArgumentSchema;
import dev.capstan.engine.plan.UnitPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A resource that a unit's call makes.
 *
 * @param longest the most bytes of its content as it is written
 */
record UnitResource(LinkedAdapter.ResourceRoute route, UnitPlan plan, long longest) implements ServedResource {
    @Override
    public MethodCall read(String uri, List<String> values) {
        @Nullable JsonNode[] arguments = new JsonNode[plan.linked().arguments().size()];
        for (int i = 0; i < values.size(); i++) {
            JsonNode value = JsonNodeFactory.instance.stringNode(values.get(i));
            for (ArgumentSchema schema :
                    plan.arguments().find(route.placeholders().get(i))) {
                JsonNode accepted = schema.accept(value);
                if (accepted == null) {
                    throw new JsonRpcException(
                            JsonRpcError.invalidParams(schema.problem(value).detail()));
                }
                arguments[schema.argument().index()] = accepted;
            }
        }
        return new ResourceCall(this, uri, arguments);
    }

    /** Whether nothing changes upstream when it is read. */
    boolean onlyReads() {
        return plan.linked().onlyReads();
    }

    FailureText failureText() {
        LinkedOperation operation = plan.linked().operation();
        return new FailureText(plan.linked().name(), operation == null ? null : operation.reference());
    }
}
