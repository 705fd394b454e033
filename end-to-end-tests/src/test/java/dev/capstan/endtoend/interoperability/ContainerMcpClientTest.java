package dev.capstan.endtoend.interoperability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.capstan.endtoend.Documents;
import dev.capstan.engine.configuration.EngineConfiguration;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.Testcontainers;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** The official TypeScript client in a Node container; the MCP adapter's own tests run it on this machine. */
class ContainerMcpClientTest {
    private static final String HOST = "host.testcontainers.internal";
    private static final String SCRIPT = """
            import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
            const client = new Client({ name: 'test', version: '1' });
            await client.connect(new StreamableHTTPClientTransport(new URL(process.argv[2])));
            const tools = (await client.listTools()).tools.map(tool => tool.name);
            const call = await client.callTool({ name: tools[0], arguments: { id: 'a/b' } });
            console.log(JSON.stringify({ tools, text: call.content[0].text }));
            await client.close();
            """;

    @BeforeAll
    static void needsDocker() {
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "no Docker engine runs on this machine");
    }

    @Test
    void listsAndCallsTools() throws Exception {
        String document = Documents.tool(
                "/items/{id}", "name: op\nmethod: GET", "name: get-item\ndescription: Gets an item.\ncall: api.op");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served =
                        ServedDocument.serve(document, upstream, builder -> builder.configuration(allowing(HOST)))) {
            int port = URI.create(served.url("mcp")).getPort();
            Testcontainers.exposeHostPorts(port);
            try (GenericContainer<?> node = new GenericContainer<>(DockerImageName.parse("node:22-alpine"))
                    .withCommand("sleep", "600")
                    .withCopyToContainer(Transferable.of(SCRIPT), "/client/client.mjs")) {
                node.start();
                ExecResult installed = node.execInContainer(
                        "sh", "-c", "cd /client && npm install --silent @modelcontextprotocol/client@2.4.0");
                assumeTrue(installed.getExitCode() == 0, "the container cannot install the client");
                ExecResult run =
                        node.execInContainer("node", "/client/client.mjs", "http://" + HOST + ":" + port + "/mcp");
                assertThat(run.getStdout()).contains("get-item", "ok");
                assertThat(upstream.take().target()).isEqualTo("/items/a%2Fb");
            }
        }
    }

    private static EngineConfiguration allowing(String host) {
        EngineConfiguration free = ServedDocument.onFreePorts();
        return free.withServer(
                free.server().toBuilder().allowedHosts(List.of(host)).build());
    }
}
