package dev.capstan.adapter.mcp.internal.streams;

/** What can change, and is told to those who listen. */
public enum Change {
    TOOLS("toolsListChanged", "notifications/tools/list_changed"),
    RESOURCES("resourcesListChanged", "notifications/resources/list_changed"),
    PROMPTS("promptsListChanged", "notifications/prompts/list_changed");

    private final String filter;
    private final String method;

    Change(String filter, String method) {
        this.filter = filter;
        this.method = method;
    }

    /** What a client that wants to know asks for. */
    String filter() {
        return filter;
    }

    /** The notification. */
    public String method() {
        return method;
    }
}
