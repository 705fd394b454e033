package dev.capstan.document.link.internal.name;

/** What callers reach a unit through, as far as its documents' names depend on it. */
public enum Surface {
    /** A REST API. */
    REST("rest"),
    /** The tools and resources of an MCP server, and the units of any other adapter. */
    TOOLS("tools");

    private final String word;

    Surface(String word) {
        this.word = word;
    }

    /** As documents write it before an argument's name. */
    String word() {
        return word;
    }
}
