package dev.capstan.endtoend.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Outputs in outputs of simple calls: objects in arrays in objects, constants, values, converted scalars: §7, R1, R2. */
class NestedOutputsTest {
    private static final String FLEETS = """
            {"fleets":[
              {"id":1,"name":"North","ships":[{"imo":"a","dims":{"len":"12.5"},"crew":["x",1,null]},{"imo":"b","crew":[]}]},
              {"id":"2","ships":null},
              {"ships":[{"imo":5,"tags":[[1,2],["3"]]}]},
              null],
             "total":"3"}""";

    private static TwoSurfaces call(String outputs, String answer) {
        return TwoSurfaces.unit("", "call: api.list-ships\noutputParameters:\n" + outputs)
                .answering("/ships", answer);
    }

    /** Paths inside of items start at the element, inside of properties at the value of the object's own mapping. */
    @Test
    void arraysInArrayItems() {
        try (TwoSurfaces unit = call("""
                - type: object
                  properties:
                    total: {type: number, mapping: $.total}
                    fleets:
                      type: array
                      mapping: $.fleets
                      items:
                        type: object
                        properties:
                          id: {type: string, mapping: $.id}
                          ships:
                            type: array
                            mapping: $.ships
                            items:
                              type: object
                              properties:
                                imo: {type: string, mapping: $.imo}
                                size: {type: object, mapping: $.dims, properties: {len: {type: number, mapping: $.len}}}
                                crew: {type: array, mapping: $.crew, items: {type: string, mapping: $.}}
                                kind: {type: string, const: vessel}
                """, FLEETS)) {
            JsonNode reply = unit.reply(Map.of());
            assertThat(reply.path("total").asInt()).isEqualTo(3);
            assertThat(reply.at("/fleets/0")).isEqualTo(ServedDocument.json("""
                    {"id":"1","ships":[{"imo":"a","size":{"len":12.5},"crew":["x","1",null],"kind":"vessel"},
                                       {"imo":"b","size":null,"crew":[],"kind":"vessel"}]}"""));
            assertThat(reply.at("/fleets/1")).isEqualTo(ServedDocument.json("{\"id\":\"2\",\"ships\":null}"));
            assertThat(reply.at("/fleets/2"))
                    .isEqualTo(
                            ServedDocument.json(
                                    "{\"id\":null,\"ships\":[{\"imo\":\"5\",\"size\":null,\"crew\":null,\"kind\":\"vessel\"}]}"));
            assertThat(reply.path("fleets")).hasSize(4);
            JsonNode schema = unit.served().tool("u").path("outputSchema");
            assertThat(schema.at("/properties/fleets/items/properties/ships/items/properties")
                            .propertyNames())
                    .contains("imo", "size", "crew");
        }
    }

    @Test
    void arraysOfArrays() {
        try (TwoSurfaces unit = call(
                "- {type: array, mapping: '$.fleets[2].ships[0].tags', items: {type: array, mapping: $., items: {type: number,"
                        + " mapping: $.}}}",
                FLEETS)) {
            unit.replies(Map.of(), "[[1,2],[3]]");
        }
    }

    @Test
    void outputs() {
        List<String[]> rows = TwoSurfaces.rows("""
                {type: object, mapping: '$.fleets[0]', properties: {n: {type: string, mapping: $.name}, all: {type: object, properties: {i: {type: number, mapping: $.id}}}}} | {"n":"North","all":{"i":1}}
                {type: array, mapping: '$.fleets[*].name', items: {type: string, mapping: $.}} | ["North"]
                {type: array, mapping: '$..imo', items: {type: string, mapping: $.}} | ["a","b","5"]
                {type: array, mapping: '$.fleets[?(@.id == 1)]', items: {type: object, properties: {n: {type: string, mapping: $.name}}}} | [{"n":"North"}]
                {type: array, mapping: $.total, items: {type: string, mapping: $.}} | null
                {type: array, mapping: $.nowhere, items: {type: string, mapping: $.}} | null
                {type: number, mapping: $.fleets.length()} | 4
                {type: string, value: 'v {{nope}}'} | "v "
                {type: number, value: '12'} | 12
                {type: boolean, value: 'true'} | true
                {type: number, value: 'x'} | null
                {type: string, value: a, const: c} | "c"
                {type: number, mapping: $.total, const: 9} | 9
                {type: object, const: {a: [1, null]}, properties: {}} | {"a":[1,null]}
                {type: array, const: [1, x], items: {type: string, mapping: $.}} | [1,"x"]
                {type: string, value: $.total} | "3"
                {type: string, mapping: $.total, value: v} | "v"
                {type: string, mapping: $.nowhere, value: $.total} | "3"
                {type: object, mapping: $.nowhere, value: '$.fleets[0]', properties: {n: {type: string, mapping: $.name}}} | {"n":"North"}
                {type: object, value: '{{nope}}', properties: {n: {type: string, mapping: $.total}}} | null
                {type: object, properties: {a: {type: number, const: 1.50}, b: {type: boolean, const: false}}} | {"a":1.50,"b":false}
                """);
        StringBuilder properties = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            properties.append("    c" + i + ": " + rows.get(i)[0] + "\n");
        }
        try (TwoSurfaces unit = call("- type: object\n  properties:\n" + properties, FLEETS)) {
            JsonNode reply = unit.reply(Map.of());
            for (int i = 0; i < rows.size(); i++) {
                assertThat(reply.get("c" + i)).as(rows.get(i)[0]).isEqualTo(ServedDocument.json(rows.get(i)[1]));
            }
        }
    }

    /** R1, §7: a consumed output wins over a field of the answer; several named outputs make an object. */
    @Test
    void severalNamedOutputsMakeAnObject() {
        try (TwoSurfaces unit = call(
                "- {name: total, type: number, mapping: $.total}\n- {name: first, type: string, mapping: '$.fleets[0].name'}",
                FLEETS)) {
            unit.replies(Map.of(), "{\"total\":3,\"first\":\"North\"}");
        }
    }

    /** §7: several unnamed outputs: the first that is not null, with a warning. */
    @Test
    void severalUnnamedOutputsAreAlternatives() {
        try (TwoSurfaces unit = call(
                "- {type: string, mapping: $.nowhere}\n- {type: string, mapping: $.total}\n- {type: string, value: last}",
                FLEETS)) {
            unit.replies(Map.of(), "\"3\"");
            assertThat(unit.rules()).contains("outputs-unnamed");
        }
    }

    /** F2: an XML answer with one element is a list of one where an array is declared, in outputs of outputs too. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<r><f><s>1</s></f></r> | [{\"s\":[\"1\"]}]",
                "<r><f><s>1</s><s>2</s></f></r> | [{\"s\":[\"1\",\"2\"]}]",
                "<r><f/><f><s/></f></r> | [{\"s\":null},{\"s\":[\"\"]}]",
                "<r><g/></r> | null",
            })
    void xmlWithOneElement(String xml, String expected) {
        String api = TwoSurfaces.API.replace("list-crew, method: GET", "list-crew, method: GET, outputRawFormat: xml");
        String unit = """
                call: api.list-crew
                outputParameters:
                - type: array
                  mapping: $.r.f
                  items: {type: object, properties: {s: {type: array, mapping: $.s, items: {type: string, mapping: $.}}}}
                """;
        try (TwoSurfaces surfaces = TwoSurfaces.document(TwoSurfaces.yaml(api, "", unit, ""))) {
            surfaces.answering("/crew", UpstreamAnswer.text(200, "application/xml", xml))
                    .replies(Map.of(), expected);
        }
    }

    /** R2: mocks answer 200; an absent name is empty in text and null alone; text becomes the declared type. */
    @Test
    void mocksAreTyped() {
        try (TwoSurfaces unit = TwoSurfaces.unit("n number?, s string?, l array?, o object?, b boolean?", """
                outputParameters:
                - {name: text, type: string, value: 'n={{n}} s={{s}} l={{l}} o={{o}} b={{b}}'}
                - {name: n, type: number, value: '{{n}}'}
                - {name: ns, type: string, value: '{{n}}'}
                - {name: s, type: string, value: '{{s}}'}
                - {name: sn, type: number, value: '{{s}}'}
                - {name: b, type: boolean, value: '{{b}}'}
                - {name: fixed, type: boolean, value: 'false'}
                - {name: braces, type: string, value: '{s} {{}} { {{s}} }'}
                """)) {
            unit.replies(
                    Map.of("n", "1.50", "s", "12", "l", java.util.List.of(1, "x"), "o", Map.of("k", true), "b", "true"),
                    """
                    {"text":"n=1.50 s=12 l=[1,\\"x\\"] o={\\"k\\":true} b=true","n":1.50,"ns":"1.50","s":"12","sn":12,"b":true,
                     "fixed":false,"braces":"{s} {{}} { 12 }"}""");
            unit.replies(Map.of(), """
                    {"text":"n= s= l= o= b=","n":null,"ns":null,"s":null,"sn":null,"b":null,"fixed":false,
                     "braces":"{s} {{}} {  }"}""");
            assertThat(unit.sent()).isEmpty();
        }
    }
}
