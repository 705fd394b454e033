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

/** What lookups find in the results of earlier steps: L1 to L4, F2. */
class LookupsTest {

    /** A lookup in the crew for a value, which is written as YAML; {@code ports} is what values can be taken from. */
    private static TwoSurfaces lookup(String match, String value, String outputs, String crew, String ports) {
        return TwoSurfaces.unit("id string?, n number?, ids array?", """
                        steps:
                        - {name: list-crew, type: call, call: api.list-crew}
                        - {name: list-ports, type: call, call: api.list-ports}
                        - {name: found, type: lookup, index: list-crew, match: %s, lookupValue: %s, outputParameters: %s}
                        mappings: [{targetName: f, value: $.found}]
                        """.formatted(match, value, outputs))
                .answering("/crew", crew)
                .answering("/ports", ports);
    }

    /** L1, L2: arrays of objects, columns, one object, and what has no rows. */
    @Test
    void whatIsARow() {
        try (TwoSurfaces unit = lookup("id", "'2'", "[n]", "[]", "{}")) {
            for (String[] row : TwoSurfaces.rows("""
                [{"id":"1","n":"a"},{"id":"2","n":"b"}] | {"n":"b"}
                [{"id":"2","n":"a"},{"id":"2","n":"b"}] | {"n":"a"}
                [{"id":"2"}] | {"n":null}
                [{"n":"x"},null,5,["2"],{"id":"2","n":[1]}] | {"n":[1]}
                {"id":"2","n":"b"} | {"n":"b"}
                {"id":"3","n":"b"} | null
                {"id":["1","2"],"n":["a","b"]} | {"n":"b"}
                {"id":["1","2"],"n":["a"]} | {"n":null}
                {"id":["1","2"],"n":"all"} | {"n":null}
                {"id":[],"n":[]} | null
                [] | null
                null | null
                5 | null
                "2" | null
                """)) {
                unit.answering("/crew", row[0]).replies(Map.of(), "{\"f\":" + row[1] + "}");
            }
        }
    }

    /** L3: what is looked for is written as any value of `with`; texts compare exactly, numbers in their shortest form. */
    @Test
    void whatIsLookedFor() {
        String crew = """
                [{"id":2,"n":"b"},{"id":"a","n":"low"},{"id":true,"n":"t"},{"id":100.0,"n":"h"},{"id":0,"n":"z"},
                 {"id":"x2","n":"x2"},{"id":null,"n":"null"},{"id":{"x":2},"n":"object"},{"n":"none"}]""";
        List<String[]> rows = TwoSurfaces.rows("""
                '{{list-ports.id}}' | {"id":"2"} | "b"
                $.list-ports.id | {"id":2} | "b"
                '{{list_ports.list[0].id}}' | {"list":[{"id":2.0}]} | "b"
                $.list-ports.id | {"id":"2.0"} | null
                $.list-ports.id | {"id":" 2"} | null
                $.list-ports.id | {"id":{"x":2}} | null
                $.list-ports.id | {"id":null} | null
                $.list-ports.id | {} | null
                '{{list-ports.id}}' | {} | null
                $.list-ports.id | {"id":true} | "t"
                $.list-ports.id | {"id":1e2} | "h"
                $.list-ports.id | {"id":-0.0} | "z"
                $.list-ports.id | {"id":1e999999999} | null
                '2' | {} | "b"
                list-ports.id | {"id":"2"} | null
                'x{{list-ports.id}}' | {"id":2} | "x2"
                $.list-ports.id | {"id":"A"} | null
                """);
        StringBuilder lookups = new StringBuilder();
        StringBuilder mappings = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            lookups.append("- {name: f" + i + ", type: lookup, index: list-crew, match: id, lookupValue: "
                    + rows.get(i)[0] + ", outputParameters: [n]}\n");
            mappings.append("- {targetName: f" + i + ", value: $.f" + i + ".n}\n");
        }
        String steps = """
                steps:
                - {name: list-crew, type: call, call: api.list-crew}
                - {name: list-ports, type: call, call: api.list-ports}
                """ + lookups + "mappings:\n" + mappings;
        try (TwoSurfaces unit = TwoSurfaces.unit("", steps).answering("/crew", crew)) {
            for (int i = 0; i < rows.size(); i++) {
                JsonNode found = unit.answering("/ports", rows.get(i)[1]).reply(Map.of());
                assertThat(found.get("f" + i))
                        .as(String.join(" ", rows.get(i)))
                        .isEqualTo(ServedDocument.json(rows.get(i)[2]));
            }
        }
    }

    /** L4: an array of values gives an array, in their order, without what is not found; a repeated value is found twice. */
    @Test
    void arraysOfValues() {
        String crew = "[{\"id\":1,\"n\":\"a\"},{\"id\":\"2\",\"n\":\"b\"},{\"id\":1,\"n\":\"second\"}]";
        try (TwoSurfaces unit =
                lookup("id", "$.list-ports.ids", "[n, id]", crew, "{\"ids\":[\"2\",9,1,\"1\",null,[1],\"2\"]}")) {
            unit.replies(
                    Map.of(),
                    "{\"f\":[{\"n\":\"b\",\"id\":\"2\"},{\"n\":\"a\",\"id\":1},{\"n\":\"a\",\"id\":1},{\"n\":\"b\",\"id\":\"2\"}]}");
            unit.answering("/ports", "{\"ids\":[]}").replies(Map.of(), "{\"f\":[]}");
            unit.answering("/ports", "{\"ids\":[7]}").replies(Map.of(), "{\"f\":[]}");
        }
    }

    @Test
    void argumentsAreLookedFor() {
        String crew = "[{\"id\":1,\"n\":\"a\"},{\"id\":\"2\",\"n\":\"b\"}]";
        try (TwoSurfaces unit = lookup("id", "'{{id}}'", "[n]", crew, "{}")) {
            unit.replies(Map.of("id", "1"), "{\"f\":{\"n\":\"a\"}}");
            unit.replies(Map.of(), "{\"f\":null}");
        }
        try (TwoSurfaces unit = lookup("id", "$.n", "[n]", crew, "{}")) {
            unit.replies(Map.of("n", "2.0"), "{\"f\":{\"n\":\"b\"}}");
        }
        try (TwoSurfaces unit = lookup("id", "'{{ids}}'", "[n]", crew, "{}")) {
            unit.replies(Map.of("ids", List.of(2, 1)), "{\"f\":[{\"n\":\"b\"},{\"n\":\"a\"}]}");
        }
    }

    /** L4: outputs are field names, whatever characters they have; those that begin with $ are paths. */
    @Test
    void outputsAreFieldsOrPaths() {
        String crew = "[{\"id\":1,\"a.b\":\"dot\",\"o\":{\"p\":{\"q\":2},\"odd name\":3},\"t\":[{\"u\":4},5]}]";
        String outputs = "[a.b, missing, $.o.p.q, \"$.o['odd name']\", '$.t[0].u', '$.t[1]', $.t.length(), $.id]";
        try (TwoSurfaces unit = lookup("id", "'1'", outputs, crew, "{}")) {
            unit.replies(
                    Map.of(),
                    "{\"f\":{\"a.b\":\"dot\",\"missing\":null,\"q\":2,\"odd name\":3,\"u\":4,\"t\":5,\"length\":2,\"id\":1}}");
        }
    }

    /** L1: rows come from lookups as well; names of steps fold. */
    @Test
    void lookupsSearchLookups() {
        try (TwoSurfaces unit = TwoSurfaces.unit("", """
                        steps:
                        - {name: list-crew, type: call, call: api.list-crew}
                        - {name: some, type: lookup, index: list_crew, match: team, lookupValue: '$.list-crew[*].team', outputParameters: [id, team]}
                        - {name: one, type: lookup, index: some, match: team, lookupValue: b, outputParameters: [id]}
                        - {name: same, type: lookup, index: one, match: id, lookupValue: '2', outputParameters: [id]}
                        """)
                .answering("/crew", "[{\"id\":1,\"team\":\"a\"},{\"id\":2,\"team\":\"b\"},{\"id\":3}]")) {
            unit.replies(Map.of(), "{\"id\":2}");
        }
    }

    /** L2: an overlaid array answer keeps rows; columns that the operation declares are rows. */
    @Test
    void declaredColumnsAreRows() {
        String api = TwoSurfaces.API.replace("{name: list-crew, method: GET}", """
                {name: list-crew, method: GET, outputParameters: [
                        {name: key, type: array, value: '$[*].person.id'}, {name: name, type: array, value: '$[*].person.n'},
                        {name: total, type: number, value: $.length()}]}""");
        String unit = """
                steps:
                - {name: crew, type: call, call: api.list-crew}
                - {name: f, type: lookup, index: crew, match: key, lookupValue: '2', outputParameters: [name, total]}
                """;
        try (TwoSurfaces surfaces = TwoSurfaces.document(TwoSurfaces.yaml(api, "", unit, ""))) {
            surfaces.answering("/crew", "[{\"person\":{\"id\":1,\"n\":\"a\"}},{\"person\":{\"id\":2,\"n\":\"b\"}}]")
                    .replies(Map.of(), "{\"name\":\"b\",\"total\":null}");
        }
    }

    /** F2: one element of XML makes one row, several make columns. */
    @ParameterizedTest
    @CsvSource({
        "<r><id>1</id><n>a</n></r>,1,a",
        "<r><id>1</id><n>a</n><id>2</id><n>b</n></r>,2,b",
        "<r id='1' n='a'/>,1,a"
    })
    void rowsOfXml(String xml, String id, String name) {
        String api = TwoSurfaces.API.replace("list-crew, method: GET", "list-crew, method: GET, outputRawFormat: xml");
        String unit = """
                steps:
                - {name: crew, type: call, call: api.list-crew}
                - {name: f, type: lookup, index: crew, match: id, lookupValue: '%s', outputParameters: [n]}
                """.formatted(id);
        try (TwoSurfaces surfaces = TwoSurfaces.document(TwoSurfaces.yaml(api, "", unit, ""))) {
            surfaces.answering("/crew", UpstreamAnswer.text(200, "text/xml", xml))
                    .replies(Map.of(), "{\"n\":\"" + name + "\"}");
        }
    }

    /** An index that is no earlier step, and a lookup without its parts, are told at load; other units serve. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "index: later, match: a, lookupValue: b, outputParameters: [x] | lookup-index-unknown",
                "index: crews, match: a, lookupValue: b, outputParameters: [x] | lookup-index-unknown",
                "index: look, match: a, lookupValue: b, outputParameters: [x] | lookup-index-unknown",
            })
    void lookupsThatCannotWork(String lookup, String rule) {
        String yaml = TwoSurfaces.yaml(TwoSurfaces.API, "", "steps: [{name: s, type: call, call: api.list-ports}]", "")
                .replace(
                        "- name: u\n",
                        "- {name: t, description: d, steps: [{name: crew, type: call, call: api.list-crew},"
                                + " {name: look, type: lookup, " + lookup
                                + "}, {name: later, type: call, call: api.list-crew}]}\n"
                                + "    - name: u\n");
        try (TwoSurfaces unit = TwoSurfaces.document(yaml)) {
            assertThat(unit.rules()).contains(rule);
            assertThat(unit.served().tools()).hasSize(1);
        }
    }
}
