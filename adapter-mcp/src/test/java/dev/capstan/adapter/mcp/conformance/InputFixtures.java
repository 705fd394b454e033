package dev.capstan.adapter.mcp.conformance;

import static dev.capstan.adapter.mcp.conformance.ToolFixtures.json;

import dev.capstan.adapter.mcp.host.Content;
import dev.capstan.adapter.mcp.host.InputRequest;
import dev.capstan.adapter.mcp.host.McpApplication;
import dev.capstan.adapter.mcp.host.PromptMessage;
import dev.capstan.adapter.mcp.host.ToolAnswer;
import dev.capstan.adapter.mcp.host.ToolHandler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What asks for input in rounds. */
final class InputFixtures {
    private InputFixtures() {}

    private static void add(McpApplication.Builder application, String name, ToolHandler handler) {
        application.tool(name, "A fixture of the conformance suite: " + name, ToolFixtures.NO_ARGUMENTS, handler);
    }

    private static InputRequest asking(String message, String name, String type) {
        return InputRequest.elicitation(
                message,
                json("{\"type\":\"object\",\"properties\":{\"" + name + "\":{\"type\":\"" + type
                        + "\"}},\"required\":[\"" + name + "\"]}"));
    }

    private static String text(JsonNode answer, String name) {
        return answer.at("/content/" + name).asString("");
    }

    static void addTo(McpApplication.Builder application) {
        add(application, "test_missing_capability", request -> {
            request.input("sample", InputRequest.sampling("Anything", 10));
            return ToolAnswer.of(Content.text("the client can sample"));
        });
        add(
                application,
                "test_streaming_elicitation",
                request -> ToolAnswer.of(Content.text("nothing was asked on this stream")));
        add(
                application,
                "test_input_required_result_elicitation",
                request -> ToolAnswer.of(Content.text("Hello, "
                        + text(request.input("user_name", asking("What is your name?", "name", "string")), "name")
                        + "!")));
        add(
                application,
                "test_input_required_result_sampling",
                request -> ToolAnswer.of(Content.text("The model says: "
                        + request.input(
                                        "capital_question",
                                        InputRequest.sampling("What is the capital of France?", 100))
                                .at("/content/text")
                                .asString(""))));
        add(
                application,
                "test_input_required_result_list_roots",
                request -> ToolAnswer.of(Content.text("The roots: "
                        + request.input("client_roots", InputRequest.roots()).path("roots"))));
        add(application, "test_input_required_result_request_state", request -> {
            request.input("confirm", asking("Please confirm", "ok", "boolean"));
            return ToolAnswer.of(Content.text("state-ok"));
        });
        add(application, "test_input_required_result_multiple_inputs", request -> {
            Map<String, InputRequest> all = new LinkedHashMap<>();
            all.put("user_name", asking("What is your name?", "name", "string"));
            all.put("greeting", InputRequest.sampling("Say hello", 50));
            all.put("client_roots", InputRequest.roots());
            Map<String, JsonNode> answers = request.inputs(all);
            return ToolAnswer.of(Content.text("All is there: " + answers));
        });
        add(application, "test_input_required_result_multi_round", request -> {
            String name = text(request.input("step1", asking("What is your name?", "name", "string")), "name");
            String color =
                    text(request.input("step2", asking("What is your favorite color?", "color", "string")), "color");
            return ToolAnswer.of(Content.text(name + " likes " + color));
        });
        add(application, "test_input_required_result_tampered_state", request -> {
            request.input("confirm", asking("Please confirm", "ok", "boolean"));
            return ToolAnswer.of(Content.text("the state is as it was"));
        });
        add(application, "test_input_required_result_capabilities", request -> {
            Map<String, InputRequest> all = new LinkedHashMap<>();
            if (request.clientCan("elicitation")) {
                all.put("user_name", asking("What is your name?", "name", "string"));
            }
            if (request.clientCan("sampling")) {
                all.put("greeting", InputRequest.sampling("Say hello", 50));
            }
            return ToolAnswer.of(Content.text("Answered: " + request.inputs(all).keySet()));
        });
        application.prompt(
                "test_input_required_result_prompt",
                "A prompt that asks first",
                List.of(),
                request -> List.of(PromptMessage.user(Content.text("In the context of "
                        + text(
                                request.input("user_context", asking("What is the context?", "context", "string")),
                                "context")))));
    }
}
