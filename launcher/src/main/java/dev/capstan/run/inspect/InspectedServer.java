package dev.capstan.run.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.capstan.adapter.mcp.McpStdio;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An MCP adapter in this process, and a client of it that has shaken hands. One thread. */
public final class InspectedServer implements AutoCloseable {
    /** The newest version whose servers introduce themselves with all that they have. */
    private static final String VERSION = "2025-11-25";

    private Consumer<String> messages;
    private final OutputStream toServer;
    private final BufferedReader fromServer;
    private final ObjectNode introduction;
    private int lastId;

    private InspectedServer(McpStdio adapter, Consumer<String> messages) throws IOException {
        this.messages = messages;
        Pipe requests = Pipe.open();
        Pipe replies = Pipe.open();
        this.toServer = Channels.newOutputStream(requests.sink());
        this.fromServer = new BufferedReader(new InputStreamReader(Channels.newInputStream(replies.source()), UTF_8));
        Thread thread = new Thread(() -> serve(adapter, requests, replies), "inspected server");
        thread.setDaemon(true);
        thread.start();
        ObjectNode hello = JsonNodeFactory.instance.objectNode().put("protocolVersion", VERSION);
        hello.putObject("capabilities");
        hello.putObject("clientInfo").put("name", "naftiko-run").put("version", "1");
        this.introduction = (ObjectNode) request("initialize", hello).path("result");
        send(JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0").put("method", "notifications/initialized"));
    }

    /**
     * Begins to talk to an adapter.
     *
     * @param messages is told each message as it is sent, after an arrow that says to whom
     */
    public static InspectedServer begin(McpStdio adapter, Consumer<String> messages) {
        try {
            return new InspectedServer(adapter, messages);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void serve(McpStdio adapter, Pipe requests, Pipe replies) {
        try (InputStream in = Channels.newInputStream(requests.source());
                OutputStream out = Channels.newOutputStream(replies.sink())) {
            adapter.serveOperator(in, out);
        } catch (IOException e) {
            // The client has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Has messages told to somebody else from now on. */
    public void tell(Consumer<String> listener) {
        messages = listener;
    }

    /** A tool as it lists it; nothing where it lists none of that name. */
    public JsonNode tool(String name) {
        return (has("tools") ? all("tools/list", "tools") : List.<JsonNode>of())
                .stream()
                        .filter(tool -> tool.path("name").asString().equals(name))
                        .findFirst()
                        .orElse(JsonNodeFactory.instance.missingNode());
    }

    /** What the server said of itself. */
    ObjectNode introduction() {
        return introduction;
    }

    /** Whether it has something of that kind: {@code tools}, {@code resources}, {@code prompts}. */
    boolean has(String capability) {
        return introduction.path("capabilities").has(capability);
    }

    /** All entries of a list, whatever pages it has. */
    List<JsonNode> all(String method, String member) {
        List<JsonNode> all = new ArrayList<>();
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        while (true) {
            JsonNode result = request(method, params).path("result");
            result.path(member).forEach(all::add);
            if (!result.has("nextCursor")) {
                return all;
            }
            params.set("cursor", result.path("nextCursor"));
        }
    }

    /** The whole reply to a request. */
    public JsonNode request(String method, JsonNode params) {
        lastId++;
        ObjectNode message = JsonNodeFactory.instance
                .objectNode()
                .put("jsonrpc", "2.0")
                .put("id", lastId)
                .put("method", method);
        message.set("params", params);
        try {
            send(message);
            while (true) {
                String line = fromServer.readLine();
                if (line == null) {
                    throw new IOException("the server ended before it answered " + method);
                }
                messages.accept("<-- " + line);
                JsonNode reply = JsonMapper.shared().readTree(line);
                if (reply.path("id").asInt(0) == lastId) {
                    return reply;
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void send(ObjectNode message) throws IOException {
        messages.accept("--> " + message);
        toServer.write((message + "\n").getBytes(UTF_8));
        toServer.flush();
    }

    @Override
    public void close() {
        try {
            toServer.close();
            fromServer.close();
        } catch (IOException e) {
            // Nothing is waited for any more.
        }
    }
}
