package dev.capstan.adapter.mcp.conformance;

import dev.capstan.adapter.mcp.host.Content;
import dev.capstan.adapter.mcp.host.McpApplication;
import dev.capstan.adapter.mcp.host.PromptArgument;
import dev.capstan.adapter.mcp.host.PromptMessage;
import dev.capstan.adapter.mcp.host.ResourceContent;
import java.util.List;
import java.util.stream.Stream;

/** Resources, prompts and completion. */
final class OtherFixtures {
    private OtherFixtures() {}

    static void addTo(McpApplication.Builder application) {
        application
                .resource(
                        "test://static-text",
                        "static-text",
                        "A static text",
                        "text/plain",
                        (uri, request) -> ResourceContent.text(
                                uri, "text/plain", "This is the content of the static text resource."))
                .resource(
                        "test://static-binary",
                        "static-binary",
                        "A static image",
                        "image/png",
                        (uri, request) -> ResourceContent.blob(uri, "image/png", ToolFixtures.PNG))
                .resource(
                        "test://watched-resource",
                        "watched-resource",
                        "One that may change",
                        "text/plain",
                        (uri, request) -> ResourceContent.text(uri, "text/plain", "Watched"))
                .resource(
                        "test://template/{id}/data",
                        "template",
                        "One for each id",
                        "application/json",
                        (uri, request) -> {
                            String id = request.arguments().path("id").asString("");
                            return ResourceContent.text(
                                    uri,
                                    "application/json",
                                    "{\"id\":\"" + id + "\",\"templateTest\":true,\"data\":\"Data for ID: " + id
                                            + "\"}");
                        });
        application
                .prompt(
                        "test_simple_prompt",
                        "A simple prompt",
                        List.of(),
                        request -> List.of(PromptMessage.user(Content.text("This is a simple prompt for testing."))))
                .prompt(
                        "test_prompt_with_arguments",
                        "A prompt with arguments",
                        List.of(
                                new PromptArgument("arg1", "The first", true),
                                new PromptArgument("arg2", "The second", true)),
                        request -> List.of(PromptMessage.user(Content.text("Prompt with arguments: arg1='"
                                + request.arguments().path("arg1").asString("") + "', arg2='"
                                + request.arguments().path("arg2").asString("") + "'"))))
                .prompt(
                        "test_prompt_with_embedded_resource",
                        "A prompt with a resource",
                        List.of(new PromptArgument("resourceUri", "The resource", true)),
                        request -> List.of(
                                PromptMessage.user(Content.embedded(ResourceContent.text(
                                        request.arguments().path("resourceUri").asString(""),
                                        "text/plain",
                                        "Embedded resource content for testing."))),
                                PromptMessage.user(Content.text("Please process the embedded resource above."))))
                .prompt(
                        "test_prompt_with_image",
                        "A prompt with an image",
                        List.of(),
                        request -> List.of(
                                PromptMessage.user(Content.image(ToolFixtures.PNG, "image/png")),
                                PromptMessage.user(Content.text("Please analyze the image above."))));
        application.completion((owner, argument, begun) -> Stream.of("paris", "park", "party")
                .filter(value -> value.startsWith(begun))
                .toList());
    }
}
