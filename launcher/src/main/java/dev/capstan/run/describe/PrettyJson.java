package dev.capstan.run.describe;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as commands print it for programs. */
public final class PrettyJson {
    private PrettyJson() {}

    /** Its text, indented. */
    public static String of(JsonNode value) {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(value);
    }
}
