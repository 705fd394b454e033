package dev.capstan.adapter.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What clients of an application hear of. */
class HostSessionsTest extends HostedApplication {
    private HttpResponse<InputStream> legacy(String session, String method, String params) throws Exception {
        return post(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}",
                "MCP-Protocol-Version",
                "2025-11-25",
                "Mcp-Session-Id",
                session);
    }

    private HttpResponse<InputStream> bodiless(String method, String session) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(served.url()))
                        .timeout(Duration.ofSeconds(30))
                        .method(method, BodyPublishers.noBody())
                        .header("Accept", "text/event-stream")
                        .header("Mcp-Session-Id", session)
                        .build(),
                BodyHandlers.ofInputStream());
    }

    private String begun() throws Exception {
        return post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
                        + "{\"protocolVersion\":\"2025-11-25\"}}")
                .headers()
                .firstValue("Mcp-Session-Id")
                .orElseThrow();
    }

    @Test
    void tellsSessionsOfTheResourcesThatTheyAskedFor() throws Exception {
        String session = begun();
        assertThat(session).matches("[A-Za-z0-9_-]{32}");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(bodiless("GET", session).body(), StandardCharsets.UTF_8))) {
            assertThat(json(legacy(session, "resources/subscribe", "{\"uri\":\"news://a\"}"))
                            .get("result")
                            .isEmpty())
                    .isTrue();
            assertThat(json(legacy(session, "resources/subscribe", "{\"uri\":\"none://a\"}"))
                            .at("/error/code")
                            .asInt())
                    .isEqualTo(-32002);
            served.resourceUpdated("news://b");
            served.resourceUpdated("news://a");
            assertThat(next(lines).toString())
                    .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\",\"params\":"
                            + "{\"uri\":\"news://a\"}}");
            int unused = legacy(session, "resources/unsubscribe", "{\"uri\":\"news://a\"}")
                    .statusCode();
            served.resourceUpdated("news://a");
            served.toolsChanged();
            assertThat(next(lines).path("method").asString()).isEqualTo("notifications/tools/list_changed");
        }
    }

    @Test
    void endsSessionsThatAreOverAndThoseThatNobodyUses() throws Exception {
        String session = begun();
        assertThat(legacy(session, "ping", "{}").statusCode()).isEqualTo(200);
        assertThat(bodiless("DELETE", session).statusCode()).isEqualTo(204);
        assertThat(legacy(session, "ping", "{}").statusCode()).isEqualTo(404);
        assertThat(bodiless("DELETE", session).statusCode()).isEqualTo(404);
        assertThat(legacy("guessed", "ping", "{}").statusCode()).isEqualTo(404);
        String idle = begun();
        now.updateAndGet(instant -> instant.plusSeconds(1801));
        assertThat(legacy(idle, "ping", "{}").statusCode()).isEqualTo(404);
        assertThat(post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}").statusCode())
                .as("no session is needed")
                .isEqualTo(200);
    }

    @Test
    void tellsThoseWhoListenOfResources() throws Exception {
        HttpResponse<InputStream> reply = post(
                "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"subscriptions/listen\",\"params\":{\"notifications\":"
                        + "{\"resourceSubscriptions\":[\"news://a\"]}," + META.formatted("") + "}}",
                "MCP-Protocol-Version",
                "2026-07-28",
                "Mcp-Method",
                "subscriptions/listen");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(reply.body(), StandardCharsets.UTF_8))) {
            assertThat(next(lines).at("/params/notifications").toString())
                    .isEqualTo("{\"resourceSubscriptions\":[\"news://a\"]}");
            served.resourceUpdated("news://b");
            served.resourceUpdated("news://a");
            assertThat(next(lines).at("/params/uri").asString()).isEqualTo("news://a");
        }
    }

    @Test
    void tellsThoseWhoListenOfChanges() throws Exception {
        HttpResponse<InputStream> reply = post(
                "{\"jsonrpc\":\"2.0\",\"id\":\"l\",\"method\":\"subscriptions/listen\",\"params\":{\"notifications\":"
                        + "{\"toolsListChanged\":true,\"promptsListChanged\":true}," + META.formatted("") + "}}",
                "MCP-Protocol-Version",
                "2026-07-28",
                "Mcp-Method",
                "subscriptions/listen");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(reply.body(), StandardCharsets.UTF_8))) {
            assertThat(next(lines).at("/params/notifications").toString()).isEqualTo("{\"toolsListChanged\":true}");
            served.promptsChanged();
            served.toolsChanged();
            assertThat(next(lines).toString())
                    .isEqualTo(
                            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\",\"params\":{\"_meta\":"
                                    + "{\"io.modelcontextprotocol/subscriptionId\":\"l\"}}}");
            served.withdraw();
            assertThat(next(lines).at("/result/resultType").asString()).isEqualTo("complete");
        }
    }
}
