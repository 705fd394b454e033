package dev.capstan.testkit.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.Engine;
import dev.capstan.engine.configuration.EngineConfiguration;
import dev.capstan.engine.configuration.ServerConfiguration;
import dev.capstan.engine.spi.EnginePhase;
import dev.capstan.engine.status.DeadUnit;
import dev.capstan.testkit.Patience;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.UpstreamAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What adapters keep to whose clients call units. The adapter exposes two: one is live, calls {@code api.get-item} and has the
 * argument {@code id}, an integer; the other is named {@code broken} and calls {@code api.no-such}, which there is not.
 */
public abstract class CallingAdapterContract extends ServerAdapterContract {
    private static final String UNREACHED = "nobody answered";

    private final ExecutorService clients = Executors.newCachedThreadPool();

    /** For subclasses. */
    protected CallingAdapterContract() {}

    /**
     * Calls the live unit as a client does.
     *
     * @param id any text; as JSON has it where the surface speaks JSON, in quotation marks
     * @return everything that the client gets to see
     * @throws IOException when nobody answers
     */
    protected abstract String call(URI endpoint, String id) throws IOException;

    /**
     * Calls the unit {@code broken} as a client does that does not know that it is dead.
     *
     * @return everything that the client gets to see
     * @throws IOException when nobody answers
     */
    protected abstract String callBroken(URI endpoint) throws IOException;

    @Override
    protected int units() {
        return 1;
    }

    @Override
    protected String ask(URI endpoint) throws IOException {
        return call(endpoint, "7");
    }

    @AfterEach
    final void stopClients() {
        clients.shutdownNow();
    }

    private Engine started() {
        Engine engine = builder(document(exposes("served")))
                .configuration(EngineConfiguration.DEFAULT.withServer(ServerConfiguration.builder()
                        .anyPort(true)
                        .drainTimeout(Duration.ofSeconds(30))
                        .build()))
                .build();
        engine.start();
        return engine;
    }

    /** What a client gets to see, though it be nothing. */
    private String seen(URI url, String id) {
        try {
            return call(url, id);
        } catch (IOException gone) {
            return UNREACHED;
        }
    }

    private CompletableFuture<String> callLater(URI url, String id) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return call(url, id);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                clients);
    }

    // Calls

    @Test
    void aCallIsAnsweredWithWhatTheApiSays() throws IOException {
        try (Engine engine = started()) {
            assertThat(call(url(engine, 0), "7")).contains("Emma");
            assertThat(upstream().requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.target()).isEqualTo("/items/7"));
        }
    }

    @Test
    void callsAtOnceAreAnsweredEachWithItsOwn() {
        try (Engine engine = started()) {
            upstream()
                    .answer(request -> UpstreamAnswer.json(
                            200, "{\"title\":\"Emma of " + request.path().substring(7) + ".\"}"));
            List<CompletableFuture<String>> replies = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                replies.add(callLater(url(engine, 0), String.valueOf(i)));
            }
            for (int i = 0; i < 40; i++) {
                assertThat(Patience.await(replies.get(i))).contains("Emma of " + i + ".");
            }
        }
    }

    @Test
    void anArgumentOfTheWrongTypeIsRefusedInTheWordsOfTheSchema() throws IOException {
        try (Engine engine = started()) {
            assertThat(call(url(engine, 0), "seven"))
                    .contains("must be an integer")
                    .doesNotContain("Emma");
            assertThat(upstream().requests()).isEmpty();
            assertThat(call(url(engine, 0), "7")).contains("Emma");
        }
    }

    @Test
    void aDeadUnitIsNotServed() throws IOException {
        try (Engine engine = started()) {
            assertThat(engine.documents().get(0).dead())
                    .extracting(DeadUnit::name)
                    .containsExactly("broken");
            String seen;
            try {
                seen = callBroken(url(engine, 0));
            } catch (IOException refused) {
                seen = UNREACHED;
            }

            assertThat(seen).isNotBlank().doesNotContain("Emma");
            assertThat(upstream().requests()).isEmpty();
            assertThat(call(url(engine, 0), "7")).contains("Emma");
        }
    }

    @Test
    void failuresAreToldAndTheNextCallIsServed() throws IOException {
        List<UpstreamAnswer> failures = List.of(
                UpstreamAnswer.hangup(),
                UpstreamAnswer.raw("no HTTP at all"),
                UpstreamAnswer.resetMidBody("{\"title\":\"Em"),
                UpstreamAnswer.json(404, "{\"error\":\"no such item\"}"),
                UpstreamAnswer.empty(500),
                UpstreamAnswer.empty(204));
        try (Engine engine = started()) {
            for (UpstreamAnswer failure : failures) {
                upstream().answer(failure);
                assertThat(seen(url(engine, 0), "7")).as(failure.toString()).doesNotContain("Emma", "Exception");
                upstream().answer(UpstreamAnswer.json(200, "{\"title\":\"Emma\"}"));
                assertThat(call(url(engine, 0), "8")).as("behind " + failure).contains("Emma");
            }
        }
    }

    // Draining

    @Test
    void callsOnTheirWayEndWhileNewOnesAreNotTaken() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        Engine engine = started();
        RecordingUpstream upstream = upstream();
        upstream.answer(request -> {
            UpstreamAnswer.Whole answer = UpstreamAnswer.json(200, "{\"title\":\"Emma\"}");
            return request.path().endsWith("/1") ? answer.after(gate) : answer;
        });
        URI url = url(engine, 0);
        CompletableFuture<String> onItsWay = callLater(url, "1");
        upstream.take();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(engine::close, clients);
        try {
            Patience.until("the engine drains", () -> engine.context().phase() == EnginePhase.DRAINING);
            Patience.until("new calls are not taken", () -> !seen(url, "2").contains("Emma"));
            int taken = upstream.requests().size();
            assertThat(seen(url, "3")).doesNotContain("Emma");
            assertThat(upstream.requests()).hasSize(taken);
            assertThat(closing).isNotDone();
        } finally {
            gate.complete(null);
        }

        assertThat(Patience.await(onItsWay)).contains("Emma");
        Patience.await(closing);
    }
}
