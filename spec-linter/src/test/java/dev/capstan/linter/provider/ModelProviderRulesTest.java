package dev.capstan.linter.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The interfaces of model providers, by their public documentation. */
class ModelProviderRulesTest {
    private static JsonNode tool(String schema) {
        ObjectNode tool =
                JsonMapper.shared().createObjectNode().put("name", "t").put("description", "d");
        return tool.set("inputSchema", JsonMapper.shared().readTree(schema));
    }

    private static List<String> refused(JsonNode tool) {
        return ModelProviderRules.of(tool).stream().map(Refusal::sentence).toList();
    }

    @Test
    void aToolThatAllTakeIsNotRefused() {
        assertThat(refused(tool("""
                {"type":"object","properties":{"a.b":{"type":"array","items":{"type":"string"}}},
                 "required":["a.b"],"additionalProperties":false}
                """))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"type":"string"}                                         | OpenAI, Anthropic, Gemini refuse a request with it: inputSchema is not of the type object
                    {"type":"object","properties":{"a":{}}}                   | Gemini refuses a request with it: inputSchema.properties.a has no type
                    {"type":"object","properties":{"a":{"type":["string","null"]}}} | properties.a has the type ["string","null"]
                    {"type":"object","properties":{"a":{"type":"null"}}}      | properties.a has the type "null"
                    {"type":"object","properties":{"a":{"type":"array"}}}     | OpenAI, Gemini refuse a request with it: inputSchema.properties.a is an array
                    {"type":"object","properties":{"a":{"type":"array","items":{}}}} | inputSchema.properties.a.items says nothing
                    {"type":"object","properties":{"a":{"type":"string","anyOf":[]}}} | Gemini refuses a request with it: inputSchema.properties.a has the keyword anyOf
                    {"type":"object","oneOf":[]}                              | OpenAI, Anthropic, Gemini refuse a request with it: inputSchema has the keyword oneOf
                    {"type":"object","properties":{"a b":{"type":"string"}}}  | Anthropic refuses a request with it: inputSchema.properties.a b has a name
                    {"type":"object","properties":{},"required":["a"]}        | Gemini refuses a request with it: inputSchema requires "a"
                    """)
    void aSchemaThatOneOfThemDoesNotTakeIsRefused(String schema, String sentence) {
        assertThat(refused(tool(schema))).anyMatch(one -> one.contains(sentence));
    }

    @Test
    void namesAndDescriptionsHaveLimits() {
        ObjectNode tool = (ObjectNode) tool("{\"type\":\"object\"}");
        assertThat(refused(tool.deepCopy().put("name", "a.b"))).hasSize(1);
        assertThat(refused(tool.deepCopy().put("name", "x".repeat(65)))).hasSize(1);
        assertThat(refused(tool.deepCopy().put("name", "x".repeat(64)))).isEmpty();
        assertThat(refused(tool.deepCopy().put("name", "1st")))
                .containsExactly("Gemini refuses a request with it: name does not begin with a letter or _");
        assertThat(refused(tool.deepCopy().put("description", "x".repeat(1024))))
                .isEmpty();
        assertThat(refused(tool.deepCopy().put("description", "x".repeat(1025))))
                .containsExactly(
                        "OpenAI refuses a request with it: description has 1025 characters, and 1024 are the most");
        assertThat(ModelProviderRules.ofCount(128)).isEmpty();
        assertThat(ModelProviderRules.ofCount(129)).hasSize(1);
    }
}
