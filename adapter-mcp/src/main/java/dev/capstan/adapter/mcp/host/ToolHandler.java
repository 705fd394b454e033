package dev.capstan.adapter.mcp.host;

/** Runs a tool. Safe for any number of requests at once. */
@FunctionalInterface
public interface ToolHandler {
    /**
     * Answers a call. May block.
     *
     * @throws Exception a defect, which goes to the log; what a model could mend is {@link ToolAnswer#error}
     */
    ToolAnswer call(HostRequest request) throws Exception;
}
