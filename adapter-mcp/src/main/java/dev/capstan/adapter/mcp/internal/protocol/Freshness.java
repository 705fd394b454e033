package dev.capstan.adapter.mcp.internal.protocol;

/** How long a client may keep a result, where the protocol has it say so. */
public enum Freshness {
    /** It is no result of a kind that is kept. */
    UNSAID,
    /** It changes with the document only. */
    LIST,
    /** It may be another one at once. */
    NOW
}
