package dev.capstan.adapter.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The official TypeScript client against this server. Needs Node 20 or newer as {@code node} on the path or in
 * {@code CAPSTAN_NODE}, and in {@code CAPSTAN_MCP_CLIENT} a directory in which
 * {@code npm install @modelcontextprotocol/client} was run; skips without them.
 */
class TypeScriptClientTest {
    private static final String SCRIPT = """
            import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
            const [url, mode, tool, args] = process.argv.slice(2);
            const client = new Client({ name: 'test', version: '1' }, {
              versionNegotiation: { mode: mode === 'modern' ? { pin: '2026-07-28' } : mode },
            });
            await client.connect(new StreamableHTTPClientTransport(new URL(url)));
            const out = { version: client.getNegotiatedProtocolVersion(), server: client.getServerVersion() };
            out.tools = (await client.listTools()).tools.map(listed => listed.name);
            out.call = await client.callTool({ name: tool, arguments: JSON.parse(args) });
            try {
              await client.callTool({ name: 'no-such-tool', arguments: {} });
            } catch (e) {
              out.unknown = e.code;
            }
            console.log(JSON.stringify(out));
            await client.close();
            """;

    @TempDir
    Path work;

    @ParameterizedTest
    @CsvSource({"auto,2026-07-28", "legacy,2025-11-25", "modern,2026-07-28"})
    void listsAndCallsTools(String mode, String version) throws Exception {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument shop = ServedDocument.serve(Samples.TOOLS, upstream)) {
            upstream.answer(UpstreamAnswer.json(200, "{\"state\":\"open\",\"lines\":null}"));

            JsonNode seen = run(shop.url("mcp"), mode, "order-state", "{\"id\":\"a/b\"}");

            assertThat(seen.path("version").asString()).isEqualTo(version);
            assertThat(seen.at("/server/name").asString()).isEqualTo("shop-tools");
            assertThat(seen.path("tools").valueStream().map(JsonNode::asString))
                    .containsExactly("list-orders", "create-order", "get-order", "cancel-order", "order-state");
            assertThat(seen.at("/call/structuredContent/state").asString()).isEqualTo("open");
            assertThat(seen.path("unknown").asInt()).isEqualTo(-32602);
            assertThat(upstream.take().target()).isEqualTo("/orders/a%2Fb");
        }
    }

    @Test
    void tellsToolErrorsFromProtocolErrors() throws Exception {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument shop = ServedDocument.serve(Samples.TOOLS, upstream)) {
            upstream.answer(UpstreamAnswer.json(500, "{\"message\":\"broken\"}"));

            JsonNode seen = run(shop.url("mcp"), "legacy", "get-order", "{\"id\":\"1\"}");

            assertThat(seen.at("/call/isError").asBoolean()).isTrue();
            assertThat(seen.at("/call/content/0/text").asString()).contains("500", "broken");
        }
    }

    private JsonNode run(String... arguments) throws Exception {
        String directory = System.getenv("CAPSTAN_MCP_CLIENT");
        assumeTrue(directory != null, "CAPSTAN_MCP_CLIENT names no directory with the TypeScript client");
        assumeTrue(nodeVersion() >= 20, "there is no Node 20 or newer");
        Path script = Files.createTempFile(Path.of(directory), "capstan-", ".mjs");
        try {
            Files.writeString(script, SCRIPT);
            Path output = work.resolve("output");
            List<String> command = new ArrayList<>(List.of(node(), script.toString()));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
            String text = Files.readString(output, UTF_8);
            assertThat(ended && process.exitValue() == 0).as(text).isTrue();
            return JsonMapper.shared().readTree(text);
        } finally {
            Files.delete(script);
        }
    }

    private static String node() {
        String node = System.getenv("CAPSTAN_NODE");
        return node == null ? "node" : node;
    }

    private static int nodeVersion() throws InterruptedException {
        try {
            Process process = new ProcessBuilder(node(), "--version").start();
            String version = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            process.waitFor();
            return version.matches("v\\d+\\..*") ? Integer.parseInt(version.substring(1, version.indexOf('.'))) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
