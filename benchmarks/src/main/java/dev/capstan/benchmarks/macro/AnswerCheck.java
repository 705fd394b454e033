package dev.capstan.benchmarks.macro;

import dev.capstan.benchmarks.load.LoadRequest;
import dev.capstan.benchmarks.peer.Upstream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks each target once, before it is measured: what answers wrongly needs no figures. */
final class AnswerCheck {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AnswerCheck() {}

    /**
     * Asks a target, and judges its answer by its name.
     *
     * @throws IOException with the answer, when it is not the right one
     */
    static void check(String target, LoadRequest request) throws IOException, InterruptedException {
        String body = new String(Upstream.body(), StandardCharsets.UTF_8);
        HttpResponse<String> response = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request(request), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200 || !isRight(target, response.body(), body)) {
            throw new IOException(
                    "wrong answer from '" + target + "': " + response.statusCode() + " " + response.body());
        }
    }

    private static boolean isRight(String target, String answer, String upstream) {
        try {
            return switch (target) {
                case Contestants.REST_MAPPED -> isSummary(JSON.readTree(answer), JSON.readTree(upstream));
                case Contestants.MCP_CALL ->
                    upstream.equals(JSON.readTree(answer)
                            .path("result")
                            .path("content")
                            .path(0)
                            .path("text")
                            .asString(""));
                default -> upstream.equals(answer);
            };
        } catch (JacksonException e) {
            return false;
        }
    }

    private static boolean isSummary(JsonNode answer, JsonNode upstream) {
        return answer.size() == 5
                && answer.path("id").equals(upstream.path("id"))
                && answer.path("name").equals(upstream.path("name"))
                && answer.path("status").equals(upstream.path("status"))
                && answer.path("image")
                        .equals(upstream.path("definition").path("docker").path("image"))
                && answer.path("replicas").equals(upstream.path("replicas").path("running"));
    }

    private static HttpRequest request(LoadRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + request.port() + request.path()))
                .timeout(Duration.ofSeconds(10))
                .method(
                        request.method(),
                        request.body().isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(request.body()));
        request.headers().forEach(builder::header);
        return builder.build();
    }
}
