package dev.capstan.endtoend.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.ServedDocument;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the declared outputs of orchestrated units make of mapped values and of steps: S8, S9. */
class OrchestratedOutputsTest {

    private static TwoSurfaces mapped(String outputs, String answer) {
        return TwoSurfaces.unit("", """
                        steps: [{name: s, type: call, call: api.list-crew}]
                        mappings: [{targetName: v, value: $.s.v}]
                        outputParameters:
                        %s
                        """.formatted(outputs)).answering("/crew", answer);
    }

    /** S9, §7: scalars are converted where nothing is lost; else they are null. */
    @Test
    void scalarsAreConverted() {
        try (TwoSurfaces unit = TwoSurfaces.unit("", """
                        steps: [{name: s, type: call, call: api.list-crew}]
                        mappings:
                        - {targetName: string, value: $.s.v}
                        - {targetName: number, value: $.s.v}
                        - {targetName: boolean, value: $.s.v}
                        outputParameters:
                        - {name: string, type: string}
                        - {name: number, type: number}
                        - {name: boolean, type: boolean}
                        """)) {
            for (String[] row : TwoSurfaces.rows("""
                string | 5 | "5"
                string | 1.50 | "1.50"
                string | true | "true"
                string | "x" | "x"
                string | [1] | null
                string | {} | null
                number | "5" | 5
                number | "1.5" | 1.5
                number | "-3e2" | -3e2
                number | 7 | 7
                number | "x" | null
                number | "" | null
                number | true | null
                number | [1] | null
                boolean | "true" | true
                boolean | "false" | false
                boolean | false | false
                boolean | "yes" | null
                boolean | 1 | null
                string | null | null
                """)) {
                JsonNode reply =
                        unit.answering("/crew", "{\"v\":" + row[1] + "}").reply(Map.of());
                assertThat(reply.propertyNames()).containsExactly("string", "number", "boolean");
                JsonNode wanted = ServedDocument.json(row[2]);
                JsonNode found = reply.get(row[0]);
                boolean isSame = wanted.isNumber() && found.isNumber()
                        ? found.decimalValue().compareTo(wanted.decimalValue()) == 0
                        : found.equals(wanted);
                assertThat(isSame).as(String.join(" ", row) + " is " + found).isTrue();
            }
        }
    }

    /** S9: items list the fields of each element, and nothing else of it is in the reply. */
    @Test
    void itemsListTheFieldsOfEachElement() {
        try (TwoSurfaces unit =
                mapped("""
                - name: v
                  type: array
                  items:
                  - {name: n, type: string}
                  - {name: odd-name_1, type: number}
                """, "{\"v\":[{\"n\":1,\"odd-name_1\":\"2\",\"extra\":true},{\"n\":\"x\"},5,{}]}")) {
            unit.replies(
                    Map.of(),
                    "{\"v\":[{\"n\":\"1\",\"odd-name_1\":2},{\"n\":\"x\",\"odd-name_1\":null},"
                            + "{\"n\":null,\"odd-name_1\":null},{\"n\":null,\"odd-name_1\":null}]}");
        }
    }

    /** S9: a list of one entry describes the element itself when that is a scalar. */
    @Test
    void aSingleEntryDescribesScalarElements() {
        String outputs = "- {name: v, type: array, items: [{name: n, type: string}]}";
        try (TwoSurfaces unit = mapped(outputs, "{\"v\":[\"a\",5,null,{\"n\":\"o\"},{\"m\":1}]}")) {
            unit.replies(Map.of(), "{\"v\":[\"a\",\"5\",null,{\"n\":\"o\"},{\"n\":null}]}");
        }
    }

    /** Arrays in arrays: an entry of type array describes elements that are arrays. */
    @Test
    void arraysInArrays() {
        String outputs =
                "- {name: v, type: array, items: [{name: row, type: array, items: [{name: c, type: number}]}]}";
        try (TwoSurfaces unit = mapped(outputs, "{\"v\":[[1,\"2\"],[],{\"row\":[3]}]}")) {
            unit.replies(Map.of(), "{\"v\":[[1,2],[],{\"row\":[3]}]}");
        }
    }

    /** S9: the key of properties is the member's name, the entry's name the field it is read from. */
    @Test
    void propertiesAreReadByTheirNames() {
        try (TwoSurfaces unit = mapped("""
                - name: v
                  type: object
                  properties:
                    shown: {name: hidden, type: string}
                    same: {name: same, type: number}
                    list:
                      name: rows
                      type: array
                      items:
                      - {name: k, type: string}
                      - {name: deep, type: object, properties: {z: {name: y, type: boolean}}}
                """, """
                {"v":{"hidden":"h","shown":"no","same":"1","rows":[{"k":1,"deep":{"y":"true","z":false}},{"k":2}]}}""")) {
            unit.replies(Map.of(), """
                    {"v":{"shown":"h","same":1,"list":[{"k":"1","deep":{"z":true}},{"k":"2","deep":null}]}}""");
            JsonNode schema = unit.served().tool("u").path("outputSchema").path("properties");
            assertThat(schema.at("/v/properties").propertyNames()).containsExactly("shown", "same", "list");
            assertThat(schema.at("/v/properties/list/items/properties").propertyNames())
                    .containsExactly("k", "deep");
        }
    }

    /** S9: what is no array or object where one is declared is null. */
    @Test
    void whatIsNoArrayIsNull() {
        try (TwoSurfaces unit = mapped("- {name: v, type: array, items: [{name: n, type: string}]}", "{}")) {
            for (String[] row : TwoSurfaces.rows("""
                {"v":5}
                {"v":"x"}
                {}
                {"v":null}
                {"v":{"n":1}}
                """)) {
                unit.answering("/crew", row[0]).replies(Map.of(), "{\"v\":null}");
            }
        }
    }

    /** S9: outputs are all that is in the reply; targets with dots fill declared objects. */
    @Test
    void nestedTargetsFillDeclaredObjects() {
        try (TwoSurfaces unit = TwoSurfaces.unit("", """
                        steps: [{name: s, type: call, call: api.list-crew}]
                        mappings:
                        - {targetName: ship.name, value: $.s.n}
                        - {targetName: ship.size, value: $.s.size}
                        outputParameters:
                        - name: ship
                          type: object
                          properties: {name: {name: name, type: string}, lost: {name: lost, type: string}}
                        - {name: none, type: number}
                        """).answering("/crew", "{\"n\":\"x\",\"size\":4}")) {
            unit.replies(Map.of(), "{\"ship\":{\"name\":\"x\",\"lost\":null},\"none\":null}");
        }
    }

    /** S8: without mappings, an output takes the value of the step of its name, else the field in the last step's value. */
    @Test
    void outputsWithoutMappings() {
        try (TwoSurfaces unit = TwoSurfaces.unit("", """
                        steps:
                        - {name: crew, type: call, call: api.list-crew}
                        - {name: ports, type: call, call: api.list-ports}
                        outputParameters:
                        - {name: crew, type: array, items: [{name: n, type: string}]}
                        - {name: total, type: number}
                        - {name: nowhere, type: string}
                        """)
                .answering("/crew", "[{\"n\":1}]")
                .answering("/ports", "{\"total\":\"3\",\"crew\":\"no\"}")) {
            unit.replies(Map.of(), "{\"crew\":[{\"n\":\"1\"}],\"total\":3,\"nowhere\":null}");
        }
    }

    /** S8: a sole array output is the last step's value itself. */
    @Test
    void aSoleArrayOutputIsTheLastValue() {
        try (TwoSurfaces unit = TwoSurfaces.unit("", """
                        steps: [{name: s, type: call, call: api.list-crew}]
                        outputParameters: [{name: members, type: array, items: [{name: n, type: string}, {name: m, type: number}]}]
                        """).answering("/crew", "[{\"n\":1,\"m\":2},{\"n\":\"x\"}]")) {
            unit.replies(Map.of(), "{\"members\":[{\"n\":\"1\",\"m\":2},{\"n\":\"x\",\"m\":null}]}");
        }
    }

    /** Outputs with paths of their own are evaluated on the mapped object, or on the last step's value. */
    @Test
    void mappedOutputsOfSteps() {
        try (TwoSurfaces unit = TwoSurfaces.unit("", """
                        steps: [{name: s, type: call, call: api.list-crew}]
                        mappings: [{targetName: people, value: $.s.list}]
                        outputParameters:
                        - type: array
                          mapping: $.people
                          items: {type: object, properties: {who: {type: string, mapping: $.n}}}
                        """).answering("/crew", "{\"list\":[{\"n\":1},{}]}")) {
            unit.replies(Map.of(), "[{\"who\":\"1\"},{\"who\":null}]");
        }
        try (TwoSurfaces unit = TwoSurfaces.unit("", """
                        steps: [{name: s, type: call, call: api.list-crew}]
                        outputParameters: [{type: object, properties: {who: {type: string, mapping: '$.list[0].n'}}}]
                        """).answering("/crew", "{\"list\":[{\"n\":1},{}]}")) {
            unit.replies(Map.of(), "{\"who\":\"1\"}");
        }
    }
}
