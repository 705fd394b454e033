package dev.capstan.adapter.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

/** What tests look for in the results of tools. */
final class ToolResults {
    private ToolResults() {}

    /** The text of one of its contents. */
    static String text(JsonNode result, int item) {
        return result.at("/content/" + item + "/text").asString();
    }

    /** That it is an error whose last content has these words. */
    static void isError(JsonNode result, String... words) {
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isTrue();
        assertThat(result.get("content")
                        .valueStream()
                        .map(item -> item.get("text").asString()))
                .last()
                .asString()
                .contains(words);
    }
}
