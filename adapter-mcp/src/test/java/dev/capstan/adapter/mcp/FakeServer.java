package dev.capstan.adapter.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.adapter.mcp.internal.http.CrossOrigin;
import dev.capstan.adapter.mcp.internal.http.McpEndpoint;
import dev.capstan.adapter.mcp.internal.protocol.Modern;
import dev.capstan.adapter.mcp.internal.server.McpServer;
import dev.capstan.adapter.mcp.internal.streams.Lists;
import dev.capstan.adapter.mcp.internal.streams.OpenStreams;
import dev.capstan.adapter.mcp.internal.streams.StreamOwner;
import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.link.Linker;
import dev.capstan.document.link.installation.LinkOptions;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.document.model.DocumentReader;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.reader.YamlReader;
import dev.capstan.engine.configuration.EngineConfiguration;
import dev.capstan.engine.configuration.ServerConfiguration;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.MemoryBudget;
import dev.capstan.engine.observe.EngineObserver;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.plan.ReplyListener;
import dev.capstan.engine.plan.UnitCall;
import dev.capstan.engine.plan.UnitPlan;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.EngineService;
import dev.capstan.transport.OriginPolicy;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The endpoint of a document's MCP adapter, its units replaced by fake ones. */
final class FakeServer {
    static final String MODERN = "2026-07-28";
    private static final long LIMIT = 64 * 1024;

    final List<Diagnostic> warnings = new ArrayList<>();
    final List<FakeUnit> units;
    final OpenStreams streams = new OpenStreams(4);
    private final McpEndpoint endpoint;
    private final CrossOrigin crossOrigin;

    FakeServer(String document, BiConsumer<UnitCall, ReplyListener> reply) {
        YamlMapping root = (YamlMapping)
                new YamlReader(YamlLimits.DEFAULT).read(document, "sample.yaml").root();
        LinkedDocument linked = Linker.link(
                DocumentReader.read(root),
                wanted -> {
                    throw new AssertionError("no imports");
                },
                LinkOptions.DEFAULT);
        LinkedAdapter.Mcp adapter = (LinkedAdapter.Mcp) linked.adapters().get(0);
        assertThat(adapter.problems()).isEmpty();
        units = adapter.tools().stream()
                .peek(tool -> assertThat(tool.problems()).isEmpty())
                .map(tool -> new FakeUnit(tool, reply))
                .toList();
        AdapterPlan plan = new AdapterPlan(adapter, "sample.yaml", "Sample", List.<UnitPlan>copyOf(units), List.of());
        Context context = new Context();
        StreamOwner owner = new StreamOwner(plan.file(), plan.namespace(), null, 9090);
        streams.serve(owner, Lists.UNTOLD);
        endpoint = McpServer.create(plan, adapter, context, streams, owner, Modern.Sharing.PUBLIC, warnings::add)
                .endpoint();
        crossOrigin = new CrossOrigin(OriginPolicy.of(context), UnpooledByteBufAllocator.DEFAULT);
    }

    /** A server of the samples' tools that answer so. */
    static FakeServer answering(BiConsumer<UnitCall, ReplyListener> reply) {
        return new FakeServer(Samples.TOOLS, reply);
    }

    /** A server whose tools answer with that text. */
    FakeServer(String document) {
        this(
                document,
                (call, listener) -> FakeUnit.passing(200, Body.of(Unpooled.copiedBuffer("done", UTF_8)))
                        .accept(call, listener));
    }

    FakeUnit unit(int index) {
        return units.get(index);
    }

    FakeExchange handle(FakeExchange exchange) {
        crossOrigin.filter(
                exchange,
                () -> endpoint.handle(exchange, placeholder -> {
                    throw new AssertionError("no placeholders");
                }));
        return exchange;
    }

    FakeExchange post(String json) {
        return handle(FakeExchange.post(json, Map.of()));
    }

    /** The reply to a request of that method, in the newest version. */
    JsonNode request(String method, String params) {
        return request(method, params, "2025-11-25");
    }

    JsonNode request(String method, String params, String version) {
        FakeExchange exchange = start(method, params, version);
        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.ended()).isTrue();
        JsonNode reply = exchange.json();
        assertThat(reply.path("jsonrpc").asString()).isEqualTo("2.0");
        assertThat(reply.path("id").asInt()).isEqualTo(7);
        return reply;
    }

    /** A request of the version without sessions, with all that it has to say; its reply is a stream if it has to be one. */
    FakeExchange modern(String method, String params) {
        return modern(method, params, Map.of());
    }

    /** As {@link #modern(String, String)}, with other header fields; those that are empty are left out. */
    FakeExchange modern(String method, String params, Map<String, String> headers) {
        ObjectNode members = (ObjectNode) JsonMapper.shared().readTree(params);
        ObjectNode meta = members.putObject("_meta");
        meta.put("io.modelcontextprotocol/protocolVersion", MODERN);
        meta.putObject("io.modelcontextprotocol/clientCapabilities");
        String subject = members.path("name").asString(members.path("uri").asString(""));
        Map<String, String> all =
                new TreeMap<>(Map.of("mcp-protocol-version", MODERN, "mcp-method", method, "mcp-name", subject));
        all.putAll(headers);
        return handle(FakeExchange.post(
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\",\"params\":" + members + "}", all));
    }

    FakeExchange start(String method, String params, String version) {
        String request = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\",\"params\":" + params + "}";
        return handle(FakeExchange.post(request, Map.of("mcp-protocol-version", version)));
    }

    /** The result of a call with those arguments, given as JSON. */
    JsonNode call(String tool, String arguments) {
        return request("tools/call", callParams(tool, arguments)).get("result");
    }

    static String callParams(String tool, String arguments) {
        return "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}";
    }

    /** Leaves out event loops, threads and services. */
    private static final class Context implements EngineContext {
        private static AssertionError leftOut(String what) {
            return new AssertionError("this engine has no " + what + ": a test that needs them serves a document");
        }

        @Override
        public EventLoopGroup eventLoops() {
            throw leftOut("event loops");
        }

        @Override
        public EngineConfiguration configuration() {
            ServerConfiguration server = ServerConfiguration.builder()
                    .allowedOrigins(List.of("https://app.test"))
                    .maxBodyBytes(LIMIT)
                    .build();
            return EngineConfiguration.DEFAULT.withServer(server);
        }

        @Override
        public Executor blockingExecutor() {
            throw leftOut("threads that may block");
        }

        @Override
        public Clock clock() {
            return Clock.systemUTC();
        }

        @Override
        public MemoryBudget memory() {
            return new MemoryBudget(Long.MAX_VALUE);
        }

        @Override
        public @Nullable EngineObserver observer() {
            return null;
        }

        @Override
        public String product() {
            return "capstan/0.1";
        }

        @Override
        public <T extends EngineService> T service(Class<T> type, Function<EngineContext, T> factory) {
            throw leftOut("services");
        }
    }
}
