package dev.capstan.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What models see of a document, and what their calls do. */
class ToolsTest {

    @Test
    void undeclaredArgumentsAreDerivedFromTheOperation() {
        String document = Documents.tool(
                "/v1/{region}/items/{itemId}",
                """
                name: op
                method: POST
                inputParameters:
                - {name: itemId, in: path, type: string, description: The item.}
                - {name: limit, in: query, type: integer}
                - {name: fixed, in: query, value: '1'}
                - {name: X-Mode, in: header, required: true}
                - {name: payload, in: body, type: string, required: true}
                """,
                "name: t\ndescription: d\ncall: api.op\nwith: {limit: tools.max, itemId: tools.item_id}");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            JsonNode schema = served.tool("t").path("inputSchema");
            JsonNode properties = schema.path("properties");
            assertThat(properties.propertyNames())
                    .containsExactlyInAnyOrder("item_id", "max", "X-Mode", "payload", "region");
            assertThat(properties.at("/item_id/description").asString()).isEqualTo("The item.");
            assertThat(properties.at("/max/type").asString()).isEqualTo("integer");
            assertThat(properties.at("/region/type").asString()).isEqualTo("string");
            assertThat(properties.at("/payload/type").asString()).isEqualTo("object");
            List<String> required = new ArrayList<>();
            schema.path("required").forEach(name -> required.add(name.asString()));
            assertThat(required).containsExactlyInAnyOrder("item_id", "X-Mode", "payload", "region");

            served.call(
                    "t",
                    "{\"item_id\":\"a/b\",\"max\":\"5\",\"X-Mode\":\"m\",\"region\":\"eu\",\"payload\":{\"k\":1}}");
            RecordedRequest seen = upstream.take();
            assertThat(seen.target()).isEqualTo("/v1/eu/items/a%2Fb?limit=5&fixed=1");
            assertThat(seen.header("X-Mode")).isEqualTo("m");
            assertThat(seen.text()).isEqualTo("{\"k\":1}");
            assertThat(seen.header("Content-Type")).isEqualTo("application/json");
        }
    }

    @Test
    void declaredArgumentsTakeOnlyRequiredOnesBesideThem() {
        String document = Documents.tool(
                "/items/{id}",
                "name: op\nmethod: GET\ninputParameters:\n- {name: q, in: query}\n- {name: r, in: query, required: true}",
                "name: t\ndescription: d\ncall: api.op\ninputParameters:\n- {name: id, type: string, description: d}");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.tool("t").at("/inputSchema/properties").propertyNames())
                    .containsExactlyInAnyOrder("id", "r");
        }
    }

    @Test
    void whatAuthenticationSetsIsNoArgument() {
        String document = Documents.tool(
                        "/items",
                        "name: op\nmethod: GET\ninputParameters:\n- {name: authorization, in: header}",
                        "name: t\ndescription: d\ncall: api.op")
                .replace(
                        "    resources:\n",
                        "    authentication: {type: bearer, token: '{{env.TOKEN}}'}\n    resources:\n");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream, b -> b.bind("TOKEN", "s3"))) {
            assertThat(served.tool("t").at("/inputSchema/properties")).isEmpty();
            served.call("t", "{}");
            assertThat(upstream.take().headers("Authorization")).containsExactly("Bearer s3");
        }
    }

    @Test
    void oddNamesAreMadeSafeAndTheOriginalIsStillTaken() {
        String document = Documents.tool(
                "/items",
                "name: op\nmethod: GET\ninputParameters:\n- {name: 'filter[name]', in: query}\n- {name: $select, in: query}",
                "name: t\ndescription: d\ncall: api.op\nwith: {'filter[name]': 'tools.filter[name]'}");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.tool("t").at("/inputSchema/properties").propertyNames())
                    .containsExactlyInAnyOrder("filter_name_", "_select");
            served.call("t", "{\"filter_name_\":\"a\",\"$select\":\"b\"}");
            assertThat(upstream.take().target()).isEqualTo("/items?filter%5Bname%5D=a&%24select=b");
        }
    }

    @Test
    void longToolNamesAreCutAndStayCallable() {
        String name = "a".repeat(90);
        String document =
                Documents.tool("/items", "name: op\nmethod: GET", "name: " + name + "\ndescription: d\ncall: api.op");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            String wire = served.tools().get(0).path("name").asString();
            assertThat(wire).hasSizeLessThanOrEqualTo(64).matches("[a-zA-Z0-9_.-]+");
            served.call(wire, "{}");
            served.call(name, "{}");
            assertThat(upstream.requests()).hasSize(2);
        }
    }

    @Test
    void toolsOfOneNameAreBothCallable() {
        String document = Documents.of("""
                - name: a
                  path: /first
                  operations: [{name: op, method: GET}]
                - name: b
                  path: /second
                  operations: [{name: op, method: GET}]
                """, "", """
                - {name: same, description: d, call: api.op}
                - {name: same, description: d, call: api.op}
                """);
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            List<String> names = served.tools().stream()
                    .map(tool -> tool.path("name").asString())
                    .toList();
            assertThat(names).hasSize(2).doesNotHaveDuplicates();
            served.call(names.get(0), "{}");
            served.call(names.get(1), "{}");
            assertThat(upstream.requests()).extracting(RecordedRequest::target).containsExactly("/first", "/second");
        }
    }

    @Test
    void bodyTemplateNamesAreArguments() {
        String document = Documents.tool(
                "/items",
                "name: op\nmethod: POST\nbody: {type: json, data: {a: '{{tools.a}}', b: '{{rest.b}}', c: '{{c}}'}}",
                "name: t\ndescription: d\ncall: api.op\nwith: {c: tools.see}");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.tool("t").at("/inputSchema/properties").propertyNames())
                    .containsExactlyInAnyOrder("a", "b", "see");
            served.call("t", "{\"a\":{\"x\":[1]},\"see\":true}");
            assertThat(ServedDocument.json(upstream.take().text()))
                    .isEqualTo(ServedDocument.json("{\"a\":{\"x\":[1]},\"c\":true}"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "service | {\"k\":1} | {\"k\":1} | application/json",
                "service | \"{\\\"k\\\": 1}\" | {\"k\": 1} | application/json",
                "service | \"plain text\" | {\"service\":\"plain text\"} | application/json",
                "service | [1,2] | {\"service\":[1,2]} | application/json",
                "Request-Body | \"plain text\" | plain text | text/plain",
                "_body | [1,2] | [1,2] | application/json",
            })
    void aSoleBodyParameterIsTheBodyOrItsOneMember(String name, String argument, String body, String type) {
        String document = Documents.tool(
                "/items",
                "name: op\nmethod: POST\ninputParameters:\n- {name: " + name + ", in: body, type: string}",
                "name: t\ndescription: d\ncall: api.op");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.call("t", "{\"" + name + "\":" + argument + "}")
                            .path("isError")
                            .asBoolean(false))
                    .isFalse();
            RecordedRequest seen = upstream.take();
            assertThat(seen.text()).isEqualTo(body);
            assertThat(seen.header("Content-Type")).startsWith(type);
        }
    }

    @Test
    void writesThatDeclareNoBodyTakeAnOptionalOne() {
        String document = Documents.tool("/items", "name: op\nmethod: POST", "name: t\ndescription: d\ncall: api.op");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.tool("t").at("/inputSchema/properties").propertyNames())
                    .containsExactly("body");
            served.call("t", "{}");
            assertThat(upstream.take().text()).isEmpty();
        }
    }

    @Test
    void identityIsTheUpstreamsTextAndShapedIsStructured() {
        String odd = "{\"a\": \"q\\\"\\u0041\\n\", \"n\":1.0e2} ";
        String document = Documents.of(Documents.resource("/items", "name: op\nmethod: GET"), "", """
                - {name: plain, description: d, call: api.op}
                - name: shaped
                  description: d
                  call: api.op
                  outputParameters:
                  - type: object
                    properties:
                      letter: {type: string, mapping: $.a}
                """);
        try (RecordingUpstream upstream = RecordingUpstream.start().answer(UpstreamAnswer.json(200, odd));
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.call("plain", "{}").at("/content/0/text").asString())
                    .isEqualTo(odd);
            JsonNode shaped = served.call("shaped", "{}");
            assertThat(shaped.at("/structuredContent/letter").asString()).isEqualTo("q\"A\n");
            assertThat(served.tool("shaped").at("/outputSchema/properties").propertyNames())
                    .containsExactly("letter");
        }
    }

    @Test
    void upstreamErrorsAreErrorResults() {
        String document = Documents.tool("/items", "name: op\nmethod: GET", "name: t\ndescription: d\ncall: api.op");
        try (RecordingUpstream upstream =
                        RecordingUpstream.start().answer(UpstreamAnswer.json(422, "{\"message\":\"quota used up\"}"));
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            JsonNode result = served.call("t", "{}");
            assertThat(result.path("isError").asBoolean()).isTrue();
            assertThat(result.at("/content/0/text").asString()).contains("422", "quota used up");
        }
    }

    @Test
    void unknownArgumentsAreRefusedWithTheNearestName() {
        String document = Documents.tool(
                "/items",
                "name: op\nmethod: GET\ninputParameters:\n- {name: limit, in: query}",
                "name: t\ndescription: d\ncall: api.op");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            JsonNode reply = served.mcp("tools/call", "{\"name\":\"t\",\"arguments\":{\"limti\":1}}");
            assertThat(reply.at("/error/code").asInt()).isEqualTo(-32602);
            assertThat(reply.at("/error/message").asString()).contains("limti", "limit");
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    void aToolWithAnOutputSchemaAnswersStructuredContentEvenWhenThereIsNone() {
        String document = Documents.tool("/o", "name: op\nmethod: DELETE", """
                name: t
                description: d
                call: api.op
                outputParameters:
                - {name: state, type: string, mapping: $.state}
                - {name: left, type: number, mapping: $.left}
                """);
        try (RecordingUpstream upstream = RecordingUpstream.start().answer(UpstreamAnswer.empty(204));
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.tool("t").path("outputSchema").isObject()).isTrue();
            JsonNode result = served.call("t", "{}");
            assertThat(result.path("isError").asBoolean()).isFalse();
            assertThat(result.path("structuredContent").isObject()).isTrue();
        }
    }
}
