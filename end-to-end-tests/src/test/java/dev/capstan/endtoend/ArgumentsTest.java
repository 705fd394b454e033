package dev.capstan.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How REST callers' values reach the called operation. */
class ArgumentsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // the operation's query parameter | with | request | what the upstream sees
                "limit | limit: rest.limit | /o?limit=5 | /o?limit=5",
                "limit | limit: rest.max | /o?max=5 | /o?limit=5",
                "limit | unrelated: 1 | /o?limit=5 | /o?limit=5",
                "types | types: rest.types | /o?types=a&types=b | /o?types=a&types=b",
                "limit | limit: rest.limit | /o | /o",
                "limit | limit: rest.limit | /o?limit= | /o?limit=",
                "limit | limit: 7 | /o?limit=5 | /o?limit=7",
                "limit | limit: seven | /o | /o?limit=seven",
                "limit | limit: tools.limit | /o?limit=5 | /o?limit=tools.limit",
                "limit | limit: web.limit | /o?limit=5 | /o?limit=5",
                "limit | limit: rest.query.limit | /o?limit=5 | /o?limit=5",
                "'$select' | '$select': 'rest.$select' | /o?$select=a,b | /o?%24select=a%2Cb",
                "'filter[name]' | 'filter[name]': 'rest.filter[name]' | /o?filter%5Bname%5D=x | /o?filter%5Bname%5D=x",
                "a.b | a.b: rest.a.b | /o?a.b=x | /o?a.b=x",
                "q | q: '{{q}}' | /o?q=x%20y | /o?q=x%20y",
                "q | q: 'name:{{rest.q}}' | /o?q=x | /o?q=name%3Ax",
                "q | q: 'name:{{rest.q}}' | /o | /o",
                "q | q: '$.q' | /o?q=x | /o?q=x",
            })
    void queryValues(String parameter, String with, String request, String seen) {
        String document = Documents.route(
                "/o",
                "name: op\nmethod: GET\ninputParameters:\n- {name: " + yaml(parameter) + ", in: query}",
                "/o",
                "method: GET\nname: o\ncall: api.op\nwith:\n  " + with);
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.rest("GET", request).statusCode()).isEqualTo(200);
            assertThat(upstream.take().target()).isEqualTo(seen);
        }
    }

    private static String yaml(String parameter) {
        return parameter.startsWith("'") ? parameter : "'" + parameter + "'";
    }

    @Test
    void headersCookiesAndFixedValues() {
        String document = Documents.route("/o", """
                name: op
                method: GET
                inputParameters:
                - {name: X-Trace, in: header}
                - {name: X-Version, in: header, value: '3'}
                - {name: session, in: cookie}
                - {name: tenant, in: query, value: '{{TENANT}}'}
                """, "/o", """
                method: GET
                name: o
                call: api.op
                with: {X-Trace: rest.trace-id, X-Version: rest.version}
                """);
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream, b -> b.bind("TENANT", "a&b"))) {
            served.rest("GET", "/o?version=9", "trace-id", "t-1", "Cookie", "session=s-1; other=2");
            RecordedRequest seen = upstream.take();
            assertThat(seen.header("X-Trace")).isEqualTo("t-1");
            assertThat(seen.header("X-Version")).isEqualTo("3");
            assertThat(seen.header("Cookie")).isEqualTo("session=s-1");
            assertThat(seen.target()).isEqualTo("/o?tenant=a%26b");
        }
    }

    @Test
    void theCallersOwnCredentialsStayHere() {
        String document = Documents.route(
                "/o",
                "name: op\nmethod: GET\ninputParameters:\n- {name: Authorization, in: header}",
                "/o",
                "method: GET\nname: o\ncall: api.op");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            served.rest("GET", "/o", "Authorization", "Bearer mine", "Cookie", "a=b");
            RecordedRequest seen = upstream.take();
            assertThat(seen.header("Authorization")).isNull();
            assertThat(seen.header("Cookie")).isNull();
        }
    }

    @Test
    void credentialsGoUpstreamWhereWithNamesThem() {
        String document = Documents.route(
                "/o",
                "name: op\nmethod: GET\ninputParameters:\n- {name: Authorization, in: header}",
                "/o",
                "method: GET\nname: o\ncall: api.op\nwith: {Authorization: rest.Authorization}");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            served.rest("GET", "/o", "Authorization", "Bearer mine");
            assertThat(upstream.take().header("Authorization")).isEqualTo("Bearer mine");
        }
    }

    @Test
    void everyMissingParameterIsNamedAtOnce() {
        String document = Documents.route("/o/{id}", """
                name: op
                method: GET
                inputParameters:
                - {name: a, in: query, required: true}
                - {name: b, in: header, required: true}
                - {name: c, in: query}
                """, "/o", "method: GET\nname: o\ncall: api.op");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            HttpResponse<String> response = served.rest("GET", "/o");
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(response.body())
                    .contains("missing-argument", "\\\"id\\\"", "\\\"a\\\"", "\\\"b\\\"")
                    .doesNotContain("\\\"c\\\"");
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "integer | 5 | 200",
                "integer | 5.5 | 400",
                "integer | x | 400",
                "number | 5.5 | 200",
                "boolean | true | 200",
                "boolean | yes | 400",
                "array | a,b | 200",
                "object | %7B%22a%22:1%7D | 200",
                "object | a | 400",
            })
    void declaredTypesAreEnforced(String type, String value, int status) {
        String document = Documents.route(
                "/o",
                "name: op\nmethod: GET\ninputParameters:\n- {name: v, in: query}",
                "/o",
                "method: GET\nname: o\ncall: api.op\nwith: {v: rest.v}\ninputParameters:\n"
                        + "- {name: v, in: query, type: " + type + ", description: A value.}");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.rest("GET", "/o?v=" + value).statusCode()).isEqualTo(status);
            assertThat(upstream.requests()).hasSize(status == 200 ? 1 : 0);
        }
    }

    @Test
    void defaultsPatternsAndBodyPathsOfDeclaredInputs() {
        String document = Documents.route("/o", """
                name: op
                method: POST
                inputParameters:
                - {name: size, in: query}
                - {name: owner, in: query}
                """, "/o", """
                method: POST
                name: o
                call: api.op
                with: {size: rest.size, owner: rest.owner}
                inputParameters:
                - {name: size, in: query, type: string, description: Size., value: small, pattern: '^[a-z]+$'}
                - {name: owner, in: body, type: string, description: Owner., value: '$.meta.owner'}
                """);
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.restJson("POST", "/o", "{\"meta\":{\"owner\":\"ann\"}}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(upstream.take().target()).isEqualTo("/o?size=small&owner=ann");
            assertThat(served.restJson("POST", "/o?size=X1", "{}").statusCode()).isEqualTo(400);
            assertThat(served.restJson("POST", "/o", "{\"meta\":").statusCode()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%0D%0AX-Evil:%201", "a%0Ab", "a%00b"})
    void headerValuesCannotBreakOut(String value) {
        String document = Documents.route(
                "/o",
                "name: op\nmethod: GET\ninputParameters:\n- {name: X-Name, in: header}",
                "/o",
                "method: GET\nname: o\ncall: api.op\nwith: {X-Name: rest.query.name}");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            HttpResponse<String> response = served.rest("GET", "/o?name=" + value);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("X-Name").doesNotContain("Evil");
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    void declaredArgumentsWithoutAPlaceAreWhereUndeclaredOnesWouldBe() {
        String document = Documents.of("""
                - name: r
                  path: /o/{id}
                  operations:
                  - {name: op, method: POST, inputParameters: [{name: q, in: query}, {name: X-H, in: header}]}
                """, """
                - path: /things/{thing}
                  operations:
                  - method: POST
                    name: o
                    call: api.op
                    with: {id: rest.thing}
                    inputParameters:
                    - {name: thing, type: integer, required: true}
                    - {name: q, type: string, required: true}
                    - {name: X-H, type: string}
                    - {name: field, type: string, required: true}
                """, "");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.restJson("POST", "/things/7?q=1", "{\"field\":\"f\"}", "X-H", "h")
                            .statusCode())
                    .isEqualTo(200);
            RecordedRequest seen = upstream.take();
            assertThat(seen.target()).isEqualTo("/o/7?q=1");
            assertThat(seen.header("X-H")).isEqualTo("h");
            assertThat(seen.text()).isEqualTo("{\"field\":\"f\"}");
            assertThat(served.restJson("POST", "/things/7?q=1", "{}").body()).contains("field");
            assertThat(served.restJson("POST", "/things/x?q=1", "{\"field\":\"f\"}")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void consumedParametersWithoutAPlaceAreInThePathOrInTheQueryOfReads() {
        String document = Documents.of("""
                - name: r
                  path: /o/{itemId}
                  operations:
                  - name: op
                    method: GET
                    inputParameters: [{name: item_id, required: true}, {name: limit, type: integer}]
                  - {name: put, method: POST, inputParameters: [{name: itemId, required: true}, {name: odd}]}
                """, "", """
                - {name: read, description: d, call: api.op}
                - {name: write, description: d, call: api.put}
                """);
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            served.call("read", "{\"item_id\":\"a b\",\"limit\":3}");
            assertThat(upstream.take().target()).isEqualTo("/o/a%20b?limit=3");
            served.call("write", "{\"itemId\":\"1\",\"body\":{\"x\":1}}");
            RecordedRequest seen = upstream.take();
            assertThat(seen.target()).isEqualTo("/o/1");
            assertThat(seen.text()).isEqualTo("{\"x\":1}");
            assertThat(served.rules()).contains("parameter-unusable");
        }
    }

    @Test
    void aPlaceholderThatABindDeclaresIsThatVariable() {
        String document = Documents.of(
                        "- name: r\n  path: /accounts/{{ACCOUNT_ID}}/{id}\n  operations: [{name: op, method: GET}]",
                        """
                        - path: /things/{id}
                          operations: [{method: GET, name: o, call: api.op}]
                        - path: /accounts/{ACCOUNT_ID}/{id}
                          operations: [{method: GET, name: a, call: api.op}]
                        """,
                        "- {name: t, description: d, call: api.op, inputParameters: [{name: id, type: string}]}")
                .replace("capability:\n", "binds: [{namespace: env, keys: {ACCOUNT_ID: ACCOUNT_ID}}]\ncapability:\n");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served =
                        ServedDocument.serve(document, upstream, builder -> builder.bind("ACCOUNT_ID", "a/c"))) {
            served.rest("GET", "/things/7");
            assertThat(upstream.take().target()).isEqualTo("/accounts/a%2Fc/7");
            served.rest("GET", "/accounts/other/7");
            assertThat(upstream.take().target()).isEqualTo("/accounts/other/7");
            served.call("t", "{\"id\":\"8\"}");
            assertThat(upstream.take().target()).isEqualTo("/accounts/a%2Fc/8");
            assertThat(served.tool("t").path("inputSchema").path("required"))
                    .singleElement()
                    .satisfies(name -> assertThat(name.asString()).isEqualTo("id"));
            assertThat(served.rules()).doesNotContain("bind-unused");
        }
    }

    @Test
    void theWordPathSaysToLookInThePath() {
        String document = Documents.route(
                "/o/{vehicleId}",
                "name: op\nmethod: GET",
                "/v/{vehicleId}",
                "method: GET\nname: o\ncall: api.op\nwith: {vehicleId: rest.path.vehicleId}");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.rest("GET", "/v/a%2Fb").statusCode()).isEqualTo(200);
            assertThat(upstream.take().target()).isEqualTo("/o/a%2Fb");
        }
    }

    @Test
    void declaredArgumentsThatFeedNothingAreTheBodyOfAToolsWrite() {
        String document = Documents.tool("/o/{id}", "name: op\nmethod: POST", """
                name: t
                description: d
                call: api.op
                inputParameters:
                - {name: id, type: string}
                - {name: name, type: string}
                - {name: size, type: integer, required: false}
                """);
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            served.call("t", "{\"id\":\"7\",\"name\":\"n\"}");
            RecordedRequest seen = upstream.take();
            assertThat(seen.target()).isEqualTo("/o/7");
            assertThat(seen.text()).isEqualTo("{\"name\":\"n\"}");
            assertThat(seen.header("Content-Type")).isEqualTo("application/json");
        }
    }
}
