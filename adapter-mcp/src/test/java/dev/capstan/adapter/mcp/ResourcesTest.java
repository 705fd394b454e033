package dev.capstan.adapter.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.files.FolderListing;
import dev.capstan.engine.configuration.EngineConfiguration;
import dev.capstan.engine.configuration.ServerConfiguration;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Resources of a document: language.md M1 to M5. */
class ResourcesTest {
    private static final String ORDERS = """
                    - {name: all, label: All orders, uri: "orders://all", description: Every order, call: shop.list}
                    - {name: one, label: One order, uri: "orders://by-id/{id}", description: An order, call: shop.get}
                    - {name: pinned, label: Pinned, uri: "orders://by-id/pinned/{id}", description: d, call: shop.get}
                    - name: lines
                      label: Lines
                      uri: "orders://{order}/lines/{line}.json"
                      description: A line
                      mimeType: application/json
                      call: shop.line
                      with: {order: "{{order}}", line: shop-mcp.line}
                    - name: state
                      label: State
                      uri: "orders://state/{number}"
                      description: d
                      mimeType: text/x-ignored
                      call: shop.get
                      with: {id: tools.number}
                      outputParameters:
                        - type: object
                          properties:
                            state: {type: string, mapping: $.s}
            """;

    private final RecordingUpstream upstream = RecordingUpstream.start();

    @TempDir
    Path work;

    @AfterEach
    void close() {
        upstream.close();
    }

    private ServedDocument serve(String resources) {
        return ShopDocument.serve("resources", resources, upstream);
    }

    private static JsonNode read(ServedDocument served, String uri) {
        return served.mcp("resources/read", "{\"uri\":\"" + uri + "\"}");
    }

    private static JsonNode contents(JsonNode reply) {
        assertThat(reply.at("/result/contents")).as(reply.toString()).hasSize(1);
        return reply.at("/result/contents/0");
    }

    @Test
    void listsThemAndTheirTemplates() {
        try (ServedDocument served = serve(ORDERS)) {
            assertThat(served.rules()).isEmpty();
            assertThat(served.mcp("resources/list", "{}").get("result").toString())
                    .isEqualTo("{\"resources\":[{\"uri\":\"orders://all\",\"name\":\"all\",\"title\":\"All orders\","
                            + "\"description\":\"Every order\"}]}");
            assertThat(served.mcp("resources/templates/list", "{}")
                            .at("/result/resourceTemplates")
                            .valueStream()
                            .map(one -> one.path("uriTemplate").asString()))
                    .containsExactly(
                            "orders://by-id/{id}",
                            "orders://by-id/pinned/{id}",
                            "orders://{order}/lines/{line}.json",
                            "orders://state/{number}");
            assertThat(served.mcp("initialize", "{\"protocolVersion\":\"2025-06-18\"}")
                            .at("/result/capabilities")
                            .toString())
                    .isEqualTo("{\"tools\":{\"listChanged\":true},\"resources\":{\"listChanged\":true}}");
            assertThat(served.tools()).as("no resource is a tool").hasSize(1);
            assertThat(served.status().endpoints().get(0).units()).isEqualTo(1);
        }
    }

    @Test
    void passesTheUpstreamsBytesAndItsType() {
        try (ServedDocument served = serve(ORDERS)) {
            upstream.answerNext(UpstreamAnswer.json(200, "[ {\"id\": 1.50} ]\n"));
            JsonNode contents = contents(read(served, "orders://all"));
            assertThat(contents.toString())
                    .isEqualTo("{\"uri\":\"orders://all\",\"mimeType\":\"application/json\","
                            + "\"text\":\"[ {\\\"id\\\": 1.50} ]\\n\"}");
            assertThat(upstream.take().target()).isEqualTo("/orders");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "orders://by-id/7,/orders/7",
        "orders://by-id/a%2Fb%20c,/orders/a%2Fb%20c",
        "orders://by-id/%C3%A9,/orders/%C3%A9",
        "orders://by-id/pinned/8,/orders/8",
        "orders://5/lines/x.y.json,/orders/5/lines/x.y",
    })
    void findsTheArgumentsInTheUri(String uri, String target) {
        try (ServedDocument served = serve(ORDERS)) {
            assertThat(contents(read(served, uri)).path("uri").asString()).isEqualTo(uri);
            assertThat(upstream.take().target()).isEqualTo(target);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders://by-id/",
                "orders://by-id/1/2",
                "orders://by-id/%",
                "orders://by-id/%zz",
                "orders://by-id/%ff",
                "orders://by-id/1?x",
                "orders://5/lines/.json",
                "ORDERS://all",
                "orders://all/",
                "file:///etc/passwd",
                ""
            })
    void doesNotKnowOtherUris(String uri) {
        try (ServedDocument served = serve(ORDERS)) {
            JsonNode error = read(served, uri).get("error");
            assertThat(error.path("code").asInt()).isEqualTo(-32002);
            assertThat(error.at("/data/uri").asString()).isEqualTo(uri);
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    void shapesAnAnswer() {
        try (ServedDocument served = serve(ORDERS)) {
            upstream.answerNext(UpstreamAnswer.json(200, "{\"s\":\"open\",\"x\":1}"));
            JsonNode contents = contents(read(served, "orders://state/5"));
            assertThat(contents.path("text").asString()).isEqualTo("{\"state\":\"open\"}");
            assertThat(contents.path("mimeType").asString()).isEqualTo("application/json");
            assertThat(upstream.take().target()).isEqualTo("/orders/5");
        }
    }

    @Test
    void tellsWhatWentWrong() {
        try (ServedDocument served = serve(ORDERS)) {
            upstream.answerNext(UpstreamAnswer.json(403, "{\"message\":\"not yours\"}"));
            JsonNode refused = read(served, "orders://by-id/7").get("error");
            assertThat(refused.path("code").asInt()).isEqualTo(-32603);
            assertThat(refused.path("message").asString()).contains("one", "shop.get", "403", "not yours");
            upstream.answerNext(UpstreamAnswer.resetMidBody("{\"half\":"));
            JsonNode broken = read(served, "orders://by-id/7").get("error");
            assertThat(broken.path("code").asInt()).isEqualTo(-32603);
            assertThat(broken.path("message").asString()).contains("upstream-unreadable");
            JsonNode dots = read(served, "orders://by-id/..").get("error");
            assertThat(dots.path("code").asInt()).isEqualTo(-32602);
        }
    }

    @Test
    void givesTheFilesOfAFolder() throws IOException {
        Files.createDirectories(work.resolve("guides/deep"));
        Files.writeString(work.resolve("guides/b.md"), "# B \"é\"");
        Files.writeString(work.resolve("guides/deep/a.json"), "{}");
        Files.write(work.resolve("guides/c.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});
        Files.writeString(work.resolve("guides/.hidden"), "secret");
        Files.writeString(work.resolve("guides/with space.txt"), "odd");
        Files.writeString(work.resolve("outside.txt"), "secret");
        Files.createSymbolicLink(work.resolve("guides/link.txt"), work.resolve("outside.txt"));
        Files.createSymbolicLink(work.resolve("guides/loop"), work.resolve("guides"));
        String folder = "        - {name: guides, label: Guides, uri: \"docs://guides\", description: How to,"
                + " location: \"file://" + work.resolve("guides") + "\"}\n";
        try (ServedDocument served = serve(folder)) {
            assertThat(served.rules())
                    .as("with space.txt, link.txt, loop")
                    .containsOnly("resource-file-left-out")
                    .hasSize(3);
            JsonNode list = served.mcp("resources/list", "{}").at("/result/resources");
            assertThat(list.valueStream().map(one -> one.path("uri").asString()))
                    .containsExactly("docs://guides/b.md", "docs://guides/c.png", "docs://guides/deep/a.json");
            assertThat(list.get(2).toString())
                    .isEqualTo("{\"uri\":\"docs://guides/deep/a.json\",\"name\":\"guides/deep/a.json\","
                            + "\"title\":\"Guides/deep/a.json\",\"description\":\"How to\","
                            + "\"mimeType\":\"application/json\"}");
            assertThat(contents(read(served, "docs://guides/b.md")).toString())
                    .isEqualTo("{\"uri\":\"docs://guides/b.md\",\"mimeType\":\"text/markdown\","
                            + "\"text\":\"# B \\\"é\\\"\"}");
            assertThat(Base64.getDecoder()
                            .decode(contents(read(served, "docs://guides/c.png"))
                                    .path("blob")
                                    .asString()))
                    .containsExactly(0x89, 'P', 'N', 'G');
            for (String none : List.of(
                    "docs://guides",
                    "docs://guides/",
                    "docs://guides/.hidden",
                    "docs://guides/link.txt",
                    "docs://guides/../outside.txt",
                    "docs://guides/deep/../b.md",
                    "docs://guides/deep%2Fa.json")) {
                assertThat(read(served, none).at("/error/code").asInt())
                        .as(none)
                        .isEqualTo(-32002);
            }
            Files.delete(work.resolve("guides/b.md"));
            Files.createSymbolicLink(work.resolve("guides/b.md"), work.resolve("outside.txt"));
            JsonNode swapped = read(served, "docs://guides/b.md");
            assertThat(swapped.at("/error/code").asInt()).isEqualTo(-32603);
            assertThat(swapped.toString()).doesNotContain("secret", work.toString());
        }
    }

    @Test
    void refusesAFolderWithMoreFilesThanDocumentsHandOut() throws IOException {
        Path many = Files.createDirectories(work.resolve("many"));
        for (int i = 0; i <= FolderListing.MOST_FILES; i++) {
            Files.createFile(many.resolve(i + ".txt"));
        }
        String folder = "        - {name: many, label: l, uri: \"docs://many\", description: d,"
                + " location: \"file://" + many + "\"}\n";
        try (ServedDocument served = serve(folder)) {
            assertThat(served.rules()).containsExactly("location-unusable");
            assertThat(served.status().dead()).extracting("name").containsExactly("many");
        }
    }

    @Test
    void refusesWhatIsLongerThanAResultMayBe() throws IOException {
        Path folder = Files.createDirectories(work.resolve("guides"));
        Files.writeString(folder.resolve("fits.md"), "x".repeat(900));
        Files.writeString(folder.resolve("long.md"), "x".repeat(1001));
        Files.writeString(folder.resolve("escaped.md"), "\"".repeat(600));
        String files = "        - {name: guides, label: l, uri: \"docs://guides\", description: d,"
                + " location: \"file://" + folder + "\"}\n";
        EngineConfiguration configuration = EngineConfiguration.DEFAULT.withServer(
                ServerConfiguration.builder().anyPort(true).maxResultBytes(1000).build());
        try (ServedDocument served = ServedDocument.serve(
                ShopDocument.with("resources", ORDERS + files),
                upstream,
                builder -> builder.configuration(configuration))) {
            String words = "longer than the limit of 1000 bytes: ask for less";
            assertThat(contents(read(served, "docs://guides/fits.md"))
                            .path("text")
                            .asString())
                    .hasSize(900);
            for (String uri : List.of("docs://guides/long.md", "docs://guides/escaped.md")) {
                assertThat(read(served, uri).at("/error/message").asString())
                        .isEqualTo("The result of guides/" + uri.substring("docs://guides/".length()) + " is " + words);
            }
            for (String answer : List.of("x".repeat(1001), "\"".repeat(600), "\u00e9\u0001".repeat(200))) {
                upstream.answerNext(UpstreamAnswer.text(200, "text/plain", answer));
                JsonNode error = read(served, "orders://all").get("error");
                assertThat(error.path("code").asInt()).isEqualTo(-32603);
                assertThat(error.path("message").asString()).isEqualTo("The result of all is " + words);
            }
            upstream.answerNext(UpstreamAnswer.json(200, "{\"s\":\"" + "x".repeat(1000) + "\"}"));
            assertThat(read(served, "orders://state/5").at("/error/message").asString())
                    .isEqualTo("The result of state is " + words);
        }
    }

    @Test
    void leavesOutWhatCannotBeServed() {
        String resources = """
                    - {name: gone, label: l, uri: "docs://gone", description: d, location: "file:///no/such/folder"}
                    - {name: lacking, label: l, uri: "orders://nothing", description: d, call: shop.get}
            """;
        try (ServedDocument served = serve(resources)) {
            assertThat(served.rules()).contains("location-unusable", "resource-argument-missing");
            assertThat(served.status().dead()).extracting("name").containsExactlyInAnyOrder("gone", "lacking");
            assertThat(served.mcp("initialize", "{\"protocolVersion\":\"2025-06-18\"}")
                            .at("/result/capabilities")
                            .toString())
                    .isEqualTo("{\"tools\":{\"listChanged\":true}}");
            assertThat(served.mcp("resources/list", "{}").at("/error/code").asInt())
                    .isEqualTo(-32601);
        }
    }

    @Test
    void servesTheFirstOfThoseWithOneUri() {
        String resources = """
                    - {name: first, label: l, uri: "orders://all", description: d, call: shop.list}
                    - {name: second, label: l, uri: "orders://all", description: d, call: shop.list}
            """;
        try (ServedDocument served = serve(resources)) {
            assertThat(served.rules()).containsExactly("mcp-resource-uri-repeated");
            assertThat(served.mcp("resources/list", "{}").at("/result/resources"))
                    .hasSize(1);
        }
    }
}
