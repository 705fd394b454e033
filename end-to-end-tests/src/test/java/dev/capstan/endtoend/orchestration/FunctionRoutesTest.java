package dev.capstan.endtoend.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where REST operations find the arguments of the functions they refer to: G4. */
class FunctionRoutesTest {
    private static final String FUNCTION = """
            - label: F
              namespace: f
              functions:
              - name: g
                description: d
                inputParameters:
                - {name: the-part, type: string, description: d}
                - {name: count, type: integer, description: d, required: false}
                - {name: trace, type: string, description: d, required: false}
                - {name: sid, type: string, description: d, required: false}
                call: api.probe
                with: {part: the-part, q: '{{count}}', X-Probe: f.trace, session: $.sid}
              - name: note
                description: d
                inputParameters:
                - {name: text, type: string, description: d}
                - {name: author, type: object, description: d, required: false}
                steps: [{name: add, type: call, call: api.add-note, with: {text: text, author: '{{author}}'}}]
              - name: many
                description: d
                inputParameters: [{name: author, type: array, description: d}, {name: text, type: object, description: d, required: false}]
                steps: [{name: add, type: call, call: api.add-note, with: {author: author, text: text}}]
              - name: whole
                description: d
                inputParameters: [{name: payload, type: object, description: d}]
                call: api.send-note
                with: {body: payload}
              - name: hello
                description: d
                inputParameters: [{name: name, type: string, description: d}]
                outputParameters: [{name: message, type: string, value: 'Hello, {{name}}!'}]
            """;

    private static void served(String path, String operation, Consumer<Setting> test) {
        String yaml = TwoSurfaces.yaml(TwoSurfaces.API, "", "ref: f.hello", FUNCTION)
                .replace(
                        "- path: /u\n",
                        "- path: " + path + "\n      operations: [" + operation + "]\n    - path: /u\n");
        try (RecordingUpstream upstream = RecordingUpstream.start().answer(UpstreamAnswer.json(200, "{}"));
                ServedDocument served = ServedDocument.serve(yaml, upstream)) {
            test.accept(new Setting(served, upstream));
        }
    }

    private record Setting(ServedDocument served, RecordingUpstream upstream) {
        List<String> sent() {
            return upstream.requests().stream().map(Object::toString).toList();
        }
    }

    /** G4: a placeholder by folded name; where the parameter lives that the argument alone feeds. */
    @Test
    void argumentsAreInThePathAndWhereTheirParametersLive() {
        served("/p/{thePart}", "{method: GET, name: o, ref: f.g}", setting -> {
            HttpResponse<String> response =
                    setting.served.rest("GET", "/p/x%2Fy?count=3", "trace", "t1", "Cookie", "sid=s1");
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            assertThat(setting.upstream.take()).satisfies(request -> {
                assertThat(request.target()).isEqualTo("/probe/x%2Fy?q=3");
                assertThat(request.header("X-Probe")).isEqualTo("t1");
                assertThat(request.header("Cookie")).isEqualTo("session=s1");
            });
            setting.served.rest("GET", "/p/x?trace=t2&sid=s2", "X-Probe", "t3");
            assertThat(setting.upstream.take()).satisfies(request -> {
                assertThat(request.header("X-Probe")).isEqualTo("t3");
                assertThat(request.header("Cookie")).isEqualTo("session=s2");
            });
            setting.served.rest("GET", "/p/x?trace=t2");
            assertThat(setting.upstream.take().header("X-Probe")).isEqualTo("t2");
        });
    }

    /** G4: types are checked, and what is required and absent is refused. */
    @ParameterizedTest
    @CsvSource({"/p?the-part=x&count=three,count", "/p?count=3,the-part"})
    void argumentsAreChecked(String target, String parameter) {
        served("/p", "{method: GET, name: o, ref: f.g}", setting -> {
            HttpResponse<String> response = setting.served.rest("GET", target);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(ServedDocument.json(response.body()).path("parameter").asString())
                    .isEqualTo(parameter);
            assertThat(setting.sent()).isEmpty();
        });
    }

    /** G4: else in the query of what reads. */
    @Test
    void argumentsOfReadsAreInTheQuery() {
        served("/p", "{method: DELETE, name: o, ref: f.g}", setting -> {
            assertThat(setting.served.rest("DELETE", "/p?the-part=x").statusCode())
                    .isEqualTo(200);
            assertThat(setting.sent()).containsExactly("GET /probe/x");
        });
    }

    /** G4: else a field of the body, then the query, of what writes. */
    @Test
    void argumentsOfWritesAreInTheBodyThenInTheQuery() {
        served("/n", "{method: POST, name: o, ref: f.note}", setting -> {
            assertThat(setting.served
                            .restJson("POST", "/n?text=no", "{\"text\":\"a \\\"b\\\"\",\"author\":{\"id\":1}}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(setting.served.rest("POST", "/n?text=q").statusCode()).isEqualTo(200);
            HttpResponse<String> missing = setting.served.restJson("POST", "/n", "{\"author\":{}}");
            assertThat(missing.statusCode()).isEqualTo(400);
            HttpResponse<String> illTyped = setting.served.restJson("POST", "/n", "{\"text\":\"x\",\"author\":[1]}");
            assertThat(illTyped.statusCode()).isEqualTo(400);
            assertThat(illTyped.body()).contains("author");
            assertThat(setting.sent())
                    .containsExactly(
                            "POST /notes {\"text\":\"a \\\"b\\\"\",\"author\":{\"id\":1}}",
                            "POST /notes {\"text\":\"q\"}");
        });
    }

    /** §4: arrays and objects are parsed from text, also where the query or a form gives what the body could. */
    @Test
    void arraysAndObjectsOfWritesAreParsedFromText() {
        served("/n", "{method: POST, name: o, ref: f.many}", setting -> {
            String form = "application/x-www-form-urlencoded";
            setting.served.rest("POST", "/n?author=a,b&text=%7B%22k%22%3A1%7D");
            setting.served.rest("POST", "/n?author=a&author=b");
            setting.served.restBody("POST", "/n", "author=a%2Cb", "Content-Type", form);
            setting.served.restBody("POST", "/n", "author=a&author=b", "Content-Type", form);
            setting.served.restJson("POST", "/n", "{\"author\":[\"a\",\"b\"]}");
            assertThat(setting.served
                            .restJson("POST", "/n", "{\"author\":\"a,b\"}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(setting.sent())
                    .containsExactly(
                            "POST /notes {\"text\":{\"k\":1},\"author\":[\"a\",\"b\"]}",
                            "POST /notes {\"author\":[\"a\",\"b\"]}",
                            "POST /notes {\"author\":[\"a\",\"b\"]}",
                            "POST /notes {\"author\":[\"a\",\"b\"]}",
                            "POST /notes {\"author\":[\"a\",\"b\"]}");
        });
    }

    /** G4: an argument that feeds the whole body is the whole body. */
    @Test
    void anArgumentThatFeedsTheWholeBodyIsTheWholeBody() {
        served("/n", "{method: POST, name: o, ref: f.whole}", setting -> {
            setting.served.restJson("POST", "/n", "{ \"any\": [1] }");
            assertThat(setting.sent()).containsExactly("PATCH /notes { \"any\": [1] }");
        });
    }

    /** G1, G4: what the function requires is required of a unit that declares it itself. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{method: GET, name: o, ref: f.hello}",
                "{method: GET, name: o, ref: f.hello, inputParameters: [{name: name, in: query, type: string, description: d}]}",
                "{method: GET, name: o, ref: f.hello, inputParameters: [{name: Name, in: query, type: string, description: d}]}",
            })
    void whatTheFunctionRequiresIsRequired(String operation) {
        served("/h", operation, setting -> {
            String key = operation.contains("name: Name") ? "Name" : "name";
            assertThat(setting.served
                            .rest("GET", "/h?" + key + "=Ann%20%7B%7Bname%7D%7D")
                            .body())
                    .isEqualTo("{\"message\":\"Hello, Ann {{name}}!\"}");
            HttpResponse<String> response = setting.served.rest("GET", "/h");
            assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
            assertThat(ServedDocument.json(response.body()).path("parameter").asString())
                    .isEqualTo(key);
        });
    }

    /** A default of the unit's own input is a value. */
    @Test
    void aDefaultOfTheUnitsInputIsAValue() {
        served(
                "/h",
                "{method: GET, name: o, ref: f.hello, inputParameters: [{name: name, in: query, type: string,"
                        + " description: d, value: World}]}",
                setting -> assertThat(setting.served.rest("GET", "/h").body())
                        .isEqualTo("{\"message\":\"Hello, World!\"}"));
    }

    /** G2: what the unit gives need not be given by the caller. */
    @Test
    void whatTheUnitGivesIsNotAskedFor() {
        served(
                "/h/{who}",
                "{method: GET, name: o, ref: f.hello, with: {name: 'Dr {{who}}'}}",
                setting -> assertThat(setting.served.rest("GET", "/h/No").body())
                        .isEqualTo("{\"message\":\"Hello, Dr No!\"}"));
    }
}
