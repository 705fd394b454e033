package dev.capstan.adapter.mcp;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.engine.exchange.JsonLimits;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.plan.UnitPlan;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.transport.OriginPolicy;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Puts together what answers the messages to one adapter. */
final class McpServer {
    /** Deeper arguments are refused: no API takes them, and every reader of them recurses. */
    private static final int DEEPEST = 200;

    /** Immutable, and slow to make. Strings are as long as the longest message at most. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxTokenCount(JsonLimits.REQUEST_TOKENS)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private McpServer() {}

    /**
     * Makes the endpoint of that adapter.
     *
     * @param warnings hears what is doubtful in the document
     */
    static McpEndpoint endpoint(
            AdapterPlan plan, LinkedAdapter.Mcp adapter, EngineContext engine, Consumer<Diagnostic> warnings) {
        long maxBodyBytes = engine.configuration().server().limits().maxBodyBytes();
        ToolCatalog catalog = new ToolCatalog(MAPPER, tools(plan, adapter), warnings);
        InitializeMethod.ServerDescription server = new InitializeMethod.ServerDescription(
                plan.namespace(),
                plan.title(),
                version(engine.product()),
                adapter.declaration().description());
        Stream<McpMethod> methods = Stream.of(
                new InitializeMethod(MAPPER, server),
                new PingMethod(),
                new ListToolsMethod(catalog.pages()),
                new CallToolMethod(MAPPER, catalog));
        MessageReader reader =
                new MessageReader(MAPPER, methods.collect(Collectors.toMap(McpMethod::name, Function.identity())));
        return new McpEndpoint(reader, PooledByteBufAllocator.DEFAULT, maxBodyBytes);
    }

    private static List<UnitPlan> tools(AdapterPlan plan, LinkedAdapter.Mcp adapter) {
        return adapter.tools().stream()
                .map(plan::planOf)
                .filter(unit -> unit != null)
                .toList();
    }

    /** Makes what decides about requests of web pages. */
    static CrossOrigin crossOrigin(EngineContext engine) {
        return new CrossOrigin(
                new OriginPolicy(engine.configuration().server().allowedOrigins()), PooledByteBufAllocator.DEFAULT);
    }

    private static String version(String product) {
        int slash = product.indexOf('/');
        return slash < 0 ? "development" : product.substring(slash + 1);
    }
}
