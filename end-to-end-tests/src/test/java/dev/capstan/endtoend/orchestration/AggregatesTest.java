package dev.capstan.endtoend.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.DocumentException;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Units that take their fields from an aggregate function: G1 to G3, G5, G6. */
class AggregatesTest {
    private static final String FUNCTIONS = """
            - label: Fleet
              namespace: fleet
              functions:
              - name: ship
                description: Of the function.
                semantics: {safe: true, idempotent: true, cacheable: true}
                inputParameters:
                - {name: ship-imo, type: string, description: The number.}
                - {name: verbose, type: boolean, description: More of it., required: false}
                call: api.probe
                with: {part: ship-imo, q: fleet.verbose, X-Probe: 'v {{ship_imo}}', session: $.ship-imo}
                outputParameters: [{type: object, properties: {n: {type: string, mapping: $.name}}}]
              - name: crewed
                description: Of the steps.
                inputParameters: [{name: imo, type: string, description: d}]
                steps:
                - {name: get-ship, type: call, call: api.get-ship, with: {imo: imo}}
                - {name: crew, type: call, call: api.list-crew}
                - {name: one, type: lookup, index: crew, match: id, lookupValue: $.get-ship.captain, outputParameters: [n]}
                mappings:
                - {targetName: name, value: $.get-ship.name}
                - {targetName: captain, value: $.one.n}
                - {targetName: asked, value: '{{imo}}'}
                outputParameters: [{name: name, type: string}, {name: captain, type: string}, {name: asked, type: number}]
            """;

    private static TwoSurfaces unit(String inputs, String unit) {
        return TwoSurfaces.document(TwoSurfaces.yaml(TwoSurfaces.API, inputs, unit, FUNCTIONS))
                .answering("/probe/9", "{\"name\":\"Star\",\"extra\":1}")
                .answering("/ships/9", "{\"name\":\"Star\",\"captain\":2,\"extra\":1}")
                .answering("/crew", "[{\"id\":1,\"n\":\"a\"},{\"id\":2,\"n\":\"b\"}]");
    }

    /** G1: call, with and outputs are the function's; G3: its arguments by bare name, qualified, in braces, by path. */
    @Test
    void aUnitTakesOverWhatTheFunctionDoes() {
        try (TwoSurfaces unit = unit("", "ref: fleet.ship")) {
            unit.replies(Map.of("ship-imo", "9", "verbose", "true"), "{\"n\":\"Star\"}");
            assertThat(unit.sent()).containsExactly("GET /probe/9?q=true");
            unit.mcp(Map.of("ship-imo", "9"));
            assertThat(unit.requests()).singleElement().satisfies(request -> {
                assertThat(request.target()).isEqualTo("/probe/9");
                assertThat(request.header("X-Probe")).isEqualTo("v 9");
                assertThat(request.header("Cookie")).isEqualTo("session=9");
            });
        }
    }

    /** G1: steps, mappings and outputs come as one block. */
    @Test
    void aUnitTakesOverSteps() {
        try (TwoSurfaces unit = unit("", "ref: fleet.crewed")) {
            unit.replies(Map.of("imo", "9"), "{\"name\":\"Star\",\"captain\":\"b\",\"asked\":9}");
            assertThat(unit.sent()).containsExactlyInAnyOrder("GET /ships/9", "GET /crew");
        }
    }

    /** G1: names, descriptions and inputs are the function's where the unit has none; a tool needs no name. */
    @Test
    void descriptionsAndInputsAreInherited() {
        String yaml = TwoSurfaces.yaml(TwoSurfaces.API, "", "ref: fleet.ship", FUNCTIONS)
                .replace("- name: u\n      description: d\n      ref: fleet.ship", "- ref: fleet.ship");
        try (TwoSurfaces unit = TwoSurfaces.document(yaml)) {
            JsonNode tool = unit.served().tool("ship");
            assertThat(tool.path("description").asString()).isEqualTo("Of the function.");
            assertThat(tool.at("/inputSchema/properties").propertyNames()).containsExactly("ship-imo", "verbose");
            assertThat(tool.at("/inputSchema/properties/ship-imo/description").asString())
                    .isEqualTo("The number.");
            assertThat(tool.at("/inputSchema/required")).isEqualTo(ServedDocument.json("[\"ship-imo\"]"));
            assertThat(tool.at("/outputSchema/properties").propertyNames()).containsExactly("n");
        }
    }

    /** G1: the unit's own name and description win. */
    @Test
    void ownDescriptionsWin() {
        try (TwoSurfaces unit = unit("", "ref: fleet.ship")) {
            assertThat(unit.served().tool("u").path("description").asString()).isEqualTo("d");
        }
    }

    /** G1: own outputs are evaluated on the operation's answer, not on the function's reply. */
    @Test
    void ownOutputsSeeTheOperationsAnswer() {
        try (TwoSurfaces unit = unit("", """
                ref: fleet.ship
                outputParameters: [{type: object, properties: {x: {type: number, mapping: $.extra}}}]
                """)) {
            unit.replies(Map.of("ship-imo", "9"), "{\"x\":1}");
        }
        try (TwoSurfaces unit = unit("", """
                ref: fleet.crewed
                outputParameters: [{name: captain, type: string}]
                """)) {
            unit.replies(Map.of("imo", "9"), "{\"captain\":\"b\"}");
        }
    }

    /** G1: own call or own steps replace the whole block; the function's inputs stay. */
    @Test
    void ownCallsReplaceTheBlock() {
        try (TwoSurfaces unit =
                unit("", "ref: fleet.crewed\ncall: api.list-ports\noutputParameters: [{type: object}]")) {
            unit.reply(Map.of("imo", "9"));
            assertThat(unit.sent()).containsExactly("GET /ports");
        }
        try (TwoSurfaces unit = unit("", """
                ref: fleet.crewed
                steps: [{name: own, type: call, call: api.get-ship, with: {imo: '{{imo}}'}}]
                mappings: [{targetName: name, value: $.own.name}]
                """)) {
            unit.replies(Map.of("imo", "9"), "{\"name\":\"Star\",\"captain\":null,\"asked\":null}");
            assertThat(unit.sent()).containsExactly("GET /ships/9");
        }
    }

    /** G1: an input of the same folded name is the unit's; what the function requires is required all the same. */
    @Test
    void ownInputsWinOneByOne() {
        try (TwoSurfaces unit = unit("ship_imo integer?", "ref: fleet.ship")) {
            JsonNode schema = unit.served().tool("u").path("inputSchema");
            assertThat(schema.at("/properties").propertyNames()).containsExactlyInAnyOrder("ship_imo", "verbose");
            assertThat(schema.at("/properties/ship_imo/type").asString()).isEqualTo("integer");
            assertThat(schema.at("/required")).isEqualTo(ServedDocument.json("[\"ship_imo\"]"));
            unit.reply(Map.of("ship_imo", "9"));
            assertThat(unit.sent()).containsExactly("GET /probe/9");
            assertThat(unit.rest(Map.of("ship_imo", "x")).statusCode()).isEqualTo(400);
            assertThat(unit.rest(Map.of()).statusCode()).isEqualTo(400);
            assertThat(unit.sent()).isEmpty();
        }
    }

    /** G2: `with` beside `ref` gives values to the function's arguments, in the adapter's terms. */
    @Test
    void withBesideRefGivesTheFunctionsArguments() {
        List<String[]> rows = TwoSurfaces.rows("""
                {ship-imo: '9'} | GET /probe/9
                {ship_imo: '9', verbose: true} | GET /probe/9?q=true
                {ship-imo: '{{who}}'} | GET /probe/ann
                {ship-imo: $.who} | GET /probe/ann
                {ship-imo: 'x-{{who}}'} | GET /probe/x-ann
                {ship-imo: who} | GET /probe/who
                {ship-imo: 7} | GET /probe/7
                """);
        StringBuilder tools = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            tools.append("    - {name: t" + i + ", ref: fleet.ship, with: " + rows.get(i)[0]
                    + ", inputParameters: [{name: who, type: string, description: d, required: false}]}\n");
        }
        String yaml = TwoSurfaces.yaml(TwoSurfaces.API, "", "ref: fleet.ship", FUNCTIONS)
                .replace("    - name: u\n", tools + "    - name: u\n");
        try (TwoSurfaces unit = TwoSurfaces.document(yaml)) {
            for (int i = 0; i < rows.size(); i++) {
                unit.served().call("t" + i, Map.of("who", "ann"));
                assertThat(unit.sent()).as(rows.get(i)[0]).containsExactly(rows.get(i)[1]);
            }
        }
    }

    /** G2: an argument that the unit passes on under its own name stays required, and one that a required input is made of becomes so. */
    @Test
    void passedOnArgumentsStayRequired() {
        String yaml = TwoSurfaces.yaml(TwoSurfaces.API, "", "ref: fleet.crewed\nwith: {imo: '{{imo}}'}", FUNCTIONS);
        try (TwoSurfaces unit = TwoSurfaces.document(yaml)) {
            assertThat(unit.served().tool("u").at("/inputSchema/required")).isEqualTo(ServedDocument.json("[\"imo\"]"));
            assertThat(unit.served()
                            .tool("u")
                            .at("/inputSchema/properties/imo/description")
                            .asString())
                    .isEqualTo("d");
            assertThat(unit.rest(Map.of()).statusCode()).isEqualTo(400);
        }
        try (TwoSurfaces unit = unit("who string?", "ref: fleet.crewed\nwith: {imo: '{{who}}'}")) {
            assertThat(unit.served().tool("u").at("/inputSchema/required")).isEqualTo(ServedDocument.json("[\"who\"]"));
            assertThat(unit.rest(Map.of()).statusCode()).isEqualTo(400);
            unit.reply(Map.of("who", "9"));
        }
    }

    /** G2: the adapter's own namespace names its arguments there. */
    @Test
    void withBesideRefIsInTheAdaptersTerms() {
        String yaml = TwoSurfaces.yaml(
                        TwoSurfaces.API, "who string", "ref: fleet.crewed\nwith: {imo: agent.who}", FUNCTIONS)
                .replaceFirst("agent.who", "web.who");
        try (TwoSurfaces unit = TwoSurfaces.document(yaml)) {
            unit.reply(Map.of("who", "9"));
            assertThat(unit.sent()).contains("GET /ships/9");
        }
    }

    /** G2: a key that is a parameter of the operation sets it, and wins over the function's `with`; any other key warns. */
    @Test
    void withBesideRefReachesTheOperation() {
        try (TwoSurfaces unit =
                unit("who string", "ref: fleet.ship\nwith: {session: '{{who}}', X-Probe: mine, odd: 1}")) {
            unit.mcp(Map.of("who", "ann", "ship-imo", "9"));
            assertThat(unit.requests()).singleElement().satisfies(request -> {
                assertThat(request.header("Cookie")).isEqualTo("session=ann");
                assertThat(request.header("X-Probe")).isEqualTo("mine");
            });
            assertThat(unit.rules()).contains("with-unknown-key");
        }
    }

    /** G3: a namespace of an adapter is a literal inside a function, with a warning. */
    @Test
    void adaptersAreUnknownInsideFunctions() {
        String functions = """
                - label: F
                  namespace: f
                  functions:
                  - name: g
                    description: d
                    inputParameters: [{name: a, type: string, description: d}]
                    call: api.probe
                    with: {part: '{{a}}', q: agent.a, X-Probe: web.a}
                """;
        try (TwoSurfaces unit = TwoSurfaces.document(TwoSurfaces.yaml(TwoSurfaces.API, "", "ref: f.g", functions))) {
            unit.mcp(Map.of("a", "1"));
            assertThat(unit.requests()).singleElement().satisfies(request -> {
                assertThat(request.target()).isEqualTo("/probe/1?q=agent.a");
                assertThat(request.header("X-Probe")).isEqualTo("web.a");
            });
            assertThat(unit.rules()).contains("with-foreign-prefix");
        }
    }

    /** G3: an argument of the unit that the function does not have is not seen inside of it. */
    @Test
    void theUnitsOwnArgumentsAreUnknownInsideFunctions() {
        String functions = """
                - label: F
                  namespace: f
                  functions:
                  - name: g
                    description: d
                    inputParameters: [{name: a, type: string, description: d}]
                    call: api.probe
                    with: {part: '{{a}}'}
                """;
        try (TwoSurfaces unit =
                TwoSurfaces.document(TwoSurfaces.yaml(TwoSurfaces.API, "q string?", "ref: f.g", functions))) {
            unit.reply(Map.of("a", "1", "q", "leak"));
            assertThat(unit.sent()).containsExactly("GET /probe/1");
        }
    }

    /** G5: hints follow from semantics; explicit ones win one by one. */
    @Test
    void hintsFollowFromSemantics() {
        List<String[]> rows = TwoSurfaces.rows("""
                {safe: true, idempotent: true} |  | {"readOnlyHint":true,"destructiveHint":false,"idempotentHint":true}
                {safe: true} |  | {"readOnlyHint":true,"destructiveHint":false}
                {safe: false, idempotent: true} |  | {"readOnlyHint":false,"idempotentHint":true}
                {idempotent: false} |  | {"readOnlyHint":false,"idempotentHint":false}
                {cacheable: true} |  | {"readOnlyHint":false}
                {safe: true, idempotent: true} | {destructive: true, openWorld: true} | {"readOnlyHint":true,"destructiveHint":true,"idempotentHint":true,"openWorldHint":true}
                {safe: true} | {readOnly: false} | {"readOnlyHint":false,"destructiveHint":false}
                """);
        StringBuilder functions = new StringBuilder("- label: F\n  namespace: f\n  functions:\n");
        StringBuilder tools = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            String[] row = rows.get(i);
            functions.append(
                    "  - {name: g" + i + ", description: d, call: api.list-ports, outputParameters: [{type: object}]"
                            + (row[0].isEmpty() ? "" : ", semantics: " + row[0]) + "}\n");
            tools.append("    - {ref: f.g" + i + (row[1].isEmpty() ? "" : ", hints: " + row[1]) + "}\n");
        }
        String yaml = TwoSurfaces.yaml(TwoSurfaces.API, "", "call: api.list-ports", functions.toString())
                .replace("    - name: u\n", tools + "    - name: u\n");
        try (TwoSurfaces unit = TwoSurfaces.document(yaml)) {
            for (int i = 0; i < rows.size(); i++) {
                JsonNode annotations = unit.served().tool("g" + i).path("annotations");
                JsonNode expected = ServedDocument.json(rows.get(i)[2]);
                // Hints that nothing speaks of follow from the methods of what is called.
                for (Map.Entry<String, JsonNode> hint : expected.properties()) {
                    assertThat(annotations.get(hint.getKey()))
                            .as(rows.get(i)[0] + " " + rows.get(i)[1] + " " + hint.getKey())
                            .isEqualTo(hint.getValue());
                }
            }
        }
    }

    /** G6: unknown functions and repeated names are errors of the document. */
    @ParameterizedTest
    @ValueSource(strings = {"fleet.nope", "fleets.ship", "ship"})
    void anUnknownRefRefusesTheDocument(String ref) {
        assertThatThrownBy(() -> unit("", "ref: " + ref)).isInstanceOf(DocumentException.class);
    }

    @Test
    void repeatedNamesRefuseTheDocument() {
        String twice = FUNCTIONS.replace("name: crewed", "name: ship");
        assertThatThrownBy(() -> TwoSurfaces.document(TwoSurfaces.yaml(TwoSurfaces.API, "", "ref: fleet.ship", twice)))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("fleet.ship");
        String aggregates =
                FUNCTIONS + FUNCTIONS.replace("name: ship", "name: other").replace("name: crewed", "name: o2");
        assertThatThrownBy(() ->
                        TwoSurfaces.document(TwoSurfaces.yaml(TwoSurfaces.API, "", "ref: fleet.ship", aggregates)))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("fleet");
    }

    /** One function, many units: each has its own arguments. */
    @Test
    void severalUnitsOfOneFunction() {
        String yaml = TwoSurfaces.yaml(TwoSurfaces.API, "", "ref: fleet.crewed", FUNCTIONS)
                .replace(
                        "    - name: u\n", "    - {name: fixed, ref: fleet.crewed, with: {imo: '9'}}\n    - name: u\n");
        try (TwoSurfaces unit = TwoSurfaces.document(yaml)) {
            unit.answering("/ships/9", "{\"name\":\"nine\"}").answering("/ships/8", "{\"name\":\"eight\"}");
            assertThat(unit.served()
                            .call("fixed", Map.of())
                            .at("/structuredContent/name")
                            .asString())
                    .isEqualTo("nine");
            assertThat(unit.reply(Map.of("imo", "8")).path("name").asString()).isEqualTo("eight");
            List<String> names = new ArrayList<>();
            unit.served().tools().forEach(tool -> names.add(tool.path("name").asString()));
            assertThat(names).containsExactly("fixed", "u");
        }
    }

    /** A failing step of a function is told as that of any unit. */
    @Test
    void aFailingStepOfAFunction() {
        try (TwoSurfaces unit = unit("", "ref: fleet.crewed")) {
            unit.answering("/ships/9", UpstreamAnswer.json(404, "{\"error\":{\"message\":\"none\"}}"))
                    .onceRequested("/ships/9", "/crew");
            JsonNode problem = unit.problem(Map.of("imo", "9"), 404);
            assertThat(problem.path("step").asString()).isEqualTo("get-ship");
            assertThat(problem.path("detail").asString()).endsWith(": none");
        }
    }
}
