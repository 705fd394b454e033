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
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks each target once, before it is measured: what answers wrongly needs no figures. */
final class AnswerCheck {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AnswerCheck() {}

    /**
     * @throws IOException with the answer of the first target that does not give the right one
     */
    static void check(List<Target> targets) throws IOException, InterruptedException {
        String body = new String(Upstream.body(), StandardCharsets.UTF_8);
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (Target target : targets) {
            HttpResponse<String> response =
                    client.send(request(target.request()), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200 || !isRight(target.name(), response.body(), body)) {
                throw new IOException(
                        "wrong answer from '" + target.name() + "': " + response.statusCode() + " " + response.body());
            }
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
