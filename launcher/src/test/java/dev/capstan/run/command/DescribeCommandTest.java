package dev.capstan.run.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.tokens.TokenEstimate;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DescribeCommandTest {
    private final CommandLine line = new CommandLine();

    @TempDir
    Path directory;

    @Test
    void tellsRoutesToolsUpstreamsAndVariables() {
        assertThat(line.run("describe", Documents.things(directory).toString())).isZero();

        assertThat(line.out())
                .contains("Things", "REST things-rest, port 8080", "GET /things", "kind: any in query")
                .contains(
                        "MCP things-mcp, port 9090: 2 tools",
                        "tokens",
                        "id: string, required - Identifier of the thing")
                .contains("things  https://things.invalid, authentication bearer")
                .contains("THINGS_KEY  missing", "things.yaml:16:");
    }

    @Test
    void tellsProgramsTheSame() {
        assertThat(line.run(
                        "describe", Documents.things(directory).toString(), "--json", "--bind", "THINGS_KEY=hidden"))
                .isZero();

        assertThat(line.out()).doesNotContain("hidden");
        JsonNode description = JsonMapper.shared().readTree(line.out());
        JsonNode mcp = description.path("adapters").path(1);
        assertThat(mcp.path("tools").path(0).path("inputSchema").path("required"))
                .hasToString("[\"id\"]");
        int bytes = mcp.path("tools").toString().length();
        assertThat(mcp.path("toolListBytes").asInt()).isEqualTo(bytes);
        assertThat(mcp.path("toolListTokensEstimate").asInt())
                .isEqualTo((int) TokenEstimate.of(mcp.path("tools").toString()));
        assertThat(description.path("variables").path(0).path("set").asBoolean())
                .isTrue();
        assertThat(description.path("upstreams").path(0).path("baseUri").asString())
                .isEqualTo("https://things.invalid");
    }

    @Test
    void asksNoStoreForSecrets() {
        Path document = Documents.write(
                directory,
                "stored.yaml",
                Documents.THINGS.replaceFirst("    keys:", "    location: vault://secret/things\n    keys:"));

        assertThat(line.run("describe", document.toString())).isZero();

        assertThat(line.out()).contains("THINGS_KEY  read from vault://secret/things when it is served");
    }

    @Test
    void showsWhatIsWrong() {
        Path document = Documents.write(
                directory, "dead.yaml", Documents.THINGS.replace("call: things.get-thing", "call: things.gte-thing"));

        assertThat(line.run("describe", document.toString())).isZero();

        assertThat(line.out()).contains("Problems", document + ":", "gte-thing");
    }
}
