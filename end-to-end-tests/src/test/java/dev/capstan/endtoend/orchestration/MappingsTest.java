package dev.capstan.endtoend.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.testkit.ServedDocument;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What mappings make of arguments and steps: S8. */
class MappingsTest {
    private static final String SHIP = """
            {"imo":"9","name":"Star","size":54000,"tags":["a","b"],"dims":{"len":229.5},"none":null,"odd name":1}""";

    private static TwoSurfaces mapped(String mappings) {
        return TwoSurfaces.unit("imo string, note string?", """
                        steps:
                        - {name: get-ship, type: call, call: api.get-ship, with: {imo: '{{imo}}'}}
                        - {name: list-crew, type: call, call: api.list-crew}
                        mappings:
                        %s
                        """.formatted(mappings))
                .answering("/ships/9", SHIP)
                .answering("/crew", "[{\"n\":1},{\"n\":2}]");
    }

    @Test
    void valuesOfMappings() {
        List<String[]> rows = TwoSurfaces.rows("""
                $.get-ship.name | "Star"
                "$['get-ship']['odd name']" | 1
                '{{get-ship.name}}' | "Star"
                '{{$.get-ship.name}}' | "Star"
                $.get-ship.dims | {"len":229.5}
                '{{get-ship.tags}}' | ["a","b"]
                '{{list-crew[1].n}}' | 2
                '$.list-crew[*].n' | [1,2]
                $.list-crew.length() | 2
                $.list-crew | [{"n":1},{"n":2}]
                '{{get-ship.name}} ({{get-ship.size}})' | "Star (54000)"
                $.imo | "9"
                '{{imo}}' | "9"
                plain | "plain"
                $.get-ship.nowhere | null
                $.get-ship.none | null
                '{{get-ship.nowhere.deep[0]}}' | null
                '{{note}}' | null
                $.note | null
                '{{get-ship.name}} {{get-ship.nowhere}}' | null
                """);
        StringBuilder mappings = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            mappings.append("- {targetName: t" + i + ", value: " + rows.get(i)[0] + "}\n");
        }
        try (TwoSurfaces unit = mapped(mappings.toString())) {
            JsonNode reply = unit.reply(Map.of("imo", "9"));
            for (int i = 0; i < rows.size(); i++) {
                assertThat(reply.get("t" + i)).as(rows.get(i)[0]).isEqualTo(ServedDocument.json(rows.get(i)[1]));
            }
        }
    }

    /** §9: dots make nested objects. */
    @Test
    void targetsNest() {
        try (TwoSurfaces unit = mapped("""
                - {targetName: ship.name, value: $.get-ship.name}
                - {targetName: ship.of.size, value: $.get-ship.size}
                - {targetName: first-crew_1, value: '$.list-crew[0].n'}
                - {targetName: ship.of.lost, value: $.get-ship.lost}
                """)) {
            unit.replies(
                    Map.of("imo", "9"),
                    "{\"ship\":{\"name\":\"Star\",\"of\":{\"size\":54000,\"lost\":null}},\"first-crew_1\":1}");
        }
    }

    /** §9: with one step that calls, a path may begin with a named output of its operation. */
    @Test
    void outputsOfTheOnlyCall() {
        String api = TwoSurfaces.API.replace("{name: list-crew, method: GET}", """
                {name: list-crew, method: GET, outputParameters: [{name: captain, type: object, value: '$.people[0]'}]}""");
        String unit = """
                steps: [{name: crew, type: call, call: api.list-crew}]
                mappings:
                - {targetName: a, value: $.captain.n}
                - {targetName: b, value: $.crew.captain.n}
                - {targetName: c, value: $.crew.people}
                """;
        try (TwoSurfaces surfaces = TwoSurfaces.document(TwoSurfaces.yaml(api, "", unit, ""))) {
            surfaces.answering("/crew", "{\"people\":[{\"n\":\"Ann\"}]}")
                    .replies(Map.of(), "{\"a\":\"Ann\",\"b\":\"Ann\",\"c\":[{\"n\":\"Ann\"}]}");
        }
    }

    /** S8: a target that is no declared output is left out, with a warning. */
    @Test
    void undeclaredTargetsAreLeftOut() {
        try (TwoSurfaces unit = mapped("""
                - {targetName: name, value: $.get-ship.name}
                - {targetName: extra, value: $.get-ship.size}
                outputParameters:
                - {name: name, type: string}
                - {name: unmapped, type: string}
                """)) {
            unit.replies(Map.of("imo", "9"), "{\"name\":\"Star\",\"unmapped\":null}");
            assertThat(unit.rules()).contains("mapping-target-unknown");
            assertThat(unit.served().status().diagnostics())
                    .extracting(Diagnostic::severity)
                    .containsOnly(Severity.WARN);
        }
    }

    /** S8: mappings never feed later steps. */
    @Test
    void mappingsFeedNoSteps() {
        try (TwoSurfaces unit = TwoSurfaces.unit("name string?", """
                        steps:
                        - {name: first, type: call, call: api.list-ports}
                        - {name: second, type: call, call: api.list-ships, with: {status: '{{name}}'}}
                        mappings: [{targetName: name, value: $.first.name}]
                        """).answering("/ports", "{\"name\":\"x\"}")) {
            unit.replies(Map.of(), "{\"name\":\"x\"}");
            assertThat(unit.sent()).containsExactlyInAnyOrder("GET /ports", "GET /ships");
        }
    }

    /** S8: what cannot be meant is told at load. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{targetName: a, value: $.s}, {targetName: a.b, value: $.s}] | mapping-overlap",
                "[{targetName: a.b, value: $.s}, {targetName: a, value: $.s}] | mapping-overlap",
                "[{targetName: a, value: $.s}, {targetName: a, value: $.s}] | mapping-overlap",
                "[{targetName: a, value: $.nobody.x}] | mapping-step-unknown",
                "[{targetName: a, value: '$.s[?('}] | jsonpath-invalid",
            })
    void mappingsThatCannotWork(String mappings, String rule) {
        String yaml = TwoSurfaces.yaml(TwoSurfaces.API, "", "steps: [{name: s, type: call, call: api.list-ports}]", "")
                .replace(
                        "- name: u\n",
                        "- {name: t, description: d, steps: [{name: s, type: call, call: api.list-crew},"
                                + " {name: s2, type: call, call: api.list-crew}], mappings: " + mappings
                                + "}\n    - name: u\n");
        try (TwoSurfaces unit = TwoSurfaces.document(yaml)) {
            assertThat(unit.rules()).contains(rule);
            assertThat(unit.served().tools())
                    .extracting(tool -> tool.path("name").asString())
                    .isEqualTo(List.of("u"));
        }
    }
}
