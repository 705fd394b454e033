package dev.capstan.adapter.mcp.host;

/** Reads a resource. Safe for any number of requests at once. */
@FunctionalInterface
public interface ResourceHandler {
    /**
     * Reads it. May block.
     *
     * @param uri as the client asked for it; the values of a template's placeholders are the request's arguments
     * @throws Exception a defect, which goes to the log
     */
    ResourceContent read(String uri, HostRequest request) throws Exception;
}
