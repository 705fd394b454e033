package dev.capstan.run.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.UpstreamAnswer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an agent sees of a document. */
class InspectCommandTest {
    private static final String MORE = """
                  resources:
                    - {name: one, label: One, uri: "things://{id}", description: One thing, call: things.get-thing}
                  prompts:
                    - name: ask
                      label: Ask
                      description: Asks for a thing
                      arguments: [{name: id, description: Which}]
                      template: [{role: user, content: "Get {id}."}]
            """.indent(6).replaceAll("(?m)^ {6}", "");

    private final CommandLine line = new CommandLine();
    private final RecordingUpstream upstream = RecordingUpstream.start();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        upstream.close();
    }

    private int inspect(String document, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "inspect", Documents.write(directory, "things.yaml", document).toString()));
        args.addAll(List.of(more));
        return line.run(args.toArray(String[]::new));
    }

    private int ask(String... more) {
        List<String> args = new ArrayList<>(
                List.of("--base-uri", "things=" + upstream.origin(), "--bind", "THINGS_KEY=very-secret"));
        args.addAll(List.of(more));
        return inspect(Documents.THINGS + MORE, args.toArray(String[]::new));
    }

    @Test
    void showsAllThatAnAgentSeesAndNeedsNoSecret() {
        assertThat(inspect(Documents.THINGS + MORE)).as(line.err()).isZero();

        assertThat(line.out())
                .contains("MCP things-mcp: Things, protocol 2025-11-25")
                .containsPattern("Tools: 2, about \\d+ tokens")
                .containsPattern("get-thing {2}\\(read-only, idempotent\\), \\d+ tokens\n {6}Get a thing\\.\n"
                        + " {6}id: string, required - Identifier of the thing")
                .containsPattern("Resource templates: 1, about \\d+ tokens\n {2}things://\\{id}\n {6}One thing")
                .containsPattern("Prompts: 1, about \\d+ tokens\n {2}ask: id, required")
                .contains("Model providers\n  none refuses a tool");
    }

    @Test
    void showsWhatModelProvidersRefuse() {
        assertThat(inspect(Documents.THINGS
                        .replace("Create a thing.", "x".repeat(1025))
                        .replace("- name: get-thing\n              desc", "- name: 1st\n              desc")))
                .isZero();

        assertThat(line.out())
                .contains("  create-thing: OpenAI refuses a request with it: description has 1025 characters");
    }

    @Test
    void tellsProgramsTheSame() {
        assertThat(inspect(Documents.THINGS + MORE, "--json", "--adapter", "things-mcp"))
                .isZero();

        JsonNode view = JsonMapper.shared().readTree(line.out()).at("/adapters/0");
        assertThat(view.at("/tools/0/annotations/readOnlyHint").asBoolean()).isTrue();
        assertThat(view.at("/tokens/tools").asInt())
                .isGreaterThan(view.at("/tokens/tool/get-thing").asInt());
        assertThat(view.at("/prompts/0/title").asString()).isEqualTo("Ask");
        assertThat(view.at("/refusals").isArray()).isTrue();
    }

    @Test
    void showsTheMessagesOfACall() {
        upstream.answer(UpstreamAnswer.json(200, "{\"id\":\"1.10\"}"));

        assertThat(ask("get-thing", "id=1.10")).as(line.err()).isZero();

        assertThat(upstream.take()).hasToString("GET /v1/things/1.10");
        List<String> lines = line.out().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(JsonMapper.shared()
                        .readTree(lines.get(0).substring("--> ".length()))
                        .at("/params")
                        .toString())
                .isEqualTo("{\"name\":\"get-thing\",\"arguments\":{\"id\":\"1.10\"}}");
        assertThat(lines.get(1)).startsWith("<-- ");
        assertThat(JsonMapper.shared()
                        .readTree(lines.get(1).substring("<-- ".length()))
                        .at("/result/content/0/text")
                        .asString())
                .isEqualTo("{\"id\":\"1.10\"}");
        assertThat(line.out() + line.err()).doesNotContain("very-secret");
    }

    @Test
    void endsWithAFailureWhereTheCallDoes() {
        upstream.answer(UpstreamAnswer.json(404, "{\"message\":\"no such thing\"}"));
        assertThat(ask("get-thing", "id=7")).isEqualTo(1);
        assertThat(line.out()).contains("no such thing");

        assertThat(ask("get-thng")).isEqualTo(1);
        assertThat(line.out()).contains("did you mean get-thing?");
    }

    @Test
    void sendsARequestOfAnyMethod() {
        assertThat(ask(
                        "--method",
                        "prompts/get",
                        "--params",
                        "{\"name\":\"ask\",\"arguments\":{\"id\":\"7\"}}",
                        "--messages"))
                .isZero();
        assertThat(line.out()).contains("Get 7.");
        assertThat(line.err()).contains("--> {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"");
    }

    @Test
    void saysWhatIsWrongWithTheCommandLine() {
        assertThat(ask("--params", "{}")).isEqualTo(2);
        assertThat(ask("--method", "ping", "--params", "[]")).isEqualTo(2);
        assertThat(ask("get-thing", "--method", "ping")).isEqualTo(2);
        assertThat(ask("--adapter", "other")).isEqualTo(1);
        assertThat(line.err()).contains("--params are those", "JSON object", "not both", "it has things-mcp");
    }

    @Test
    void cutsResultsAsServersAreTold() {
        upstream.answer(UpstreamAnswer.json(200, "{\"text\":\"" + "many words ".repeat(1000) + "\"}"));

        assertThat(ask("get-thing", "id=7", "--max-result-tokens", "200", "--select-argument"))
                .as(line.err())
                .isZero();

        assertThat(line.out()).contains("was cut to about 200 tokens: $.text has ", "use _select");
        assertThat(ask("get-thing", "id=7", "--max-result-tokens", "few")).isEqualTo(2);
        assertThat(line.err()).contains("--max-result-tokens is a number of tokens, 0 for no limit, and not few");
    }

    @Test
    void asksForNoCredentialsOfCallers() {
        String guarded = Documents.THINGS.replace(
                "namespace: things-mcp\n      port: 9090\n",
                "namespace: things-mcp\n      port: 9090\n"
                        + "      authentication: {type: bearer, token: \"{{THINGS_KEY}}\"}\n");
        assertThat(guarded).isNotEqualTo(Documents.THINGS);
        assertThat(inspect(guarded)).as(line.err()).isZero();
        assertThat(line.out()).contains("get-thing");
    }
}
