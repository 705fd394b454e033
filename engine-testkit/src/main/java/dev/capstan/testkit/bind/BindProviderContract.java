package dev.capstan.testkit.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.engine.DocumentException;
import dev.capstan.engine.Engine;
import dev.capstan.engine.EngineBuilder;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.bind.BindProvider;
import dev.capstan.engine.spi.bind.BindRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.UpstreamAnswer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every bind provider keeps to: by itself, and with an engine that reads a document through it. The test of a provider
 * extends this, prepares a place that holds one secret, and adds what is particular to its scheme. The class path needs
 * {@code capstan-adapter-http-consumer} and {@code capstan-adapter-rest}.
 */
public abstract class BindProviderContract {
    /** The folder of the documents that the tests load. */
    @TempDir
    protected Path folder;

    /** For subclasses. */
    protected BindProviderContract() {}

    /** The scheme of the provider under test. */
    protected abstract String scheme();

    /** A location, as a bind of a document in {@link #folder} writes it (a URI with {@code ://}), where {@link #key} has the value {@link #secret}. */
    protected abstract String location() throws Exception;

    /** A location of the same scheme where nothing can be read. */
    protected abstract String missingLocation() throws Exception;

    /** The provider's own name of the secret. */
    protected String key() {
        return "CATALOGUE_TOKEN";
    }

    /** The secret's value; of characters that a header can carry. */
    protected String secret() {
        return "s3cret=value with space";
    }

    private BindProvider provider() {
        return ServiceLoader.load(BindProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.scheme().equals(scheme()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no provider of the scheme " + scheme()
                        + " is found: is it named in META-INF/services/" + BindProvider.class.getName() + "?"));
    }

    private Path document() {
        return folder.resolve("document.yaml");
    }

    private BindRequest request(String location) {
        return new BindRequest(location, document(), Set.of(key()));
    }

    private EngineBuilder engine(String location) {
        return Engine.builder().document(document().toString(), """
                        naftiko: 1.0.0-alpha2
                        info:
                          label: Contract
                          description: Reads a variable through the provider under test.
                        binds:
                          - namespace: secrets
                            location: '%s'
                            keys:
                              TOKEN: '%s'
                        capability:
                          consumes:
                            - type: http
                              namespace: catalogue
                              baseUri: https://catalogue.invalid
                              authentication:
                                type: bearer
                                token: '{{TOKEN}}'
                              resources:
                                - name: books
                                  path: /books
                                  operations:
                                    - name: list-books
                                      method: GET
                          exposes:
                            - type: rest
                              namespace: books
                              port: 8080
                              resources:
                                - path: /books
                                  operations:
                                    - method: GET
                                      name: list-books
                                      call: catalogue.list-books
                        """.formatted(location, key()));
    }

    @Test
    void isBuiltForThisSpi() {
        assertThat(provider().spiVersion()).isEqualTo(SpiVersion.CURRENT);
        assertThat(provider().scheme()).matches("[a-z][a-z0-9+.-]*");
    }

    @Test
    void readsEachTimeItIsAsked() throws Exception {
        String location = location();

        assertThat(provider().read(request(location))).containsEntry(key(), secret());
        assertThat(provider().read(request(location))).containsEntry(key(), secret());
    }

    @Test
    void readsForSeveralDocumentsAtOnce() throws Exception {
        String location = location();
        BindProvider provider = provider();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Map<String, String>> read = () -> provider.read(request(location));
            for (Future<Map<String, String>> one : threads.invokeAll(List.of(read, read, read, read))) {
                assertThat(one.get()).containsEntry(key(), secret());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void saysWhichLocationCannotBeRead() throws Exception {
        String location = missingLocation();
        BindProvider provider = provider();

        InvalidSettingException refused =
                catchThrowableOfType(InvalidSettingException.class, () -> provider.read(request(location)));

        assertThat(refused).as("reading " + location).isNotNull();
        assertThat(refused).hasMessageContaining(location);
        assertThat(String.valueOf(refused.getMessage())).doesNotContain(secret(), "Exception");
    }

    @Test
    void givesADocumentsVariablesTheirValues() throws Exception {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                Engine engine = engine(location())
                        .baseUri("catalogue", upstream.origin())
                        .build()) {
            upstream.answer(UpstreamAnswer.json(200, "[]"));

            engine.call("catalogue.list-books", Map.of()).toCompletableFuture().join();

            assertThat(upstream.take().header("authorization")).isEqualTo("Bearer " + secret());
            assertThat(engine.documents().toString()).doesNotContain(secret());
            assertThat(engine.documents().get(0).diagnostics())
                    .as("diagnostics of the bind")
                    .noneMatch(diagnostic -> diagnostic.pointer().startsWith("/binds"));
        }
    }

    @Test
    void refusesADocumentWhoseLocationCannotBeRead() throws Exception {
        EngineBuilder engine = engine(missingLocation());

        DocumentException refused = catchThrowableOfType(DocumentException.class, engine::build);

        assertThat(refused).isNotNull();
        assertThat(refused.diagnostics())
                .filteredOn(Diagnostic::isError)
                .extracting(Diagnostic::rule)
                .contains("bind-unreadable");
    }
}
