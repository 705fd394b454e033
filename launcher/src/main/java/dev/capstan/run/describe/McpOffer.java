package dev.capstan.run.describe;

import dev.capstan.document.linked.Behaviour;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedPrompt;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.engine.plan.AdapterPlan;
import java.util.List;

/** What an MCP adapter has that is live. */
final class McpOffer {
    private McpOffer() {}

    /** How many tools, resources and prompts, in words. */
    static String counted(AdapterPlan adapter, LinkedAdapter.Mcp mcp) {
        long tools = mcp.tools().stream()
                .filter(tool -> adapter.planOf(tool) != null)
                .count();
        StringBuilder words = new StringBuilder(count(tools, "tool"));
        int resources = resources(adapter, mcp).size();
        if (resources > 0) {
            words.append(", ").append(count(resources, "resource"));
        }
        int prompts = prompts(mcp).size();
        return prompts > 0 ? words.append(", ").append(count(prompts, "prompt")).toString() : words.toString();
    }

    private static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** Its resources; a folder is one. */
    static List<LinkedAdapter.ResourceRoute> resources(AdapterPlan adapter, LinkedAdapter.Mcp mcp) {
        return mcp.resources().stream()
                .filter(resource -> isLive(adapter, resource.unit()))
                .toList();
    }

    private static boolean isLive(AdapterPlan adapter, LinkedUnit unit) {
        return adapter.planOf(unit) != null || (unit.live() && unit.behaviour() instanceof Behaviour.StaticFiles);
    }

    /** Its prompts. */
    static List<LinkedPrompt> prompts(LinkedAdapter.Mcp mcp) {
        return mcp.prompts().stream().filter(LinkedPrompt::live).toList();
    }
}
