package dev.capstan.endtoend.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.DocumentException;
import dev.capstan.engine.configuration.EngineConfiguration;
import dev.capstan.engine.configuration.ScriptingConfiguration;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Steps that run scripts, as documents and clients see them: J1 to J7. */
class ScriptsTest {
    private static final String CONTROL = """
              - type: control
                port: 9091
                management: {scripting: {%s}}
            """;

    @TempDir
    Path folder;

    private void file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String location() {
        return "file://" + folder;
    }

    /** A script after a call of list-crew; {@code more} is YAML of further fields of the step. */
    private String unit(String file, String more) {
        return """
                steps:
                - {name: list-crew, type: call, call: api.list-crew}
                - {name: do-it, type: script, file: %s%s}
                - {name: after, type: call, call: api.list-ships, with: {status: $.do-it.status}}
                mappings:
                - {targetName: r, value: $.do-it}
                """.formatted(file, more);
    }

    private TwoSurfaces script(String file, String script, String more) throws IOException {
        file(file, script);
        return TwoSurfaces.unit(
                        "org-name string, limit integer?", unit(file, ", location: '" + location() + "'" + more))
                .answering("/crew", "[{\"n\":\"a\",\"active\":true,\"k\":1.5},{\"n\":\"b\",\"active\":false}]");
    }

    /** J1: `context` holds arguments, steps by exact name, and keys of `with`, the later winning; each is a variable too. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "s.js | var result = {org: context['org-name'], same: orgName, limit: context.limit === null, "
                        + "first: context['list-crew'][0].n, count: listCrew.length, extra: context['extra-key'].a[0] + 1, "
                        + "over: limitless, keys: Object.keys(context).sort().join()};",
                "s.mjs | const result = {org: context['org-name'], same: orgName, limit: context.limit === null, "
                        + "first: context['list-crew'][0].n, count: listCrew.length, extra: extraKey.a[0] + 1, "
                        + "over: context.limitless, keys: Object.keys(context).sort().join()};",
                "s.py | result = {'org': context['org-name'], 'same': orgName, 'limit': context['limit'] is None, "
                        + "'first': context['list-crew'][0]['n'], 'count': len(listCrew), "
                        + "'extra': context['extra-key']['a'][0] + 1, 'over': limitless, 'keys': ','.join(sorted(context.keys()))}",
            })
    void scriptsSeeArgumentsStepsAndWith(String file, String script) throws IOException {
        String with = ", with: {extra-key: '{{list-crew[0]}}', limitless: 'x {{org-name}}'}";
        try (TwoSurfaces unit = script(file, script, with)) {
            unit.answering("/crew", "[{\"n\":\"a\",\"a\":[41]},{}]").replies(Map.of("org-name", "o"), """
                    {"r":{"org":"o","same":"o","limit":true,"first":"a","count":2,"extra":42,"over":"x o",
                     "keys":"extra-key,limit,limitless,list-crew,org-name"}}""");
        }
    }

    /** A script's value is a step's like any other: paths reach into it, and later steps use it. */
    @Test
    void laterStepsUseWhatScriptsGive() throws IOException {
        try (TwoSurfaces unit = script(
                "s.js", "const result = {status: context['list-crew'].filter(m => m.active).map(m => m.n)}", "")) {
            unit.replies(Map.of("org-name", "o"), "{\"r\":{\"status\":[\"a\"]}}");
            assertThat(unit.sent()).containsExactly("GET /crew", "GET /ships?status=a");
        }
    }

    /** L1: the rows of a lookup may be a script's. */
    @Test
    void lookupsSearchWhatScriptsGive() throws IOException {
        file("s.js", "var result = context.rows.map(r => ({id: r, n: 'n' + r}))");
        try (TwoSurfaces unit = TwoSurfaces.unit("rows array", """
                steps:
                - {name: s, type: script, location: '%s', file: s.js}
                - {name: l, type: lookup, index: s, match: id, lookupValue: '2', outputParameters: [n]}
                """.formatted(location()))) {
            unit.replies(Map.of("rows", java.util.List.of(1, 2)), "{\"n\":\"n2\"}");
        }
    }

    @Test
    void dependenciesAreEvaluatedBefore() throws IOException {
        file("lib/a-b.js", "function twice(x) { return 2 * x }");
        file("lib/c.js", "const four = twice(2)");
        try (TwoSurfaces unit = script("s.js", "result = four + twice(3)", ", dependencies: [lib/a-b.js, lib/c.js]")) {
            unit.replies(Map.of("org-name", "o"), "{\"r\":10}");
        }
    }

    /** J2: what is not set is null; what is no JSON fails the step. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "s.js | let x = 1 | null",
                "s.js | var result = {a: undefined, b: [undefined, 1], c: 2 ** 40} | {\"b\":[null,1],\"c\":1099511627776}",
                "s.py | result = {'t': (1, 2), 'n': None, 'big': 2 ** 70} | {\"t\":[1,2],\"n\":null,\"big\":1180591620717411303424}",
            })
    void whatScriptsGive(String file, String script, String expected) throws IOException {
        try (TwoSurfaces unit = script(file, script, "")) {
            unit.replies(Map.of("org-name", "o"), "{\"r\":" + expected + "}");
        }
    }

    /** J5: a failing script is 500 with step, language, the script's own message and line; an error result in MCP. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "s.js | javascript | `\n\nthrow new Error('no such thing')` | no such thing | line 3",
                "s.js | javascript | `\nlet a = null; a.b` | null | line 2",
                "s.js | javascript | var result = NaN | result | `s.js`",
                "s.py | python | `\nraise ValueError('bad value')` | bad value | line 2",
            })
    void failingScripts(String file, String language, String script, String message, String where) throws IOException {
        try (TwoSurfaces unit = script(file, script, "")) {
            JsonNode problem = unit.problem(Map.of("org-name", "o"), 500);
            assertThat(problem.path("code").asString()).isEqualTo("script-failed");
            assertThat(problem.path("step").asString()).isEqualTo("do-it");
            assertThat(problem.path("language").asString()).isEqualTo(language);
            assertThat(problem.path("detail").asString())
                    .contains("do-it", message, where)
                    .doesNotContain(folder.toString(), "org.graalvm", "\tat ");
            assertThat(unit.sent()).containsExactly("GET /crew");
        }
    }

    /** J5, J4: limits of the control adapter hold while its port is not served. */
    @ParameterizedTest
    @CsvSource({"timeout: 300,while (true) {}", "statementLimit: 1000,'for (let i = 0; i < 1e9; i++) { i; }'"})
    void limits(String limit, String script) throws IOException {
        file("s.js", script);
        String yaml = TwoSurfaces.yaml(TwoSurfaces.API, "", unit("s.js", ""), "")
                + CONTROL.formatted(limit + ", defaultLocation: '" + location() + "'");
        try (TwoSurfaces unit = TwoSurfaces.document(yaml).answering("/crew", "[]")) {
            JsonNode problem = unit.problem(Map.of(), 500);
            assertThat(problem.path("code").asString()).isEqualTo("script-limit");
            assertThat(problem.path("step").asString()).isEqualTo("do-it");
        }
    }

    /** J4: language and location are the control adapter's where the step has none; a language of its own wins. */
    @Test
    void defaultsAreTheControlAdapters() throws IOException {
        file("plain.script", "result = [x for x in [1, 2]]");
        file("other.script", "var result = [1, 2].map(x => x + 1)");
        String yaml = TwoSurfaces.yaml(TwoSurfaces.API, "", """
                        steps:
                        - {name: p, type: script, file: plain.script}
                        - {name: j, type: script, file: other.script, language: javascript}
                        mappings: [{targetName: p, value: $.p}, {targetName: j, value: $.j}]
                        """, "")
                + CONTROL.formatted("defaultLanguage: python, defaultLocation: '" + location() + "'");
        try (TwoSurfaces unit = TwoSurfaces.document(yaml)) {
            unit.replies(Map.of(), "{\"p\":[1,2],\"j\":[2,3]}");
        }
    }

    /** J3: what cannot run is dead at load, named by step; the rest serves. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "file: nope.js, location: HERE | `` | script-unusable",
                "file: ../outside.js, location: HERE | `` | script-unusable",
                "file: sub/../s.js, location: HERE | `` | script-unusable",
                "file: link.js, location: HERE | `` | script-unusable",
                "file: s.js, location: HERE/none | `` | script-unusable",
                "file: s.js, location: HERE, dependencies: [nope.js] | `` | script-unusable",
                "file: broken.js, location: HERE | `` | script-unusable",
                "file: s.groovy, location: HERE | `` | script-unusable",
                "file: s.js | `` | naftiko-script-defaults-required",
                "file: s.txt, location: HERE | `` | naftiko-script-defaults-required",
                "file: s.js, location: HERE | allowedLanguages: [python] | script-unusable",
                "file: s.js, location: HERE | enabled: false | script-unusable",
            })
    void scriptsThatCannotRun(String step, String scripting, String rule) throws IOException {
        file("s.js", "var result = 1");
        file("s.txt", "var result = 1");
        file("s.groovy", "result = 1");
        file("broken.js", "var result = {");
        Files.writeString(folder.resolveSibling(folder.getFileName() + "-outside.js"), "var result = 1");
        Files.createSymbolicLink(
                folder.resolve("link.js"), folder.resolveSibling(folder.getFileName() + "-outside.js"));
        String yaml = TwoSurfaces.yaml(TwoSurfaces.API, "", "call: api.list-ports", "")
                .replace(
                        "    - name: u\n",
                        "    - {name: t, description: d, steps: [{type: script, name: the-step, "
                                + step.replace("HERE", location()) + "}]}\n    - name: u\n");
        try (TwoSurfaces unit =
                TwoSurfaces.document(scripting.isEmpty() ? yaml : yaml + CONTROL.formatted(scripting))) {
            assertThat(unit.rules()).contains(rule);
            assertThat(unit.served().tools()).hasSize(1);
            assertThat(unit.served().status().diagnostics())
                    .filteredOn(diagnostic -> diagnostic.rule().equals("script-unusable"))
                    .allSatisfy(diagnostic -> assertThat(diagnostic.message()).contains("\"the-step\""));
        }
    }

    /** J7: Groovy runs only where the engine's configuration trusts it. */
    @Test
    void groovyRunsWhereItIsTrusted() throws IOException {
        file("s.groovy", "result = [n: context['list-crew'].size(), org: orgName]");
        String yaml = TwoSurfaces.yaml(
                TwoSurfaces.API, "org-name string", unit("s.groovy", ", location: '" + location() + "'"), "");
        assertThatThrownBy(() -> TwoSurfaces.document(yaml))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("scripting: groovy: trusted");
        EngineConfiguration trusting = ServedDocument.onFreePorts().toBuilder()
                .scripting(new ScriptingConfiguration(Set.of("groovy"), 0))
                .build();
        try (TwoSurfaces unit = TwoSurfaces.document(yaml, settings -> settings.configuration(trusting))) {
            unit.answering("/crew", "[1,2,3]").replies(Map.of("org-name", "o"), "{\"r\":{\"n\":3,\"org\":\"o\"}}");
        }
    }

    /** J6: runs share nothing, and each has what its own call gave. */
    @Test
    void runsShareNothing() throws IOException {
        try (TwoSurfaces unit =
                script("s.js", "globalThis.seen = (globalThis.seen || 0) + 1; result = orgName + seen", "")) {
            unit.replies(Map.of("org-name", "a"), "{\"r\":\"a1\"}");
            unit.replies(Map.of("org-name", "b"), "{\"r\":\"b1\"}");
        }
    }

    /** The ways out that a script may try are not there; the runners' own tests try many more. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "s.js | var result = [typeof Java, typeof Polyglot, typeof require, typeof process, typeof fetch, typeof load].join()"
                        + " | undefined,undefined,undefined,undefined,undefined,undefined",
                "s.py | `try:\n  open('/etc/passwd').read()\n  result = 'read'\nexcept Exception as e:\n  result = 'no'` | no",
            })
    void thereIsNoWayOut(String file, String script, String expected) throws IOException {
        try (TwoSurfaces unit = script(file, script, "")) {
            unit.replies(Map.of("org-name", "o"), "{\"r\":\"" + expected + "\"}");
        }
    }

    /** A failing call before a script: the script is not run, and the step that failed is told. */
    @Test
    void scriptsDoNotRunAfterAFailure() throws IOException {
        try (TwoSurfaces unit = script("s.js", "throw new Error('ran')", "")) {
            unit.answering("/crew", UpstreamAnswer.json(403, "{\"message\":\"forbidden\"}"));
            assertThat(unit.problem(Map.of("org-name", "o"), 403).path("step").asString())
                    .isEqualTo("list-crew");
        }
    }
}
