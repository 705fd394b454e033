package dev.capstan.adapter.mcp.internal.protocol;

/** What is kept of a client between its requests, where something has to be. Safe for any thread. */
public interface ClientSession {
    /**
     * The client wants to hear of changes of that resource.
     *
     * @return whether there was room for it
     */
    boolean subscribe(String uri);

    /** It does not any more. */
    void unsubscribe(String uri);

    /** Whether it does. */
    boolean isSubscribed(String uri);
}
