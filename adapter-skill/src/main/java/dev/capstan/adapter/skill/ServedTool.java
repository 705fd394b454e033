package dev.capstan.adapter.skill;

import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedSkill;
import dev.capstan.document.linked.LinkedUnit;
import org.jspecify.annotations.Nullable;

/**
 * A tool of a skill that can be used.
 *
 * @param name its name in the skill
 * @param description what it is for; null when nobody says
 * @param instruction the file to read; null for a target
 * @param target what to call; null for an instruction
 */
record ServedTool(
        String name,
        @Nullable String description,
        @Nullable String instruction,
        @Nullable Target target) {
    /**
     * An operation or tool of another adapter.
     *
     * @param adapter the adapter that serves it
     * @param unit what is called
     * @param mode {@code rest} or {@code mcp}
     * @param method of a REST operation; null for a tool
     * @param path of a REST operation, as the document has it; null for a tool
     */
    record Target(
            LinkedAdapter adapter,
            LinkedUnit unit,
            String mode,
            @Nullable String method,
            @Nullable String path) {}

    static ServedTool of(LinkedSkill.Tool tool) {
        LinkedUnit unit = tool.unit();
        LinkedAdapter adapter = tool.adapter();
        String description = tool.declaration().description();
        if (unit == null || adapter == null) {
            return new ServedTool(tool.name(), description, tool.instruction(), null);
        }
        return new ServedTool(
                tool.name(), description == null ? unit.description() : description, null, target(adapter, unit));
    }

    private static Target target(LinkedAdapter adapter, LinkedUnit unit) {
        if (adapter instanceof LinkedAdapter.Rest rest) {
            for (LinkedAdapter.RestRoute route : rest.routes()) {
                if (route.unit() == unit) {
                    return new Target(
                            adapter, unit, "rest", route.method(), route.path().text());
                }
            }
        }
        return new Target(adapter, unit, adapter.declaration().type(), null, null);
    }
}
