package dev.capstan.samples.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.status.DocumentStatus;
import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The sample documents do what they say. */
class SampleDocumentsTest {

    private final RecordingUpstream upstream = RecordingUpstream.start();

    @AfterEach
    void close() {
        upstream.close();
    }

    private ServedDocument serve(String file) {
        try {
            String yaml = Files.readString(Path.of(file));
            return ServedDocument.serve(
                    yaml,
                    upstream,
                    builder -> builder.placeholderVariables(true).allOrNothing(true));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "koyeb-services.yaml, 14",
        "koyeb-instances.yaml, 4",
        "koyeb-provisioning.yaml, 3",
        "qovery-job-main-calls.yaml, 5",
        "container-services.yaml, 11",
    })
    void isServedWholeOverRestAndMcp(String file, int units) {
        try (ServedDocument served = serve(file)) {
            DocumentStatus status = served.status();

            assertThat(status.diagnostics()).isEmpty();
            assertThat(status.adapters()).extracting(AdapterPlan::units).allMatch(plans -> plans.size() == units);
            assertThat(served.tools()).hasSize(units).allSatisfy(tool -> {
                assertThat(tool.path("description").asString()).isNotBlank();
                assertThat(tool.path("inputSchema").path("properties").values())
                        .allMatch(property ->
                                !property.path("description").asString("").isBlank());
            });
        }
    }

    @Test
    void listsServicesWithRepeatedFilters() {
        try (ServedDocument served = serve("koyeb-services.yaml")) {
            HttpResponse<String> response = served.rest("GET", "/services?types=WEB,WORKER&limit=5");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(upstream.take()).hasToString("GET /v1/services?limit=5&types=WEB&types=WORKER");
        }
    }

    @Test
    void createsAServiceFromItsDefinition() {
        try (ServedDocument served = serve("koyeb-services.yaml")) {
            String definition = "{\"app_id\": \"a\",  \"definition\": {\"name\": \"web\"}}";
            served.restJson("POST", "/services?dry_run=true", definition);
            RecordedRequest overRest = upstream.take();
            served.call("create-service", "{\"service\":{\"app_id\":\"a\"},\"dry_run\":true}");
            RecordedRequest overMcp = upstream.take();

            assertThat(overRest).hasToString("POST /v1/services?dry_run=true " + definition);
            assertThat(overRest.header("authorization")).isEqualTo("Bearer placeholder-for-KOYEB_API_KEY");
            assertThat(overMcp).hasToString("POST /v1/services?dry_run=true {\"app_id\":\"a\"}");
        }
    }

    @Test
    void runsACommandInAnInstance() {
        try (ServedDocument served = serve("koyeb-instances.yaml")) {
            served.call("exec-command", "{\"id\":\"i-1\",\"command\":[\"ls\",\"-l\"],\"end_of_input\":true}");

            assertThat(upstream.take().query())
                    .isEqualTo("id=i-1&body.command=ls&body.command=-l&body.stdin.close=true");
        }
    }

    @Test
    void reportsProgressUnderPlainNames() {
        try (ServedDocument served = serve("koyeb-provisioning.yaml")) {
            served.restJson("PATCH", "/deployments/d-1/stages/build/attempts/2/steps/pull", "{\"done\":true}");

            assertThat(upstream.take()).hasToString("PATCH /v1/provisioning/d-1/status/build/2/pull {\"done\":true}");
        }
    }

    @Test
    void readsTheCommitsOfAJob() {
        try (ServedDocument served = serve("qovery-job-main-calls.yaml")) {
            served.call("list-job-commits", "{\"job_id\":\"j-1\"}");

            assertThat(upstream.take()).hasToString("GET /job/j-1/commit");
        }
    }

    @Test
    void handsOutSkillsAndSaysHowItIs() throws Exception {
        try (ServedDocument served = serve("find-books.yaml")) {
            assertThat(served.status().diagnostics()).isEmpty();
            JsonNode skill = ServedDocument.json(get(served.url("skill") + "/skills/find-books"));
            assertThat(skill.path("tools"))
                    .extracting(tool -> tool.path("name").asString())
                    .containsExactly("search-works", "get-work", "choose-a-work");
            assertThat(skill.path("tools")
                            .path(1)
                            .path("invocationRef")
                            .path("path")
                            .asString())
                    .isEqualTo("/works/{work_id}");
            assertThat(get(served.url("skill") + "/skills/find-books/contents/SKILL.md"))
                    .isEqualTo(Files.readString(Path.of("skills/find-books/SKILL.md")));
            assertThat(get(served.url("skill") + "/skills/count-books/contents/SKILL.md"))
                    .contains("Call the tool `search-works` of the MCP server at " + served.url("mcp"));
            assertThat(get(served.url("control") + "/health/ready")).startsWith("{\"status\":\"UP\"");

            upstream.answer(
                    UpstreamAnswer.json(
                            200,
                            "{\"numFound\":1,\"docs\":[{\"key\":\"/works/OL1W\",\"title\":\"A\",\"first_publish_year\":1901}]}"));
            JsonNode result = served.call("search-works", "{\"words\":\"sea tales\"}");
            assertThat(upstream.take().query())
                    .isEqualTo("q=sea%20tales&fields=key%2Ctitle%2Cauthor_name%2Cfirst_publish_year");
            assertThat(result.path("structuredContent"))
                    .hasToString("{\"found\":1,\"works\":[{\"key\":\"/works/OL1W\",\"title\":\"A\",\"year\":1901}]}");
        }
    }

    private static String get(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void shapesTheStatusOfAContainerService() {
        try (ServedDocument served = serve("container-services.yaml")) {
            upstream.answer(UpstreamAnswer.json(
                    200,
                    "{\"status\":\"success\",\"message\":\"ok\","
                            + "\"data\":{\"total\":3,\"ready\":2,\"available\":true,\"node\":\"n\"}}"));

            JsonNode result = served.call(
                    "get-service-status", "{\"workspace_id\":\"w\",\"project_id\":\"p\",\"service_id\":\"s\"}");

            assertThat(result.path("structuredContent"))
                    .hasToString("{\"available\":true,\"total\":3,\"ready\":2,\"message\":\"ok\"}");
        }
    }

    @Test
    void sendsOnlyTheFieldsThatAreChanged() {
        try (ServedDocument served = serve("container-services.yaml")) {
            served.call(
                    "update-service",
                    "{\"workspace_id\":\"w\",\"project_id\":\"p\",\"service_id\":\"s\",\"image\":\"web:2\",\"instances\":3}");

            RecordedRequest seen = upstream.take();
            assertThat(seen.method() + " " + seen.path()).isEqualTo("PATCH /workspaces/w/projects/p/services/s");
            assertThat(seen.text()).isEqualTo("{\"image\":\"web:2\",\"instances\":3}");
        }
    }

    @Test
    void givesAnAgentWhatItReadsBeforeItActs() {
        try (ServedDocument served = serve("koyeb-context.yaml")) {
            assertThat(served.status().diagnostics()).isEmpty();
            upstream.answerNext(
                    UpstreamAnswer.json(200, "{\"service\":{\"name\":\"web\",\"status\":\"HEALTHY\",\"x\":1}}"));
            assertThat(served.mcp("resources/read", "{\"uri\":\"koyeb://services/s-1/state\"}")
                            .at("/result/contents/0/text")
                            .asString())
                    .isEqualTo("{\"name\":\"web\",\"status\":\"HEALTHY\"}");
            assertThat(upstream.take()).hasToString("GET /v1/services/s-1");
            assertThat(served.mcp("resources/list", "{}")
                            .at("/result/resources")
                            .valueStream()
                            .map(resource -> resource.path("uri").asString()))
                    .containsExactly("koyeb://services", "koyeb://guides/restart.md", "koyeb://guides/statuses.json");
            assertThat(served.mcp("prompts/get", "{\"name\":\"explain-state\",\"arguments\":{\"service\":\"s-1\"}}")
                            .at("/result/messages/1/content/text")
                            .asString())
                    .startsWith("I read koyeb://services/s-1/state");
        }
    }
}
