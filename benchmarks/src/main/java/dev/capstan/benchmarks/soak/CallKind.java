package dev.capstan.benchmarks.soak;

/** Through which adapter and to which operation a call goes. */
enum CallKind {
    REST_GET(false, false),
    REST_SHAPED(false, false),
    REST_PUT(false, true),
    REST_PATCH(false, true),
    MCP_GET(true, false),
    MCP_SHAPED(true, false),
    MCP_PATCH(true, true);

    final boolean isMcp;
    final boolean hasBody;

    CallKind(boolean isMcp, boolean hasBody) {
        this.isMcp = isMcp;
        this.hasBody = hasBody;
    }

    /** Whether the answer has some of the upstream's fields only. */
    boolean isShaped() {
        return this == REST_SHAPED || this == MCP_SHAPED;
    }
}
