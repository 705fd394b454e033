package dev.capstan.adapter.mcp.conformance;

import dev.capstan.adapter.mcp.ServedApplication;
import dev.capstan.adapter.mcp.host.McpApplication;
import dev.capstan.engine.Engine;
import dev.capstan.engine.configuration.EngineConfiguration;
import dev.capstan.engine.configuration.ServerConfiguration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** What the public conformance suite asks a server to have, made with the host's API and nothing else. */
public final class ConformanceServer implements AutoCloseable {
    private final Engine engine;
    private final ServedApplication served;

    private ConformanceServer(Engine engine, ServedApplication served) {
        this.engine = engine;
        this.served = served;
    }

    /** Starts one on a free port. */
    public static ConformanceServer start() {
        Engine engine = Engine.builder()
                .configuration(EngineConfiguration.DEFAULT.withServer(
                        ServerConfiguration.builder().anyPort(true).build()))
                .build();
        AtomicReference<ServedApplication> self = new AtomicReference<>();
        McpApplication.Builder application = McpApplication.builder("conformance-fixtures", "1.0");
        ToolFixtures.addTo(application, self);
        InputFixtures.addTo(application);
        OtherFixtures.addTo(application);
        ServedApplication served = ServedApplication.register(engine.context(), application.build(), null, 9090);
        self.set(served);
        engine.start();
        return new ConformanceServer(engine, served);
    }

    /** Where it is. */
    public String url() {
        return served.url();
    }

    @Override
    public void close() {
        engine.close();
    }

    /** Runs one until the process ends; prints where it is. */
    public static void main(String[] args) throws InterruptedException {
        ConformanceServer server = start();
        System.out.println(server.url());
        new CountDownLatch(1).await();
    }
}
