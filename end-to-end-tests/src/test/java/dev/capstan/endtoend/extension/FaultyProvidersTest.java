package dev.capstan.endtoend.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.engine.Engine;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.EngineService;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import dev.capstan.engine.spi.adapter.ServerAdapterContext;
import dev.capstan.engine.spi.adapter.ServerAdapterProvider;
import dev.capstan.engine.spi.consumer.Consumer;
import dev.capstan.engine.spi.consumer.ConsumerContext;
import dev.capstan.engine.spi.consumer.ConsumerProvider;
import dev.capstan.engine.spi.consumer.PreparedOperation;
import dev.capstan.testkit.InstalledProviders;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import dev.capstan.testkit.adapter.HttpSender;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Providers with a defect in each of their methods: what it keeps the engine from, and what not. */
class FaultyProvidersTest {
    private static RuntimeException defect() {
        return new IllegalStateException("a defect");
    }

    /** Serves, and fails when it is to end. */
    public static final class FaultyAdapterProvider implements ServerAdapterProvider {
        @Override
        public String type() {
            return "faulty";
        }

        @Override
        public int spiVersion() {
            return SpiVersion.CURRENT;
        }

        @Override
        public ServerAdapter create(ServerAdapterContext context) {
            context.engine().service(FaultyService.class, FaultyService::new);
            return new ServerAdapter() {
                @Override
                public List<Endpoint> endpoints() {
                    return List.of();
                }

                @Override
                public void withdraw() {
                    throw defect();
                }
            };
        }
    }

    private static final class FaultyService implements EngineService {
        FaultyService(EngineContext context) {
            assertThat(context).isNotNull();
        }

        @Override
        public void start() {
            // It does.
        }

        @Override
        public CompletionStage<Void> drain() {
            throw defect();
        }

        @Override
        public void close() {
            throw defect();
        }
    }

    /** Throws whenever it is called. */
    public static final class FaultyConsumerProvider implements ConsumerProvider {
        @Override
        public String type() {
            return "faulty";
        }

        @Override
        public int spiVersion() {
            return SpiVersion.CURRENT;
        }

        @Override
        public Consumer create(ConsumerContext context) {
            return new Consumer() {
                @Override
                public PreparedOperation prepare(LinkedOperation operation) {
                    return (PreparedOperation) Proxy.newProxyInstance(
                            PreparedOperation.class.getClassLoader(),
                            new Class<?>[] {PreparedOperation.class},
                            (proxy, method, arguments) -> {
                                throw defect();
                            });
                }

                @Override
                public void close() {
                    throw defect();
                }
            };
        }
    }

    private static final String DOCUMENT = """
            naftiko: 1.0.0-alpha2
            info: {label: Faulty, description: Has providers with defects.}
            capability:
              consumes:
              - type: faulty
                namespace: broken
                baseUri: http://broken.example
                resources: [{name: r, path: /r, operations: [{name: get, method: GET}]}]
              - type: http
                namespace: api
                baseUri: http://api.example
                resources: [{name: r, path: /r, operations: [{name: get, method: GET}]}]
              exposes:
              - {type: faulty, namespace: first, tools: [{name: t, description: d, call: broken.get}]}
              - type: rest
                namespace: web
                port: 8080
                resources:
                - {path: /broken, operations: [{method: GET, name: broken, call: broken.get}]}
                - {path: /works, operations: [{method: GET, name: works, call: api.get}]}
            """;

    @Test
    void whatThrowsFailsItsCallsAndKeepsNothingFromBeingClosed() throws IOException {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                InstalledProviders consumer =
                        InstalledProviders.with(ConsumerProvider.class, FaultyConsumerProvider.class);
                InstalledProviders adapter =
                        InstalledProviders.with(ServerAdapterProvider.class, FaultyAdapterProvider.class)) {
            upstream.answer(UpstreamAnswer.json(200, "1"));
            Engine engine = Engine.builder()
                    .document("faulty.yaml", DOCUMENT)
                    .baseUri("api", upstream.origin())
                    .configuration(ServedDocument.onFreePorts())
                    .build();
            engine.start();
            String url = engine.documents().get(0).endpoints().get(0).url();

            assertThat(HttpSender.send("GET", URI.create(url + "/broken"), null))
                    .startsWith("500 ")
                    .contains("internal-error")
                    .doesNotContain("a defect");
            assertThatThrownBy(() -> engine.call("web.broken", Map.of()).get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(CallFailedException.class)
                    .hasMessageContaining("an internal error");
            assertThat(HttpSender.send("GET", URI.create(url + "/works"), null)).isEqualTo("200 1");

            engine.close();
            assertThat(upstream.awaitDisconnect()).isEqualTo(1);
            assertThatThrownBy(() -> HttpSender.send("GET", URI.create(url + "/works"), null))
                    .isInstanceOf(IOException.class);
        }
    }
}
