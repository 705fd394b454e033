package dev.capstan.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which path a call goes to. */
class PathsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // consumed path | exposed path | request | what the upstream sees
                "/items/{id} | /items/{id} | /items/42 | /items/42",
                "/items/{{id}} | /items/{{id}} | /items/42 | /items/42",
                "/items/{itemId} | /items/{item-id} | /items/42 | /items/42",
                "/items/{item_id} | /items/{ITEMID} | /items/42 | /items/42",
                "/files/{name}.json | /files/{name} | /files/a | /files/a.json",
                "/jobs/{id}:cancel | /jobs/{id} | /jobs/7 | /jobs/7:cancel",
                "/f(x='{y}') | /f/{y} | /f/1 | /f(x='1')",
                "/r/{a}-{b} | /r/{a}/{b} | /r/1/2 | /r/1-2",
                "/r/{a}{b} | /r/{a}/{b} | /r/1/2 | /r/12",
                "/x/{id}#X-Target=Some.Thing | /x/{id} | /x/1 | /x/1",
                "/x/{id}?kind=a | /x/{id} | /x/1 | /x/1?kind=a",
                "/x//y/{id} | /x/{id} | /x/1 | /x//y/1",
                "x/{id} | /x/{id} | /x/1 | /x/1",
                "/x/{id}/ | /x/{id} | /x/1/ | /x/1/",
                "/x/{id} | /x/{id} | /x/a%2Fb | /x/a%2Fb",
                "/x/{id} | /x/{id} | /x/..%2Fadmin%3Fx=1 | /x/..%2Fadmin%3Fx%3D1",
                "/x/{id} | /x/{id} | /x/%E2%82%AC%20a | /x/%E2%82%AC%20a",
            })
    void pathsAreComposedAsWritten(String consumed, String exposed, String request, String seen) {
        String document =
                Documents.route(consumed, "name: op\nmethod: GET", exposed, "method: GET\nname: o\ncall: api.op");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.rest("GET", request).statusCode()).isEqualTo(200);
            assertThat(upstream.take().target()).isEqualTo(seen);
        }
    }

    @Test
    void baseUriAndPathAreJoinedWithOneSlash() {
        String document =
                Documents.route("/items", "name: op\nmethod: GET", "/items", "method: GET\nname: o\ncall: api.op");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(
                        document, upstream, builder -> builder.baseUri("api", upstream.origin() + "/v2/"))) {
            served.rest("GET", "/items");
            assertThat(upstream.take().target()).isEqualTo("/v2/items");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "%2e%2e"})
    void dotSegmentsAreRefused(String value) {
        String document = Documents.route(
                "/items/{id}/x", "name: op\nmethod: GET", "/items", "method: GET\nname: o\ncall: api.op");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            HttpResponse<String> response = served.rest("GET", "/items?id=" + value);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("\"id\"");
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../admin?x=1", "a%2Fb", "a/b", "a\r\nX: y", "a\u0000b", "a;b=c", "a:b", "#x", "ä\uD83D\uDE00"})
    void noValueChangesThePath(String value) {
        String document = Documents.route(
                "/items/{id}/x", "name: op\nmethod: GET", "/items", "method: GET\nname: o\ncall: api.op");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
            assertThat(served.rest("GET", "/items?id=" + encoded).statusCode()).isEqualTo(200);
            String[] segments = upstream.take().target().split("/", -1);
            assertThat(segments).hasSize(4);
            assertThat(java.net.URLDecoder.decode(segments[2].replace("+", "%2B"), StandardCharsets.UTF_8))
                    .isEqualTo(value);
        }
    }

    @Test
    void operationPathsStandForTheWholePathWhenTheyRepeatTheirResource() {
        String document = Documents.of("""
                - name: repos
                  path: /repos
                  operations:
                  - {name: get, method: GET, path: '/repos/{owner}/{repo}'}
                - name: other
                  path: /other
                  operations:
                  - {name: ping, method: GET, path: /ping}
                """, """
                - path: /repos/{owner}/{repo}
                  operations:
                  - {method: GET, name: get, call: api.get}
                - path: /ping
                  operations:
                  - {method: GET, name: ping, call: api.ping}
                """, "");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            served.rest("GET", "/repos/a/b");
            assertThat(upstream.take().target()).isEqualTo("/repos/a/b");
            served.rest("GET", "/ping");
            assertThat(upstream.take().target()).isEqualTo("/ping");
        }
    }

    @Test
    void operationPathsAreAppendedWhereNoneRepeatsItsResource() {
        String document = Documents.of("""
                - name: users
                  path: /users/{id}
                  operations:
                  - {name: roles, method: GET, path: /roles}
                  - {name: self, method: GET, path: /}
                """, """
                - path: /users/{id}/roles
                  operations:
                  - {method: GET, name: roles, call: api.roles}
                - path: /users/{id}
                  operations:
                  - {method: GET, name: self, call: api.self}
                """, "");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            served.rest("GET", "/users/7/roles");
            assertThat(upstream.take().target()).isEqualTo("/users/7/roles");
            served.rest("GET", "/users/7");
            assertThat(upstream.take().target()).isEqualTo("/users/7");
        }
    }

    @Test
    void aPathParameterWithoutPlaceholderKillsItsOperationUnlessPathsAreInferred() {
        String document = Documents.of("""
                - name: a
                  path: /a
                  operations:
                  - name: lost
                    method: GET
                    inputParameters:
                    - {name: id, in: path}
                  - {name: fine, method: GET}
                """, """
                - path: /lost/{id}
                  operations:
                  - {method: GET, name: lost, call: api.lost}
                - path: /fine
                  operations:
                  - {method: GET, name: fine, call: api.fine}
                """, "");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.rules()).contains("path-parameter-without-placeholder");
            assertThat(served.rest("GET", "/lost/1").statusCode()).isEqualTo(404);
            assertThat(served.rest("GET", "/fine").statusCode()).isEqualTo(200);
        }
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream, b -> b.inferPaths(true))) {
            served.rest("GET", "/lost/1");
            assertThat(upstream.take().target()).isEqualTo("/a/1");
        }
    }

    @Test
    void literalRoutesWinOverPlaceholders() {
        String document = Documents.of("""
                - name: a
                  path: /by-id/{id}
                  operations:
                  - {name: one, method: GET}
                - name: b
                  path: /mine
                  operations:
                  - {name: mine, method: GET}
                """, """
                - path: /items/{id}
                  operations:
                  - {method: GET, name: one, call: api.one}
                - path: /items/mine
                  operations:
                  - {method: GET, name: mine, call: api.mine}
                """, "");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            served.rest("GET", "/items/mine");
            assertThat(upstream.take().target()).isEqualTo("/mine");
            served.rest("GET", "/items/other");
            assertThat(upstream.take().target()).isEqualTo("/by-id/other");
        }
    }
}
