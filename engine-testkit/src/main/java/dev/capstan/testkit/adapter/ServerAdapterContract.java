package dev.capstan.testkit.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.DocumentException;
import dev.capstan.engine.Engine;
import dev.capstan.engine.EngineBuilder;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.adapter.ServerAdapter.Endpoint;
import dev.capstan.engine.spi.adapter.ServerAdapterProvider;
import dev.capstan.engine.spi.authentication.AuthenticatorProvider;
import dev.capstan.testkit.InstalledProviders;
import dev.capstan.testkit.Patience;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every adapter keeps to, whatever its clients ask of it: when it serves, and whom. The test of a provider extends this (or
 * {@link CallingAdapterContract}, where clients call units) and says what a document exposes and how a client asks. The document's API
 * has the namespace {@code api} and the operation {@code get-item}, which takes {@code id} and which {@code upstream} answers. The
 * class path needs {@code capstan-adapter-http-consumer}.
 */
public abstract class ServerAdapterContract {
    private static final int SEED = 20_261_130;

    private final RecordingUpstream upstream = RecordingUpstream.start();

    /** For subclasses. */
    protected ServerAdapterContract() {}

    /** {@code exposes.type}. */
    protected abstract String type();

    /** The adapter as an item of {@code exposes:}, which begins with a dash; what it is to be named is given. */
    protected abstract String exposes(String namespace);

    /** The name of an adapter for which {@link #exposes} was given one; another one where documents do not name adapters of the type. */
    protected String named(String namespace) {
        return namespace;
    }

    /** Whether a document may expose several adapters of the type. */
    protected boolean mayBeSeveral() {
        return true;
    }

    /** How many units an endpoint of the adapter has. */
    protected abstract int units();

    /**
     * Asks what an adapter tells to those who are let in, without credentials.
     *
     * @return what it answers; the same each time when nothing else is asked
     * @throws IOException when nobody answers
     */
    protected abstract String ask(URI endpoint) throws IOException;

    // What the tests are made of

    /** What the API answers. */
    protected final RecordingUpstream upstream() {
        return upstream;
    }

    @AfterEach
    final void stop() {
        upstream.close();
    }

    final String document(String... exposed) {
        StringBuilder all = new StringBuilder("""
                naftiko: 1.0.0-alpha2
                info: {label: Contract, description: Serves through the provider under test.}
                capability:
                  consumes:
                    - type: http
                      namespace: api
                      baseUri: https://api.invalid
                      resources:
                        - name: items
                          path: /items/{id}
                          operations:
                            - name: get-item
                              method: GET
                              inputParameters:
                                - {name: id, in: path}
                  exposes:
                """);
        for (String one : exposed) {
            all.append(one.indent(4));
        }
        return all.toString();
    }

    final EngineBuilder builder(String... documents) {
        EngineBuilder builder = Engine.builder().baseUriForAll(upstream.origin());
        for (int i = 0; i < documents.length; i++) {
            builder.document("contract-" + i + ".yaml", documents[i]);
        }
        upstream.answer(UpstreamAnswer.json(200, "{\"title\":\"Emma\"}"));
        return builder.configuration(ServedDocument.onFreePorts());
    }

    static Endpoint endpoint(Engine engine, int document) {
        List<Endpoint> endpoints = engine.documents().get(document).endpoints();
        assertThat(endpoints).as("endpoints of document " + document).hasSize(1);
        return endpoints.get(0);
    }

    static URI url(Engine engine, int document) {
        return URI.create(endpoint(engine, document).url());
    }

    private void assertAnswers(Engine engine, int document) throws IOException {
        assertThat(ask(url(engine, document))).isNotBlank();
    }

    private void assertNobodyAnswers(URI url) {
        assertThatThrownBy(() -> ask(url)).as("asking " + url).isInstanceOf(IOException.class);
    }

    // Being made

    @Test
    void theServiceLoaderFindsItByItsType() {
        assertThat(ServiceLoader.load(ServerAdapterProvider.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .filter(provider -> provider.type().equals(type())))
                .as("providers of the type " + type() + "; are they named in META-INF/services/"
                        + ServerAdapterProvider.class.getName() + "?")
                .singleElement()
                .satisfies(provider -> assertThat(provider.spiVersion()).isEqualTo(SpiVersion.CURRENT));
        assertThat(type()).matches("[a-z][a-z0-9-]*");
    }

    // Its life

    @Test
    void canBeAskedWhereItIsBeforeItServesAndTellsItOnceItDoes() {
        try (Engine engine = builder(document(exposes("served"))).build()) {
            assertThatCode(() -> engine.documents().get(0).endpoints())
                    .as("asking for endpoints before the engine has started")
                    .doesNotThrowAnyException();
            engine.start();

            Endpoint endpoint = endpoint(engine, 0);
            assertThat(endpoint.type()).isEqualTo(type());
            assertThat(endpoint.namespace()).isEqualTo(named("served"));
            assertThat(endpoint.units()).isEqualTo(units());
            assertThat(endpoint.address().isLoopbackAddress())
                    .as("an adapter that names no address listens on the loopback only: " + endpoint.address())
                    .isTrue();
            assertThat(URI.create(endpoint.url()).getPort()).isPositive();
            assertThat(Patience.await(engine.context().eventLoops().next().submit(() -> endpoint(engine, 0))))
                    .isEqualTo(endpoint);
        }
    }

    @Test
    void answersFromTheStartOfItsEngineToItsEnd() throws IOException {
        Engine engine = builder(document(exposes("served"))).build();
        engine.start();
        URI url = url(engine, 0);
        String first = ask(url);
        assertThat(first).isNotBlank();
        assertThat(ask(url)).isEqualTo(first);

        engine.close();
        assertNobodyAnswers(url);
        engine.close();
    }

    @Test
    void closingAnEngineThatNeverStartedDoesNoHarm() throws IOException {
        builder(document(exposes("served"))).build().close();
        try (Engine engine = builder(document(exposes("served"))).build()) {
            engine.start();
            assertAnswers(engine, 0);
        }
    }

    @Test
    void twoEnginesServeSideBySideAndEndAlone() throws IOException {
        try (Engine one = builder(document(exposes("served"))).build();
                Engine other = builder(document(exposes("served"))).build()) {
            one.start();
            other.start();
            assertThat(url(one, 0)).isNotEqualTo(url(other, 0));
            assertAnswers(one, 0);
            one.close();

            assertAnswers(other, 0);
        }
    }

    @Test
    void severalDocumentsAndSeveralAdaptersOfOneDocumentAreServed() throws IOException {
        String first = mayBeSeveral() ? document(exposes("one"), exposes("other")) : document(exposes("one"));
        try (Engine engine = builder(first, document(exposes("third"))).build()) {
            engine.start();
            List<Endpoint> endpoints = engine.documents().get(0).endpoints();

            assertThat(endpoints)
                    .extracting(Endpoint::namespace)
                    .isEqualTo(mayBeSeveral() ? List.of(named("one"), named("other")) : List.of(named("one")));
            for (Endpoint endpoint : endpoints) {
                assertThat(ask(URI.create(endpoint.url()))).isNotBlank();
            }
            assertAnswers(engine, 1);
        }
    }

    @Test
    void whatIsWithdrawnIsNotServedAndKeepsNothingElseFromIt() throws IOException {
        String refused = document(exposes("withdrawn"), """
                - type: refusing
                  namespace: refused
                  tools:
                    - {name: get-item, description: Gets an item, call: api.get-item, with: {id: '1'}}
                """);
        try (InstalledProviders installed =
                InstalledProviders.with(ServerAdapterProvider.class, RefusingAdapterProvider.class)) {
            assertThatThrownBy(() -> builder(refused).build())
                    .isInstanceOf(DocumentException.class)
                    .hasMessageContaining("is refused by the test");
            try (Engine engine = builder(refused, document(exposes("served")))
                    .keepGoing(true)
                    .build()) {
                engine.start();
                assertThat(engine.documents().get(0).endpoints()).isEmpty();
                assertAnswers(engine, 1);
            }
        }
    }

    /** An adapter that cannot be replaced keeps its document from it; one that can keeps its address. */
    @Test
    void servesOnWhenItsDocumentIsLoadedAnew(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("contract.yaml");
        String first = document(exposes("served"));
        Files.writeString(file, first);
        upstream.answer(UpstreamAnswer.json(200, "{\"title\":\"Emma\"}"));
        try (Engine engine = Engine.builder()
                .document(file)
                .baseUriForAll(upstream.origin())
                .configuration(ServedDocument.onFreePorts())
                .build()) {
            engine.start();
            URI url = url(engine, 0);
            String before = ask(url);

            Files.writeString(file, first.replace("provider under test.", "provider under test, once more."));
            engine.reload();
            assertThat(url(engine, 0)).isEqualTo(url);
            assertThat(ask(url)).isEqualTo(before);

            Files.writeString(file, "this is no document");
            engine.reload();
            assertThat(ask(url)).isEqualTo(before);
        }
    }

    // Whom it serves

    @Test
    void servesNothingToThoseWhomTheDocumentKeepsOut() throws IOException {
        String namespace = "kept-" + UUID.randomUUID();
        String guarded =
                exposes(namespace).stripTrailing() + "\n  authentication: {type: bearer, token: ignored-here}\n";
        String openly;
        try (Engine engine = builder(document(exposes("open"))).build()) {
            engine.start();
            openly = ask(url(engine, 0));
        }
        int before = upstream.requests().size();
        GuardProvider.Guard guard = GuardProvider.of(named(namespace));
        try (InstalledProviders installed = InstalledProviders.with(AuthenticatorProvider.class, GuardProvider.class)) {
            Engine engine;
            try {
                engine = builder(document(guarded)).build();
            } catch (DocumentException refused) {
                // A surface on which nobody can say who they are is right to refuse.
                assertThat(refused).hasMessageContaining(named(namespace));
                return;
            }
            try (engine) {
                assertThat(guard.started).hasValue(0);
                engine.start();
                URI url = url(engine, 0);
                assertThat(guard.started).as("starts of the authenticator").hasValue(1);

                assertThat(ask(url)).isNotEqualTo(openly);
                assertThat(guard.refused)
                        .as("callers that the authenticator refused")
                        .hasPositiveValue();
                assertThat(upstream.requests()).as("what reached the API").hasSize(before);
            }
            assertThat(guard.closed)
                    .as("times that the authenticator was closed")
                    .hasValue(1);
        }
    }

    // Hostile clients

    @Test
    void goesOnWhateverBytesComeAndHoweverManyClientsWait() throws IOException {
        try (Engine engine = builder(document(exposes("served"))).build()) {
            engine.start();
            URI url = url(engine, 0);
            String before = ask(url);
            List<Socket> open = new ArrayList<>();
            for (byte[] bytes : hostile()) {
                Socket socket = new Socket(url.getHost(), url.getPort());
                open.add(socket);
                try {
                    socket.getOutputStream().write(bytes);
                } catch (IOException hungUp) {
                    // As is right.
                }
            }
            for (int i = 0; i < 50; i++) {
                open.add(new Socket(url.getHost(), url.getPort()));
            }

            assertThat(ask(url)).isEqualTo(before);
            for (Socket socket : open) {
                socket.close();
            }
            assertThat(ask(url)).isEqualTo(before);
        }
    }

    private static List<byte[]> hostile() {
        Random random = new Random(SEED);
        byte[] noise = new byte[100_000];
        random.nextBytes(noise);
        return List.of(
                noise,
                new byte[100_000],
                "\n".repeat(10_000).getBytes(StandardCharsets.US_ASCII),
                "x".repeat(5_000_000).getBytes(StandardCharsets.US_ASCII),
                "{\"a\":".repeat(100_000).getBytes(StandardCharsets.US_ASCII),
                "GET / HTTP/1.1\r\n\r\n\u00ff\u0000".getBytes(StandardCharsets.ISO_8859_1),
                "get-item {\n\n{\nget-item\n \n".getBytes(StandardCharsets.US_ASCII));
    }
}
