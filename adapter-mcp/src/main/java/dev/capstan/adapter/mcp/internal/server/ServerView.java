package dev.capstan.adapter.mcp.internal.server;

/** What of an adapter is shown at a URL: managed clients can set no header fields and no options, but a URL they can. */
enum ServerView {
    /** All of it. */
    WHOLE(""),
    /** What changes nothing. */
    READ_ONLY("/readonly"),
    /** Three tools that find, show and call the others. */
    SEARCH("/search");

    private final String path;

    ServerView(String path) {
        this.path = path;
    }

    /** What its URL has behind that of the whole. */
    String path() {
        return path;
    }
}
