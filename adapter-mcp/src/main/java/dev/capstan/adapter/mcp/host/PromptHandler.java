package dev.capstan.adapter.mcp.host;

import java.util.List;

/** Makes a prompt's messages. Safe for any number of requests at once. */
@FunctionalInterface
public interface PromptHandler {
    /**
     * Answers a request whose required arguments are all there. May block.
     *
     * @throws Exception a defect, which goes to the log
     */
    List<PromptMessage> messages(HostRequest request) throws Exception;
}
