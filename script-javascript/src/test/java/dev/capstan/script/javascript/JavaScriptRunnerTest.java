package dev.capstan.script.javascript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.script.PreparedScript;
import dev.capstan.engine.spi.script.ScriptException;
import dev.capstan.engine.spi.script.ScriptException.Reason;
import dev.capstan.engine.spi.script.ScriptRunner;
import dev.capstan.testkit.ConfinedScriptRunnerContract;
import dev.capstan.testkit.ScriptSample;
import dev.capstan.testkit.WayOut;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class JavaScriptRunnerTest extends ConfinedScriptRunnerContract {
    @Override
    protected ScriptRunner newRunner() {
        return new JavaScriptRunner();
    }

    @Override
    protected String write(ScriptSample sample) {
        return switch (sample) {
            case NO_RESULT -> "const answer = 42;";
            case CONTEXT -> "result = context;";
            case VARIABLE -> "const result = orderLines;";
            case RESULT_BEFORE -> "result = typeof result === 'undefined' ? 'unset' : result;";
            case USES_DEPENDENCY -> "let result = doubled(context.amount);";
            case DEPENDENCY -> "const two = 2;\nfunction doubled(amount) { return amount * two; }";
            case LEAVES_TRACE -> """
                    result = typeof trace === 'undefined' && !Array.prototype.trace ? 'fresh' : 'seen';
                    globalThis.trace = true;
                    Array.prototype.trace = true;""";
            case FAILS_IN_LINE_3 -> "function check() {\n  if (true) {\n    throw new Error('no stock left');\n  }\n}\ncheck();";
            case UNPARSABLE_IN_LINE_2 -> "const a = 1;\nconst b = ;\n";
            case ENDLESS -> "for (;;) { try { for (;;) {} } catch (e) {} finally { for (;;) {} } }";
            case ENDLESS_RECURSION -> "function again() { return again() + 1; }\nagain();";
            case ENDLESS_MEMORY -> "const all = []; for (;;) all.push(new Float64Array(100000));";
            case NAN -> "result = 0 / 0;";
            case INFINITE_MEMBER -> "result = { rate: 1 / 0 };";
            case FUNCTION_ELEMENT -> "result = [1, () => 2];";
            case CYCLE -> "const result = { name: 'a' }; result.self = result;";
            case DEEP -> "var result = []; for (let i = 1; i < context.levels; i++) result = [result];";
            case LARGE -> "result = 'x'.repeat(context.letters);";
        };
    }

    @Override
    protected List<WayOut> ways(Host host) {
        return JavaScriptWaysOut.each(host);
    }

    @Override
    protected String tryAll(List<WayOut> ways) {
        return JavaScriptWaysOut.tryAll(ways);
    }

    @Override
    protected Map<String, String> endings(Host host) {
        return JavaScriptWaysOut.endings(host);
    }

    @TestFactory
    Stream<DynamicTest> valuesAsJsonWritesThem() {
        return Stream.of(
                        row("undefined", "null"),
                        row("{ a: undefined, b: null, c: [undefined, 1] }", "{\"b\":null,\"c\":[null,1]}"),
                        row("{ a: 1, get b() { return this.a + 1; }, [Symbol('s')]: 3 }", "{\"a\":1,\"b\":2}"),
                        row("new Date(0)", "\"1970-01-01T00:00:00.000Z\""),
                        row("new Map([['a', 1], ['b', new Set([2, 3])]])", "{\"a\":1,\"b\":[2,3]}"),
                        row("new Uint8Array([1, 255])", "[1,255]"),
                        row("[1, , 3]", "[1,null,3]"),
                        row("10n", "10"),
                        row("2n ** 70n", "1180591620717411303424"),
                        row("2 ** 70", "1.1805916207174113E21"),
                        row("-0", "0"),
                        row("1e15 + 0.5", "1.0000000000000005E15"),
                        row("new (class Point { constructor() { this.x = 1; } norm() { return 1; } })()", "{\"x\":1}"),
                        row("JSON.parse('{\"__proto__\": 1}')", "{\"__proto__\":1}"),
                        row("(function* () { yield 1; yield 2; })()", "[1,2]"),
                        row("/a+/.exec('baab')[0]", "\"aa\""))
                .map(row -> DynamicTest.dynamicTest(row[0], () -> assertThat(
                                run("result = " + row[0] + ";", "{}").toString())
                        .isEqualTo(row[1])));
    }

    private static String[] row(String first, String second) {
        return new String[] {first, second};
    }

    @TestFactory
    Stream<DynamicTest> valuesThatJsonDoesNotHave() {
        return Stream.of(
                        row("{ a: Symbol('s') }", "result.a is a symbol"),
                        row("(async () => 1)()", "result is a promise"),
                        row("{ list: [{ fn() {} }] }", "result.list[0].fn is a function"),
                        row("new Map([[1, 2]])", "result has a key that is no text"),
                        row("class A {}", "result is a function"))
                .map(row -> DynamicTest.dynamicTest(row[0], () -> {
                    ScriptException failure = failure("result = " + row[0] + ";", WIDE);
                    assertThat(failure.reason()).isEqualTo(Reason.FAILED);
                    assertThat(failure).hasMessageContaining(row[1]);
                }));
    }

    @TestFactory
    Stream<DynamicTest> failuresInTheScriptsWords() {
        return Stream.of(
                        row("throw 'sold out';", "sold out"),
                        row("throw { code: 7, message: 'sold out' };", "Error: sold out"),
                        row("throw null;", "null"),
                        row("\n\nnull.x;", "TypeError: Cannot read property 'x' of null"),
                        row("\n\nresult = missing;", "ReferenceError: missing is not defined"),
                        row("result = { get a() { throw new Error('in a getter'); } };", "Error: in a getter"),
                        row("throw new Error('x'.repeat(5000));", "Error: xxx"))
                .map(row -> DynamicTest.dynamicTest(row[0], () -> {
                    ScriptException failure = failure(row[0], WIDE);
                    assertThat(failure.reason()).isEqualTo(Reason.FAILED);
                    assertThat(failure.getMessage()).startsWith(row[1]).hasSizeLessThan(1100);
                    assertThat(failure.line()).isEqualTo(row[0].startsWith("\n") ? 3 : 1);
                }));
    }

    @Test
    void variablesCanBeDeclaredAnew() throws ScriptException {
        JsonNode items = JsonNodeFactory.instance.arrayNode().add(1);
        for (String declare : List.of("const", "let", "var")) {
            assertThat(prepare(declare + " items = context['items'].length; result = items;", WIDE)
                            .run(Map.of("items", items), Map.of("items", items), WIDE.timeout())
                            .intValue())
                    .isEqualTo(1);
        }
    }

    @Test
    void variablesHideNoBuiltIn() throws ScriptException {
        JsonNode text = JsonNodeFactory.instance.stringNode("mine");
        for (String name : List.of("Array", "JSON", "console", "toString", "__proto__", "undefined", "globalThis")) {
            assertThat(prepare("result = typeof globalThis['" + name + "'] === 'string';", WIDE)
                            .run(Map.of(), Map.of(name, text), WIDE.timeout())
                            .booleanValue())
                    .as(name)
                    .isFalse();
        }
    }

    @Test
    void modulesAreNotParsed() {
        for (String text : List.of("import x from './x.js';", "export const result = 1;")) {
            assertThatThrownBy(() -> prepare(text, WIDE))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("the script steps/main is no JavaScript, line 1: ");
        }
    }

    @Test
    void whatIsWrittenToTheConsoleGoesNowhere() throws ScriptException {
        assertThat(run("console.log('x'); console.error('y'); result = 1;", "{}").intValue())
                .isEqualTo(1);
    }

    @TestFactory
    Stream<DynamicTest> limits() {
        return Stream.of(
                        row("for (;;) {}", "more than 100000 statements"),
                        row("try { for (;;) {} } finally { result = 1; }", "more than 100000 statements"),
                        row("result = 'x'.repeat(2 ** 29);", "Invalid string length"),
                        row("result = new Float64Array(2 ** 27);", "RangeError"),
                        row("(function again() { return again() + 1; })();", "call stack"),
                        row("result = { get a() { for (;;) {} } };", "more than 100000 statements"))
                .map(row -> DynamicTest.dynamicTest(row[0], () -> {
                    ScriptException failure = failure(row[0], WIDE);
                    assertThat(failure.getMessage()).contains(row[1]);
                    assertThat(failure.reason()).isEqualTo(Reason.LIMIT);
                }));
    }

    @Test
    void aSearchThatTriesAllIsStopped() {
        PreparedScript script = prepare("result = /^(a+)+\\1$/.test('a'.repeat(40) + '!');", WIDE);
        assertThatThrownBy(() -> script.run(Map.of(), Map.of(), Duration.ofMillis(100)))
                .isInstanceOfSatisfying(ScriptException.class, failure -> assertThat(failure.reason())
                        .isEqualTo(Reason.LIMIT));
    }
}
