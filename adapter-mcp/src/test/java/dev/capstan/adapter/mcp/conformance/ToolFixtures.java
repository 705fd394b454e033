package dev.capstan.adapter.mcp.conformance;

import dev.capstan.adapter.mcp.ServedApplication;
import dev.capstan.adapter.mcp.host.Content;
import dev.capstan.adapter.mcp.host.HostRequest;
import dev.capstan.adapter.mcp.host.InputRequest;
import dev.capstan.adapter.mcp.host.LogLevel;
import dev.capstan.adapter.mcp.host.McpApplication;
import dev.capstan.adapter.mcp.host.ResourceContent;
import dev.capstan.adapter.mcp.host.ToolAnswer;
import dev.capstan.adapter.mcp.host.ToolHandler;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tools that the suite calls, those that ask for input in rounds apart. */
final class ToolFixtures {
    static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==");
    private static final byte[] WAV =
            Base64.getDecoder().decode("UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQAAAAA=");
    static final String NO_ARGUMENTS = "{\"type\":\"object\",\"properties\":{}}";

    private ToolFixtures() {}

    static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static void add(McpApplication.Builder application, String name, ToolHandler handler) {
        application.tool(name, "A fixture of the conformance suite: " + name, NO_ARGUMENTS, handler);
    }

    static void addTo(McpApplication.Builder application, AtomicReference<ServedApplication> self) {
        add(
                application,
                "test_simple_text",
                request -> ToolAnswer.of(Content.text("This is a simple text response for testing.")));
        add(application, "test_image_content", request -> ToolAnswer.of(Content.image(PNG, "image/png")));
        add(application, "test_audio_content", request -> ToolAnswer.of(Content.audio(WAV, "audio/wav")));
        add(
                application,
                "test_embedded_resource",
                request -> ToolAnswer.of(Content.embedded(ResourceContent.text(
                        "test://embedded-resource", "text/plain", "This is an embedded resource content."))));
        add(
                application,
                "test_multiple_content_types",
                request -> ToolAnswer.of(
                        Content.text("Multiple content types test:"),
                        Content.image(PNG, "image/png"),
                        Content.embedded(ResourceContent.text(
                                "test://mixed-content-resource",
                                "application/json",
                                "{\"test\":\"data\",\"value\":123}"))));
        add(
                application,
                "test_error_handling",
                request -> ToolAnswer.error("This tool intentionally returns an error for testing"));
        add(application, "test_tool_with_progress", ToolFixtures::progress);
        add(application, "test_tool_with_logging", ToolFixtures::logging);
        add(application, "test_logging_tool", ToolFixtures::logging);
        add(application, "test_trigger_tool_change", request -> {
            self.get().toolsChanged();
            return ToolAnswer.of(Content.text("told"));
        });
        add(application, "test_trigger_prompt_change", request -> {
            self.get().promptsChanged();
            return ToolAnswer.of(Content.text("told"));
        });
        application.tool(
                "test_sampling",
                "Asks the client's model",
                "{\"type\":\"object\",\"properties\":{\"prompt\":{\"type\":\"string\"}},\"required\":[\"prompt\"]}",
                request -> {
                    JsonNode answer = request.input(
                            "sample",
                            InputRequest.sampling(
                                    request.arguments().path("prompt").asString(""), 100));
                    return ToolAnswer.of(Content.text(
                            "LLM response: " + answer.at("/content/text").asString("")));
                });
        application.tool(
                "test_elicitation",
                "Asks the person",
                "{\"type\":\"object\",\"properties\":{\"message\":{\"type\":\"string\"}},\"required\":[\"message\"]}",
                request -> {
                    JsonNode answer = request.input(
                            "user",
                            InputRequest.elicitation(
                                    request.arguments().path("message").asString(""),
                                    json("{\"type\":\"object\",\"properties\":{"
                                            + "\"username\":{\"type\":\"string\",\"description\":\"User's response\"},"
                                            + "\"email\":{\"type\":\"string\",\"description\":\"User's email address\"}},"
                                            + "\"required\":[\"username\",\"email\"]}")));
                    return ToolAnswer.of(Content.text("User response: <action: "
                            + answer.path("action").asString("") + ", content: " + answer.path("content") + ">"));
                });
        application.tool(
                "test_x_mcp_header",
                "Says an argument in a header field too",
                "{\"type\":\"object\",\"properties\":{\"region\":{\"type\":\"string\",\"x-mcp-header\":\"Region\"},"
                        + "\"level\":{\"type\":\"integer\",\"x-mcp-header\":\"Level\"}}}",
                request -> ToolAnswer.of(Content.text("called with " + request.arguments())));
        elicited(
                application,
                "test_elicitation_sep1034_defaults",
                "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\",\"default\":\"John Doe\"},"
                        + "\"age\":{\"type\":\"integer\",\"default\":30},\"score\":{\"type\":\"number\",\"default\":95.5},"
                        + "\"status\":{\"type\":\"string\",\"enum\":[\"active\",\"inactive\",\"pending\"],"
                        + "\"default\":\"active\"},\"verified\":{\"type\":\"boolean\",\"default\":true}},"
                        + "\"required\":[]}");
        elicited(
                application,
                "test_elicitation_sep1330_enums",
                "{\"type\":\"object\",\"properties\":{"
                        + "\"untitledSingle\":{\"type\":\"string\",\"enum\":[\"option1\",\"option2\",\"option3\"]},"
                        + "\"titledSingle\":{\"type\":\"string\",\"oneOf\":[{\"const\":\"value1\",\"title\":\"First Option\"},"
                        + "{\"const\":\"value2\",\"title\":\"Second Option\"},{\"const\":\"value3\",\"title\":\"Third Option\"}]},"
                        + "\"legacyEnum\":{\"type\":\"string\",\"enum\":[\"opt1\",\"opt2\",\"opt3\"],"
                        + "\"enumNames\":[\"Option One\",\"Option Two\",\"Option Three\"]},"
                        + "\"untitledMulti\":{\"type\":\"array\",\"items\":{\"type\":\"string\","
                        + "\"enum\":[\"option1\",\"option2\",\"option3\"]}},"
                        + "\"titledMulti\":{\"type\":\"array\",\"items\":{\"anyOf\":["
                        + "{\"const\":\"value1\",\"title\":\"First Choice\"},{\"const\":\"value2\",\"title\":\"Second Choice\"},"
                        + "{\"const\":\"value3\",\"title\":\"Third Choice\"}]}}},\"required\":[]}");
        application.tool(
                "json_schema_2020_12_tool",
                "A schema with everything",
                "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\","
                        + "\"$defs\":{\"address\":{\"$anchor\":\"addressDef\",\"type\":\"object\",\"properties\":{"
                        + "\"street\":{\"type\":\"string\"},\"city\":{\"type\":\"string\"}}}},"
                        + "\"properties\":{\"name\":{\"type\":\"string\"},\"address\":{\"$ref\":\"#/$defs/address\"},"
                        + "\"contactMethod\":{\"type\":\"string\",\"enum\":[\"phone\",\"email\"]},"
                        + "\"phone\":{\"type\":\"string\"},\"email\":{\"type\":\"string\"}},"
                        + "\"allOf\":[{\"anyOf\":[{\"required\":[\"phone\"]},{\"required\":[\"email\"]}]}],"
                        + "\"if\":{\"properties\":{\"contactMethod\":{\"const\":\"phone\"}},"
                        + "\"required\":[\"contactMethod\"]},\"then\":{\"required\":[\"phone\"]},"
                        + "\"else\":{\"required\":[\"email\"]},\"additionalProperties\":false}",
                request -> ToolAnswer.of(Content.text("called with " + request.arguments())));
    }

    private static void elicited(McpApplication.Builder application, String name, String schema) {
        add(application, name, request -> {
            JsonNode answer = request.input("form", InputRequest.elicitation("Please fill in the form", json(schema)));
            return ToolAnswer.of(Content.text("Elicitation completed: action="
                    + answer.path("action").asString("") + ", content=" + answer.path("content")));
        });
    }

    private static ToolAnswer progress(HostRequest request) throws InterruptedException {
        for (int done = 0; done <= 100; done += 50) {
            request.progress(done, 100.0, "Completed step " + done + " of 100");
            Thread.sleep(50);
        }
        return ToolAnswer.of(Content.text("Progress is complete"));
    }

    private static ToolAnswer logging(HostRequest request) throws InterruptedException {
        for (String what : new String[] {"started", "processing data", "execution completed"}) {
            request.log(LogLevel.INFO, "Tool " + (what.equals("started") ? "execution started" : what));
            Thread.sleep(50);
        }
        return ToolAnswer.of(Content.text("Tool with logging executed successfully"));
    }
}
