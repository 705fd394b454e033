package dev.capstan.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What body a call sends. */
class BodiesTest {
    private static final String ROUTE = "method: POST\nname: o\ncall: api.op";

    private static RecordedRequest post(String operation, String route, String target, String type, String body) {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(Documents.route("/o", operation, "/o", route), upstream)) {
            assertThat(served.status().diagnostics()).as("what is dead").noneMatch(diagnostic -> diagnostic.isError());
            String[] headers = type.isEmpty() ? new String[0] : new String[] {"Content-Type", type};
            assertThat(served.restBody("POST", target, body, headers).statusCode())
                    .isEqualTo(200);
            return upstream.take();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | {\"a\": 1,  \"b\":[ ]}",
                "application/vnd.acme+json; charset=utf-8 | {}",
                "text/plain | hello",
                "application/json | not json at all",
            })
    void aSoleBodyParameterIsTheCallersBodyUntouched(String type, String body) {
        RecordedRequest seen = post(
                "name: op\nmethod: POST\ninputParameters:\n- {name: service, in: body, type: string, required: true}",
                ROUTE + "\nwith: {service: rest.service}",
                "/o",
                type,
                body);
        assertThat(seen.text()).isEqualTo(body);
        assertThat(seen.header("Content-Type")).isEqualTo(type);
    }

    @Test
    void writesWithoutADeclaredBodyPassTheCallersThrough() {
        RecordedRequest seen = post("name: op\nmethod: POST", ROUTE, "/o", "application/json", "{\"a\":1}");
        assertThat(seen.text()).isEqualTo("{\"a\":1}");
    }

    @Test
    void typeJsonWithoutDataIsTheWholeBody() {
        RecordedRequest seen =
                post("name: op\nmethod: POST\nbody: {type: json}", ROUTE, "/o", "application/json", "[1]");
        assertThat(seen.text()).isEqualTo("[1]");
        seen = post("name: op\nmethod: POST\nbody: {type: json, data: {}}", ROUTE, "/o", "application/json", "[2]");
        assertThat(seen.text()).isEqualTo("[2]");
    }

    @Test
    void severalBodyParametersMakeOneObject() {
        RecordedRequest seen = post(
                """
                name: op
                method: POST
                inputParameters:
                - {name: first, in: body}
                - {name: second, in: body}
                - {name: third, in: body}
                """,
                ROUTE + "\nwith: {first: rest.first, second: rest.other}",
                "/o?third=q",
                "application/json",
                "{\"first\":{\"x\":[1,2.50]},\"other\":\"two\"}");
        assertThat(ServedDocument.json(seen.text()))
                .isEqualTo(ServedDocument.json("{\"first\":{\"x\":[1,2.5]},\"second\":\"two\",\"third\":\"q\"}"));
        assertThat(seen.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void structuredTemplatesKeepTypesAndLeaveAbsentMembersOut() {
        RecordedRequest seen =
                post("""
                name: op
                method: POST
                body:
                  type: json
                  data:
                    title: '{{tools.title}}'
                    greeting: 'Hello {{rest.title}}!'
                    count: '{{count}}'
                    absent: '{{tools.absent}}'
                    list: ['{{tools.absent}}', fixed, '{{tags}}']
                    fixed: {n: 1, t: true, z: null}
                """, ROUTE, "/o", "application/json", "{\"title\":\"a \\\"b\\\"\",\"count\":3,\"tags\":[\"x\"]}");
        assertThat(ServedDocument.json(seen.text())).isEqualTo(ServedDocument.json("""
                        {"title":"a \\"b\\"","greeting":"Hello a \\"b\\"!","count":3,"list":["fixed",["x"]],
                         "fixed":{"n":1,"t":true,"z":null}}"""));
    }

    @Test
    void jsonTextTemplatesEscapeInsideQuotesAndWriteJsonOutside() {
        RecordedRequest seen =
                post("""
                name: op
                method: POST
                body:
                  type: json
                  data: '{"q":"say {{text}}","n":{{n}},"m":{{missing}},"e":"{{missing}}"}'
                """, ROUTE, "/o", "application/json", "{\"text\":\"\\\"},{\\\"x\\\":\\\"\",\"n\":{\"a\":[1]}}");
        assertThat(seen.text())
                .isEqualTo("{\"q\":\"say \\\"},{\\\"x\\\":\\\"\",\"n\":{\"a\":[1]},\"m\":null,\"e\":\"\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "formUrlEncoded | {grant_type: password, user: '{{user}}', none: '{{none}}'}",
                "form | 'grant_type=password&user={{user}}&none={{none}}'",
            })
    void formsAreEncoded(String type, String data) {
        RecordedRequest seen = post(
                "name: op\nmethod: POST\nbody:\n  type: " + type + "\n  data: " + data,
                ROUTE,
                "/o",
                "application/json",
                "{\"user\":\"a&b=c d\"}");
        assertThat(seen.text()).isIn("grant_type=password&user=a%26b%3Dc+d", "grant_type=password&user=a%26b%3Dc%20d");
        assertThat(seen.header("Content-Type")).startsWith("application/x-www-form-urlencoded");
    }

    @Test
    void multipartPartsCannotBreakOut() {
        RecordedRequest seen = post(
                """
                name: op
                method: POST
                body:
                  type: multipartForm
                  data:
                  - {name: note, value: '{{note}}'}
                  - {name: file, value: '{{content}}', filename: '{{name}}', contentType: text/csv}
                """,
                ROUTE,
                "/o",
                "application/json",
                "{\"note\":\"n\",\"content\":\"a,b\",\"name\":\"x\\\"\\r\\nEvil: 1\"}");
        assertThat(seen.header("Content-Type")).startsWith("multipart/form-data; boundary=");
        assertThat(seen.text()).contains("name=\"note\"", "\r\n\r\nn\r\n", "Content-Type: text/csv", "\r\n\r\na,b\r\n");
        assertThat(seen.text().lines()).noneMatch(line -> line.startsWith("Evil"));
    }

    @Test
    void formCallersReachBodyNames() {
        RecordedRequest seen = post(
                "name: op\nmethod: POST\nbody: {type: json, data: {u: '{{tools.user}}'}}",
                ROUTE,
                "/o",
                "application/x-www-form-urlencoded",
                "user=a%20b");
        assertThat(seen.text()).isEqualTo("{\"u\":\"a b\"}");
    }

    @Test
    void textAndPlainStringBodies() {
        RecordedRequest text = post(
                "name: op\nmethod: POST\nbody: {type: text, data: 'Hi {{name}}'}",
                ROUTE,
                "/o",
                "application/json",
                "{\"name\":\"Ann\"}");
        assertThat(text.text()).isEqualTo("Hi Ann");
        assertThat(text.header("Content-Type")).startsWith("text/plain");
        RecordedRequest plain = post(
                "name: op\nmethod: POST\nbody: '{\"name\": \"{{name}}\"}'",
                ROUTE,
                "/o",
                "application/json",
                "{\"name\":\"Ann\"}");
        assertThat(plain.text()).isEqualTo("{\"name\": \"Ann\"}");
        assertThat(plain.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void nestedBodyReferences() {
        RecordedRequest seen = post(
                """
                name: op
                method: POST
                inputParameters:
                - {name: a, in: body}
                - {name: b, in: body}
                """,
                ROUTE + "\nwith: {a: rest.body.command, b: rest.meta.owner}",
                "/o",
                "application/json",
                "{\"command\":\"run\",\"meta\":{\"owner\":\"ann\"}}");
        assertThat(ServedDocument.json(seen.text())).isEqualTo(ServedDocument.json("{\"a\":\"run\",\"b\":\"ann\"}"));
    }

    @Test
    void malformedJsonIsRefusedOnlyWhereJsonIsNeeded() {
        String document =
                Documents.route("/o", "name: op\nmethod: POST\nbody: {type: json, data: {u: '{{user}}'}}", "/o", ROUTE);
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.restJson("POST", "/o", "{\"user\":").statusCode()).isEqualTo(400);
            assertThat(served.restBody("POST", "/o", "<x/>", "Content-Type", "application/xml")
                            .statusCode())
                    .isEqualTo(415);
            assertThat(upstream.requests()).isEmpty();
            assertThat(List.of(200, 400))
                    .contains(served.restJson("POST", "/o", "{}").statusCode());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text | text/plain",
                "xml | application/xml",
                "sparql | application/sparql-query",
                "yaml | application/yaml",
            })
    void theOnlyValueOfAMappingIsTheText(String type, String mediaType) {
        RecordedRequest seen = post(
                "name: op\nmethod: POST\nbody: {type: " + type + ", data: {query: '{{tools.sql}};'}}",
                ROUTE,
                "/o",
                "application/json",
                "{\"sql\":\"SELECT 1\"}");
        assertThat(seen.text()).isEqualTo("SELECT 1;");
        assertThat(seen.header("Content-Type")).startsWith(mediaType);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "binary | {file: '{{tools.file}}'} | application/octet-stream",
                "binary | '''{{tools.file}}''' | application/octet-stream",
                "cbor | {a: '{{tools.a}}', b: '{{tools.b}}'} | application/cbor",
            })
    void bytesAreTheCallersWholeBody(String type, String data, String mediaType) {
        RecordedRequest seen = post(
                "name: op\nmethod: POST\nbody:\n  type: " + type + "\n  data: " + data,
                ROUTE,
                "/o",
                "image/png",
                "PNG");
        assertThat(seen.text()).isEqualTo("PNG");
        assertThat(seen.header("Content-Type")).isEqualTo("image/png");
        seen = post("name: op\nmethod: POST\nbody:\n  type: " + type + "\n  data: " + data, ROUTE, "/o", "", "PNG");
        assertThat(seen.header("Content-Type")).isEqualTo(mediaType);
    }

    @Test
    void structuredYamlIsSentAsJsonWhichIsYaml() {
        RecordedRequest seen = post(
                "name: op\nmethod: POST\nbody: {type: yaml, data: {kind: Job, name: '{{tools.name}}'}}",
                ROUTE,
                "/o",
                "application/json",
                "{\"name\":\"n\"}");
        assertThat(seen.text()).isEqualTo("{\"kind\":\"Job\",\"name\":\"n\"}");
        assertThat(seen.header("Content-Type")).startsWith("application/yaml");
    }

    @Test
    void bodyParametersThatTheTemplateDoesNotNameAreNotAskedFor() {
        String operation = """
                name: op
                method: POST
                inputParameters:
                - {name: secret, in: body, required: true}
                - {name: named, in: body, required: true}
                body: {type: form, data: {a: '{{tools.a}}', n: '{{tools.named}}'}}
                """;
        RecordedRequest seen = post(operation, ROUTE, "/o", "application/json", "{\"a\":\"1\",\"named\":\"2\"}");
        assertThat(seen.text()).isEqualTo("a=1&n=2");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(
                        Documents.tool("/o", operation, "name: t\ndescription: d\ncall: api.op"), upstream)) {
            assertThat(served.rules()).contains("parameter-unusable");
            assertThat(served.tool("t").path("inputSchema").path("properties").propertyNames())
                    .containsExactlyInAnyOrder("a", "named");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "json | rest.body | application/json | [{\"a\":1}] | [{\"a\":1}]",
                "json | rest.body | application/json | {\"body\":{\"a\":1}} | {\"a\":1}",
                "json | rest.records | application/json | {\"a\":1} | {\"a\":1}",
                "json | rest.records | application/json | {\"records\":[1]} | [1]",
                "json | | application/json | {\"a\":1} | {\"a\":1}",
                "json | | application/json | {\"payload\":[1]} | [1]",
                "text | | application/json | {\"payload\":\"a 1\"} | a 1",
                "text | | text/plain | a 1 | a 1",
                "text | rest.body | text/csv | a,b | a,b",
            })
    void aTemplateThatIsOneNameIsTheBodyWhereNoFieldHasThatName(
            String type, String with, String contentType, String body, String sent) {
        RecordedRequest seen = post(
                "name: op\nmethod: POST\nbody: {type: " + type + ", data: '{{tools.payload}}'}",
                with == null ? ROUTE : ROUTE + "\nwith: {payload: " + with + "}",
                "/o",
                contentType,
                body);
        assertThat(seen.text()).isEqualTo(sent);
    }

    @Test
    void aTemplateThatIsOneNameIsNoBodyWithoutIt() {
        String document = Documents.tool(
                "/o",
                "name: op\nmethod: POST\nbody: {type: json, data: '{{tools.payload}}'}",
                "name: t\ndescription: d\ncall: api.op");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            served.call("t", "{}");
            assertThat(upstream.take().text()).isEmpty();
            served.call("t", "{\"payload\":\"text\"}");
            assertThat(upstream.take().text()).isEqualTo("\"text\"");
        }
    }
}
