package dev.capstan.testkit.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.configuration.NamespaceConfiguration;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.spi.Secret;
import dev.capstan.engine.spi.consumer.Consumer;
import dev.capstan.engine.spi.consumer.ConsumerContext;
import dev.capstan.engine.spi.consumer.ConsumerProvider;
import dev.capstan.engine.spi.consumer.OperationRequest;
import dev.capstan.engine.spi.consumer.OutboundAuthentication;
import dev.capstan.engine.spi.consumer.PreparedOperation;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.testkit.TestEngineContext;
import dev.capstan.testkit.consumer.SentRequest.Ending;
import dev.capstan.testkit.consumer.SentRequest.Reading;
import io.netty.channel.EventLoop;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API that a consumer under test calls, as its provider's test describes it, and calls to it. */
public abstract class ConsumerUnderTest {
    static final String SECRET = "s3cret-that-nobody-may-see";

    final TestEngineContext engine = new TestEngineContext();
    private final List<Consumer> made = new ArrayList<>();

    /** For subclasses. */
    protected ConsumerUnderTest() {}

    /** {@code consumes.type}. */
    protected abstract String type();

    /** The base URI of an API whose operations answer what {@link #answer} says. */
    protected abstract String baseUri();

    /** Has the API answer with that text from now on. Called before operations are prepared. */
    protected abstract void answer(String text) throws Exception;

    /** Has the API take requests and never answer them; false when there is always an answer. */
    protected boolean fallSilent() {
        return false;
    }

    /** How many requests have reached the API; -1 when that cannot be told. */
    protected int received() {
        return -1;
    }

    /** A base URI where no API answers; null when there is no such. */
    protected abstract @Nullable String unreachableBaseUri();

    /** A base URI from which no consumer can be made; null when there is no such. */
    protected abstract @Nullable String unusableBaseUri();

    /** The YAML below {@code resources:} of an operation {@code read} that can never be called; null when there is no such. */
    protected abstract @Nullable String unpreparableResources();

    /** The YAML below {@code resources:} of the API. */
    protected String resources() {
        return """
                - name: items
                  path: /items/{id}
                  operations:
                    - name: read
                      method: GET
                      inputParameters:
                        - {name: id, in: path}
                    - name: write
                      method: PUT
                      inputParameters:
                        - {name: id, in: path}
                        - {name: content, in: body}
                """;
    }

    /** Values that operations can be called with, by name. */
    protected Map<String, Object> values() {
        return Map.of("id", "1");
    }

    // What the tests are made of

    @AfterEach
    final void close() {
        made.forEach(Consumer::close);
        engine.close();
    }

    final ConsumerProvider provider() {
        List<ConsumerProvider> found = ServiceLoader.load(ConsumerProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.type().equals(type()))
                .toList();
        assertThat(found)
                .as("providers of the type " + type() + "; are they named in META-INF/services/"
                        + ConsumerProvider.class.getName() + "?")
                .hasSize(1);
        return found.get(0);
    }

    final String document(String baseUri, String resources) {
        return "naftiko: 1.0.0-alpha2\ninfo: {label: Contract, description: Calls an API through the provider under test.}\n"
                + "capability:\n  consumes:\n    - type: " + type() + "\n      namespace: api\n      baseUri: '"
                + baseUri
                + "'\n      resources:\n" + resources.indent(8) + """
                  exposes:
                    - type: rest
                      namespace: contract
                      port: 8080
                      resources:
                        - path: /read/{id}
                          operations:
                            - {method: GET, name: read, call: api.read, with: {id: contract.id}}
                """;
    }

    final LinkedOperation operation(String resources, String name) {
        LinkedOperation found =
                LinkedOperations.of(document("http://api.invalid", resources)).get(name);
        assertThat(found).as("the operation " + name + ", as it is linked").isNotNull();
        return Objects.requireNonNull(found);
    }

    final LinkedOperation operation(String name) {
        return operation(resources(), name);
    }

    final Consumer consumer(String baseUri, LinkedOperation operation) {
        Consumer consumer = provider()
                .create(new ConsumerContext(
                        operation.api(),
                        URI.create(baseUri),
                        new OutboundAuthentication.Bearer(new Secret(SECRET)),
                        List.of(),
                        NamespaceConfiguration.DEFAULT,
                        engine));
        made.add(consumer);
        return consumer;
    }

    private @Nullable JsonNode[] values(LinkedOperation operation, Map<String, ?> values) {
        Map<String, Object> given = new TreeMap<>(values);
        return operation.inputs().stream()
                .map(input -> given.get(input.name()))
                .map(value ->
                        value == null ? null : (JsonNode) JsonMapper.shared().valueToTree(value))
                .toArray(JsonNode[]::new);
    }

    /** A consumer with one of its operations, prepared. */
    record Called(EventLoop eventLoop, LinkedOperation operation, Consumer consumer, PreparedOperation prepared) {}

    final Called called(String operation, String baseUri) {
        LinkedOperation linked = operation(operation);
        Consumer consumer = consumer(baseUri, linked);
        return new Called(engine.eventLoops().next(), linked, consumer, consumer.prepare(linked));
    }

    final Called called(String operation) {
        return called(operation, baseUri());
    }

    final OperationRequest request(Called api, CallContext context, Map<String, ?> values, RequestContent content) {
        return new OperationRequest(api.eventLoop(), context, values(api.operation(), values), content, null);
    }

    static SentRequest send(Called api, OperationRequest request, Reading reading) {
        return SentRequest.send(
                request.eventLoop(), reading, listener -> api.prepared().send(request, listener));
    }

    final SentRequest send(Called api) {
        return send(api, request(api, CallContext.NONE, values(), RequestContent.None.INSTANCE), Reading.WHOLE);
    }

    static CallFailure failure(Ending ending) {
        CallFailure failure = ending.failure();
        assertThat(failure)
                .as("the failure of a call that cannot succeed, but for " + ending)
                .isNotNull();
        assertIsForPeople(String.valueOf(failure == null ? null : failure.detail()));
        return failure == null ? new CallFailure.EngineClosing() : failure;
    }

    static void assertIsForPeople(@Nullable String message) {
        assertThat(message).isNotBlank().doesNotContain("Exception", "java.", SECRET, "null");
    }
}
