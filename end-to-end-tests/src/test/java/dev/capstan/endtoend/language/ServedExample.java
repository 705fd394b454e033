package dev.capstan.endtoend.language;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.engine.Engine;
import dev.capstan.engine.spi.adapter.ServerAdapter.Endpoint;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** An example that is served, before an upstream that every host of the example's domain leads to. */
final class ServedExample implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern HOST = Pattern.compile("https?://[a-z0-9.-]+\\.example\\b");

    private final ShownUpstream shown = new ShownUpstream();
    private final RecordingUpstream upstream = RecordingUpstream.start().answer(shown::answer);
    private final Map<String, String> urls = new HashMap<>();
    private final ServedDocument served;

    ServedExample(Example example, Path folder) throws IOException {
        for (Map.Entry<String, String> file : example.files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, atUpstream(file.getValue()));
        }
        Path document = Files.writeString(folder.resolve("capability.yaml"), atUpstream(example.document()));
        ServedDocument started;
        try {
            started = ServedDocument.start(Engine.builder().document(document).variables(name -> {
                String value = example.environment().get(name);
                return value == null ? null : atUpstream(value);
            }));
        } catch (RuntimeException | Error e) {
            upstream.close();
            throw e;
        }
        served = started;
        addUrls(example.read().toJson());
    }

    /** What is wrong in the document, or is left out of it. */
    List<String> faults() {
        return served.status().diagnostics().stream()
                .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
                .map(Diagnostic::toString)
                .toList();
    }

    /** Runs an exchange; what was not as the page shows. */
    List<String> run(Exchange exchange) {
        shown.expect(exchange.calls());
        List<String> wrong = new ArrayList<>();
        if (exchange.overMcp()) {
            runMcp(exchange, wrong);
        } else {
            runHttp(exchange, wrong);
        }
        wrong.addAll(shown.wrong());
        return wrong;
    }

    private void runMcp(Exchange exchange, List<String> wrong) {
        String[] words = exchange.request().text().split("\\s", 2);
        var message = served.mcp(words[0], words.length == 1 ? "{}" : words[1]);
        String expected = exchange.reply().text();
        String actual = (expected.startsWith("{\"error\"") ? message : message.path("result")).toString();
        if (!Shown.members(expected, actual)) {
            wrong.add("the caller got " + message);
        }
    }

    private void runHttp(Exchange exchange, List<String> wrong) {
        HttpResponse<String> response = send(exchange.request());
        Message reply = exchange.reply();
        if (!reply.first().equals(String.valueOf(response.statusCode()))) {
            wrong.add("the caller got the status " + response.statusCode());
        }
        for (Map.Entry<String, String> header : reply.headers()) {
            List<String> values = response.headers().allValues(header.getKey());
            if (values.stream().noneMatch(value -> Shown.text(header.getValue(), value))) {
                wrong.add("the caller was to get " + header + " and got " + values);
            }
        }
        for (String name : reply.absent()) {
            if (response.headers().firstValue(name).isPresent()) {
                wrong.add("the caller got " + name);
            }
        }
        boolean problem =
                response.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json");
        if (problem ? !Shown.members(reply.body(), response.body()) : !Shown.body(reply.body(), response.body())) {
            wrong.add("the caller got the body " + response.body());
        }
    }

    private HttpResponse<String> send(Message message) {
        String[] words = message.first().split(" ", 2);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(words[1])))
                .timeout(Duration.ofSeconds(30))
                .method(
                        words[0],
                        message.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(message.body()));
        message.headers().forEach(header -> request.header(header.getKey(), header.getValue()));
        if (!message.body().isEmpty() && message.header("Content-Type").isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(message.first() + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A target alone is meant for the REST server. */
    private String url(String target) {
        for (Map.Entry<String, String> url : urls.entrySet()) {
            if (target.startsWith(url.getKey() + "/")) {
                return url.getValue() + target.substring(url.getKey().length());
            }
        }
        return served.url("rest") + target;
    }

    /** Which free port each declared one is. */
    private void addUrls(JsonNode document) {
        for (JsonNode adapter : document.path("capability").path("exposes")) {
            for (Endpoint endpoint : served.status().endpoints()) {
                String type = adapter.path("type").asString();
                if (endpoint.type().equals(type)
                        && (type.equals("control")
                                || endpoint.namespace()
                                        .equals(adapter.path("namespace").asString()))) {
                    String port = adapter.path("port").asString();
                    urls.put(
                            "http://localhost:" + port,
                            "http://" + URI.create(endpoint.url()).getAuthority());
                }
            }
        }
    }

    private String atUpstream(String text) {
        return HOST.matcher(text).replaceAll(upstream.origin());
    }

    @Override
    public void close() {
        served.close();
        upstream.close();
    }
}
