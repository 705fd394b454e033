package dev.capstan.run.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.syntax.PathTemplate;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SandboxTest {
    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final Sandbox sandbox = Sandbox.start(log::add);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        sandbox.close();
    }

    /** {@code STATUS body}. */
    private String send(String method, String target, String body) throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(sandbox.origin() + target))
                        .header("Authorization", "Bearer very-secret")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return (response.statusCode() + " " + response.body()).trim();
    }

    private String send(String method, String target) throws Exception {
        return send(method, target, "");
    }

    private void expect(String... operations) {
        sandbox.expect(Stream.of(operations)
                .map(operation -> operation.split(" "))
                .map(pair -> new CalledPath(pair[0], PathTemplate.parse(pair[1])))
                .toList());
    }

    @Test
    void keepsWhatIsPostedUnderAnIdOfItsOwn() throws Exception {
        assertThat(send("GET", "/v1/things")).isEqualTo("200 []");
        assertThat(send("POST", "/v1/things", "{\"name\":\"a\"}")).isEqualTo("201 {\"id\":\"1\",\"name\":\"a\"}");
        assertThat(send("POST", "/v1/things", "{\"id\":\"mine\"}")).isEqualTo("201 {\"id\":\"mine\"}");
        assertThat(send("GET", "/v1/things/1")).isEqualTo("200 {\"id\":\"1\",\"name\":\"a\"}");
        assertThat(send("GET", "/v1/things")).isEqualTo("200 [{\"id\":\"1\",\"name\":\"a\"},{\"id\":\"mine\"}]");
    }

    @Test
    void saysWhereTheCreatedIs() throws Exception {
        HttpResponse<Void> response = client.send(
                HttpRequest.newBuilder(URI.create(sandbox.origin() + "/a%20b"))
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.discarding());

        assertThat(response.headers().firstValue("Location")).contains("/a%20b/1");
    }

    @Test
    void changesAndDeletes() throws Exception {
        send("POST", "/things", "{\"name\":\"a\",\"old\":1,\"deep\":{\"x\":1,\"y\":2}}");

        assertThat(send("PATCH", "/things/1", "{\"old\":null,\"deep\":{\"x\":3}}"))
                .isEqualTo("200 {\"id\":\"1\",\"name\":\"a\",\"deep\":{\"x\":3,\"y\":2}}");
        assertThat(send("PUT", "/things/1", "{\"name\":\"b\"}")).isEqualTo("200 {\"id\":\"1\",\"name\":\"b\"}");
        assertThat(send("DELETE", "/things/1")).isEqualTo("204");
        assertThat(send("GET", "/things/1")).startsWith("404 ").contains("POST to /things creates");
        assertThat(send("GET", "/things")).isEqualTo("200 []");
        assertThat(send("DELETE", "/things/1")).startsWith("404 ");
    }

    @Test
    void takesAPostBelowAnItemAsAnActionOnIt() throws Exception {
        send("POST", "/things", "{\"name\":\"a\"}");

        assertThat(send("POST", "/things/1/pause", "{\"why\":\"night\"}"))
                .isEqualTo("200 {\"action\":\"pause\",\"item\":{\"id\":\"1\",\"name\":\"a\"},"
                        + "\"received\":{\"why\":\"night\"}}");
        assertThat(send("GET", "/things/1/status"))
                .isEqualTo("200 {\"view\":\"status\",\"item\":{\"id\":\"1\",\"name\":\"a\"}}");
    }

    @Test
    void keepsTextThatIsNoJson() throws Exception {
        assertThat(send("PUT", "/notes/n-1", "plain words")).isEqualTo("201 {\"id\":\"n-1\",\"text\":\"plain words\"}");
    }

    @Test
    void learnsFromDocumentsWhatIsAnItem() throws Exception {
        expect(
                "GET /people",
                "POST /people",
                "GET /people/{name}",
                "POST /people/{name}/notes",
                "GET /people/{name}/notes/{note}",
                "POST /people/{name}/wake",
                "POST /alarms/{name}/ring");

        assertThat(send("GET", "/people/ada")).startsWith("404 ");
        assertThat(send("POST", "/people/ada/wake")).startsWith("404 ");
        assertThat(send("POST", "/alarms/ada/ring")).startsWith("202 {\"action\":\"ring\"");
        send("POST", "/people", "{\"id\":\"ada\"}");
        assertThat(send("POST", "/people/ada/wake")).startsWith("200 {\"action\":\"wake\",\"item\":{\"id\":\"ada\"}");
        assertThat(send("POST", "/people/ada/notes", "{\"text\":\"x\"}")).startsWith("201 {\"id\":\"1\"");
        assertThat(send("GET", "/people/ada/notes/1")).isEqualTo("200 {\"id\":\"1\",\"text\":\"x\"}");
        assertThat(send("GET", "/people")).isEqualTo("200 [{\"id\":\"ada\"}]");
    }

    @Test
    void createsByPostToThePathOfAnItem() throws Exception {
        expect("POST /attempts/{n}", "PATCH /attempts/{n}", "PATCH /attempts/{n}/steps/{step}");

        assertThat(send("PATCH", "/attempts/1", "{}")).startsWith("404 ");
        assertThat(send("POST", "/attempts/1", "{\"a\":1}")).isEqualTo("201 {\"id\":\"1\",\"a\":1}");
        assertThat(send("PATCH", "/attempts/1", "{\"b\":2}")).isEqualTo("200 {\"id\":\"1\",\"a\":1,\"b\":2}");
        assertThat(send("PATCH", "/attempts/1/steps/pull", "{\"b\":2}")).isEqualTo("200 {\"b\":2}");
    }

    @Test
    void showsWhatItReceivedWithoutCredentials() throws Exception {
        send("POST", "/things?dry_run=true&api_key=hidden", "{\"name\":\"a\"}");

        assertThat(send("GET", "/__sandbox/requests"))
                .contains("\"method\":\"POST\"", "/things?dry_run=true&api_key=***", "\"authorization\":\"Bearer ***\"")
                .contains("{\\\"name\\\":\\\"a\\\"}")
                .doesNotContain("very-secret", "hidden");
        assertThat(log).containsExactly("sandbox: POST /things?dry_run=true&api_key=*** -> 201");
    }

    @Test
    void refusesABrokenPath() throws Exception {
        java.net.Socket socket =
                new java.net.Socket("127.0.0.1", URI.create(sandbox.origin()).getPort());
        try (socket) {
            socket.getOutputStream().write("GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes());
            assertThat(new String(socket.getInputStream().readAllBytes())).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void hasBoundedMemory() {
        ResourceStore store = new ResourceStore(2, 1000);
        SandboxResources resources = new SandboxResources(store);

        assertThat(List.of("/a", "/a", "/a").stream()
                        .map(path -> resources.answer(new SandboxRequest(
                                "POST", ResourcePath.parse(path), path, List.of(), "{}".getBytes(), null)))
                        .map(SandboxReply::status))
                .containsExactly(201, 201, 507);
        resources.answer(
                new SandboxRequest("DELETE", ResourcePath.parse("/a/1"), "/a/1", List.of(), new byte[0], null));
        assertThat(resources
                        .answer(new SandboxRequest(
                                "PUT",
                                ResourcePath.parse("/b"),
                                "/b",
                                List.of(),
                                ("\"" + "x".repeat(1000) + "\"").getBytes(),
                                null))
                        .status())
                .isEqualTo(507);
    }
}
