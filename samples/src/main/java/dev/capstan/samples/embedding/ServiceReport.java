package dev.capstan.samples.embedding;

import dev.capstan.engine.Engine;
import dev.capstan.engine.EngineBuilder;
import dev.capstan.engine.Result;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Prints one Koyeb service. The document says how Koyeb is called; this program only says what it wants. No port is opened:
 * the engine is used in-process, and {@code engine.start()} would serve the same operations to others.
 *
 * <p>Run with the document, the API key in {@code KOYEB_API_KEY}, and the identifier of a service.
 */
public final class ServiceReport {
    private ServiceReport() {}

    /** Prints the service, and ends with 1 when Koyeb did not give it. */
    public static void main(String[] args) {
        if (args.length != 2) {
            System.err.println("usage: ServiceReport samples/koyeb-services.yaml SERVICE_ID");
            System.exit(2);
        }
        String key = Optional.ofNullable(System.getenv("KOYEB_API_KEY")).orElse("");
        EngineBuilder engine = Engine.builder().document(Path.of(args[0])).bind("KOYEB_API_KEY", key);
        System.exit(print(engine, args[1], System.out) ? 0 : 1);
    }

    /** Whether the service was there. */
    static boolean print(EngineBuilder builder, String id, PrintStream out) {
        try (Engine engine = builder.build()) {
            Result service = engine.call("koyeb-services-mcp.get-service", Map.of("id", id))
                    .toCompletableFuture()
                    .join();
            out.println(service.isError() ? "status " + service.status() + ": " + service.text() : service.text());
            return !service.isError();
        }
    }
}
