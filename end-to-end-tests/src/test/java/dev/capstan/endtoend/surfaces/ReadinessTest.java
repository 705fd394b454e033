package dev.capstan.endtoend.surfaces;

import static dev.capstan.endtoend.surfaces.Client.header;
import static dev.capstan.endtoend.surfaces.Client.text;
import static dev.capstan.endtoend.surfaces.ControlDocument.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.configuration.ServerConfiguration;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether a document is live and ready, as its control port tells machines that start, stop and balance processes (C1). */
class ReadinessTest {
    private final RecordingUpstream upstream = RecordingUpstream.start();

    @AfterEach
    void close() {
        upstream.close();
    }

    private ServedDocument serve(String yaml) {
        return ServedDocument.serve(yaml, upstream);
    }

    @Test
    void isLiveAndReadyByDefaultAndNothingElse() {
        try (ServedDocument served = serve(document(""))) {
            Client client = new Client(served, "control");

            HttpResponse<byte[]> live = client.get("/health/live");
            assertThat(live.statusCode()).isEqualTo(200);
            assertThat(text(live)).isEqualTo("{\"status\":\"UP\"}");
            assertThat(header(live, "Cache-Control")).isEqualTo("no-store");
            HttpResponse<byte[]> ready = client.get("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(text(ready))
                    .isEqualTo("{\"status\":\"UP\",\"phase\":\"serving\",\"adapters\":["
                            + "{\"type\":\"rest\",\"namespace\":\"web\",\"status\":\"UP\"},"
                            + "{\"type\":\"mcp\",\"namespace\":\"agent\",\"status\":\"UP\"},"
                            + "{\"type\":\"control\",\"namespace\":\"control\",\"status\":\"UP\"}]}");
            for (String path : List.of(
                    "/status",
                    "/config",
                    "/config/validate",
                    "/config/reload",
                    "/traces",
                    "/logs",
                    "/scripting",
                    "/nowhere")) {
                assertThat(client.status(path)).as(path).isEqualTo(404);
            }
            assertThat(client.send("POST", "/health/live", new byte[0]).statusCode())
                    .isEqualTo(405);
            assertThat(client.send("HEAD", "/health/ready", new byte[0]).statusCode())
                    .isEqualTo(200);
            assertThat(served.rules()).isEmpty();
        }
    }

    @Test
    void isNotReadyWithAnAdapterDown() {
        String yaml = document("management: {info: true}").replace("transport: http", "transport: pigeon");
        try (ServedDocument served = serve(yaml)) {
            Client client = new Client(served, "control");
            HttpResponse<byte[]> ready = client.get("/health/ready");

            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(text(ready))
                    .startsWith("{\"status\":\"DOWN\",\"phase\":\"serving\"")
                    .contains("{\"type\":\"mcp\",\"namespace\":\"agent\",\"status\":\"DOWN\"}")
                    .contains("{\"type\":\"rest\",\"namespace\":\"web\",\"status\":\"UP\"}");
            assertThat(client.status("/health/live")).isEqualTo(200);
            assertThat(text(client.get("/status"))).contains("\"rule\":\"transport-unknown\"");
        }
    }

    @Test
    void isNotReadyWhileCallsAreWaitedFor() throws Exception {
        CompletableFuture<Void> opened = new CompletableFuture<>();
        upstream.answer(UpstreamAnswer.json(200, "[]").after(opened));
        ServedDocument served = ServedDocument.serve(
                document(""),
                upstream,
                builder -> builder.configuration(ServedDocument.onFreePorts()
                        .withServer(ServerConfiguration.builder()
                                .anyPort(true)
                                .drainTimeout(Duration.ofSeconds(30))
                                .build())));
        Client client = new Client(served, "control");
        CompletableFuture<HttpResponse<String>> call =
                CompletableFuture.supplyAsync(() -> served.rest("GET", "/ships"));
        upstream.take();
        CompletableFuture<Void> closed = CompletableFuture.runAsync(served::close);

        HttpResponse<byte[]> ready = client.get("/health/ready");
        while (ready.statusCode() == 200) {
            Thread.onSpinWait();
            ready = client.get("/health/ready");
        }
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(text(ready)).startsWith("{\"status\":\"DOWN\",\"phase\":\"draining\"");
        assertThat(client.status("/health/live")).isEqualTo(200);

        opened.complete(null);
        assertThat(call.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        closed.get(20, TimeUnit.SECONDS);
        assertThatThrownBy(() -> client.get("/health/live")).isInstanceOf(AssertionError.class);
    }

    @Test
    void goesOnServingUntilBalancersHaveSeenThatItIsNotReady() throws Exception {
        ServedDocument served = ServedDocument.serve(
                document(""),
                upstream,
                builder -> builder.configuration(ServedDocument.onFreePorts()
                        .withServer(ServerConfiguration.builder()
                                .anyPort(true)
                                .drainDelay(Duration.ofHours(1))
                                .build())));
        Client client = new Client(served, "control");
        Thread closing = new Thread(served::close);
        closing.start();
        while (client.status("/health/ready") == 200) {
            Thread.onSpinWait();
        }

        assertThat(client.status("/health/ready")).isEqualTo(503);
        upstream.answerNext(UpstreamAnswer.json(200, "[]"));
        assertThat(served.rest("GET", "/ships").statusCode()).isEqualTo(200);

        closing.interrupt();
        closing.join(20_000);
        assertThat(closing.isAlive()).isFalse();
        assertThatThrownBy(() -> client.get("/health/live")).isInstanceOf(AssertionError.class);
    }
}
