package dev.capstan.adapter.mcp.host;

import java.util.List;

/**
 * What a tool answers with.
 *
 * @param isError whether it tells, to a model that may mend it, what went wrong
 */
public record ToolAnswer(List<Content> content, boolean isError) {
    /** One that keeps that list as it is now. */
    public ToolAnswer {
        content = List.copyOf(content);
    }

    /** A successful answer. */
    public static ToolAnswer of(Content... content) {
        return new ToolAnswer(List.of(content), false);
    }

    /** What went wrong, in words. */
    public static ToolAnswer error(String text) {
        return new ToolAnswer(List.of(Content.text(text)), true);
    }
}
