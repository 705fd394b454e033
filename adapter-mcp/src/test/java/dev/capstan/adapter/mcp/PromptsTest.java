package dev.capstan.adapter.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Prompts of a document: language.md M1 and M6. */
class PromptsTest {
    private static final String PROMPTS = """
                    - name: plain
                      label: Plain
                      description: Says hello
                      template:
                        - {role: user, content: "Hello {world}, {{ twice }} and {}"}
                        - {role: assistant, content: "Hi"}
                    - name: order
                      label: Ask for an order
                      description: Asks
                      arguments:
                        - {name: id, label: Number, description: Its number}
                        - {name: tone, description: How, required: false}
                      template:
                        - {role: user, content: "Order {id} / {{id}} / {{ id }}, {tone}."}
            """;

    private final RecordingUpstream upstream = RecordingUpstream.start();

    @TempDir
    Path work;

    @AfterEach
    void close() {
        upstream.close();
    }

    private ServedDocument serve(String prompts) {
        return ShopDocument.serve("prompts", prompts, upstream);
    }

    @Test
    void listsThem() {
        try (ServedDocument served = serve(PROMPTS)) {
            assertThat(served.rules()).isEmpty();
            assertThat(served.mcp("prompts/list", "{}").get("result").toString())
                    .isEqualTo("{\"prompts\":[{\"name\":\"plain\",\"title\":\"Plain\",\"description\":\"Says hello\"},"
                            + "{\"name\":\"order\",\"title\":\"Ask for an order\",\"description\":\"Asks\",\"arguments\":["
                            + "{\"name\":\"id\",\"title\":\"Number\",\"description\":\"Its number\",\"required\":true},"
                            + "{\"name\":\"tone\",\"description\":\"How\",\"required\":false}]}]}");
            assertThat(served.mcp("initialize", "{\"protocolVersion\":\"2025-06-18\"}")
                            .at("/result/capabilities")
                            .toString())
                    .isEqualTo("{\"tools\":{\"listChanged\":true},\"prompts\":{\"listChanged\":true}}");
        }
    }

    @Test
    void keepsBracesThatNameNoArgument() {
        try (ServedDocument served = serve(PROMPTS)) {
            assertThat(served.mcp("prompts/get", "{\"name\":\"plain\"}")
                            .get("result")
                            .toString())
                    .isEqualTo("{\"description\":\"Says hello\",\"messages\":["
                            + "{\"role\":\"user\",\"content\":{\"type\":\"text\","
                            + "\"text\":\"Hello {world}, {{ twice }} and {}\"}},"
                            + "{\"role\":\"assistant\",\"content\":{\"type\":\"text\",\"text\":\"Hi\"}}]}");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"id":"7"}                       | Order 7 / 7 / 7, .
                    {"id":"7","tone":null}           | Order 7 / 7 / 7, .
                    {"id":"{tone}","tone":"\\"x\\""} | Order {tone} / {tone} / {tone}, "x".
                    {"id":1.50,"tone":true}          | Order 1.50 / 1.50 / 1.50, true.
                    """)
    void putsArgumentsInAtOnce(String arguments, String text) {
        try (ServedDocument served = serve(PROMPTS)) {
            for (String params : new String[] {
                "{\"name\":\"order\",\"arguments\":" + arguments + "}",
                "{\"arguments\":" + arguments + ",\"name\":\"order\"}"
            }) {
                JsonNode reply = served.mcp("prompts/get", params);
                assertThat(reply.at("/result/messages/0/content/text").asString())
                        .as(reply.toString())
                        .isEqualTo(text);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"name":"ordr"}                                     | did you mean order?
                    {}                                                  | params.name is missing
                    {"name":"order"}                                    | needs id
                    {"name":"order","arguments":{"id":null}}            | needs id
                    {"name":"order","arguments":{"id":"1","tune":"x"}}  | did you mean tone?
                    {"name":"order","arguments":{"id":{}}}              | must be a text
                    {"name":"order","arguments":{"id":"1","id":"2"}}    | given twice
                    {"name":"order","arguments":[]}                     | must be an object
                    """)
    void refusesWrongArguments(String params, String message) {
        try (ServedDocument served = serve(PROMPTS)) {
            JsonNode error = served.mcp("prompts/get", params).get("error");
            assertThat(error.path("code").asInt()).isEqualTo(-32602);
            assertThat(error.path("message").asString()).contains(message);
        }
    }

    @Test
    void takesAFileForOneMessage() throws IOException {
        Files.writeString(work.resolve("review.md"), "Review {{what}}\n{{other}}\n");
        String prompt = "        - {name: review, label: l, description: d, arguments: [{name: what, description: d}],"
                + " location: \"file://" + work.resolve("review.md") + "\"}\n";
        try (ServedDocument served = serve(prompt)) {
            JsonNode messages = served.mcp("prompts/get", "{\"name\":\"review\",\"arguments\":{\"what\":\"it\"}}")
                    .at("/result/messages");
            assertThat(messages).hasSize(1);
            assertThat(messages.at("/0/role").asString()).isEqualTo("user");
            assertThat(messages.at("/0/content/text").asString()).isEqualTo("Review it\n{{other}}\n");
        }
    }

    @Test
    void boundsWhatAPromptBecomes() {
        String prompt =
                "        - {name: p, label: l, description: d, arguments: [{name: a, description: d}], template:"
                        + " [{role: user, content: \"" + "{a}".repeat(30) + "\"}]}\n";
        try (ServedDocument served = serve(prompt)) {
            String arguments = "{\"name\":\"p\",\"arguments\":{\"a\":\"" + "x".repeat(500_000) + "\"}}";
            assertThat(served.mcp("prompts/get", arguments).at("/error/code").asInt())
                    .isEqualTo(-32602);
            assertThat(served.mcp("prompts/get", arguments.replace("x".repeat(400_000), ""))
                            .at("/result/messages/0/content/text")
                            .asString())
                    .hasSize(3_000_000);
        }
    }

    @Test
    void leavesOutPromptsWhoseFileIsMissing() {
        String prompt = "        - {name: gone, label: l, description: d, location: \"file:///no/such/file\"}\n";
        try (ServedDocument served = serve(prompt)) {
            assertThat(served.rules()).containsExactly("location-unusable");
            assertThat(served.status().dead()).extracting("name").containsExactly("gone");
            assertThat(served.mcp("prompts/list", "{}").at("/error/code").asInt())
                    .isEqualTo(-32601);
        }
    }
}
