package dev.capstan.adapter.mcp;

import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.spec.diagnostic.Diagnostic;
import dev.capstan.spec.link.LinkedAdapter;
import io.netty.buffer.PooledByteBufAllocator;
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

    private McpServer() {}

    /**
     * Makes the endpoint of that adapter.
     *
     * @param warnings hears what is doubtful in the document
     */
    static McpEndpoint endpoint(
            AdapterPlan plan, LinkedAdapter.Mcp adapter, EngineContext engine, Consumer<Diagnostic> warnings) {
        long maxBodyBytes = engine.configuration().server().maxBodyBytes();
        JsonMapper mapper = mapper(maxBodyBytes);
        ToolCatalog catalog = new ToolCatalog(mapper, plan.units(), warnings);
        InitializeMethod.ServerDescription server = new InitializeMethod.ServerDescription(
                plan.namespace(),
                plan.title(),
                version(engine.product()),
                adapter.declaration().description());
        Stream<McpMethod> methods = Stream.of(
                new InitializeMethod(mapper, server),
                new PingMethod(),
                new ListToolsMethod(catalog.pages()),
                new CallToolMethod(mapper, catalog));
        MessageReader reader =
                new MessageReader(mapper, methods.collect(Collectors.toMap(McpMethod::name, Function.identity())));
        CrossOrigin crossOrigin =
                new CrossOrigin(engine.configuration().server().allowedOrigins());
        return new McpEndpoint(reader, crossOrigin, PooledByteBufAllocator.DEFAULT, maxBodyBytes);
    }

    private static JsonMapper mapper(long maxBodyBytes) {
        StreamReadConstraints limits = StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxStringLength((int) Math.min(maxBodyBytes, Integer.MAX_VALUE))
                .build();
        return JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(limits).build())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    private static String version(String product) {
        int slash = product.indexOf('/');
        return slash < 0 ? "development" : product.substring(slash + 1);
    }
}
