package dev.capstan.script.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.spi.script.PreparedScript;
import dev.capstan.engine.spi.script.ScriptException;
import dev.capstan.engine.spi.script.ScriptException.Reason;
import dev.capstan.engine.spi.script.ScriptRunner;
import dev.capstan.testkit.ConfinedScriptRunnerContract;
import dev.capstan.testkit.ScriptSample;
import dev.capstan.testkit.WayOut;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class PythonRunnerTest extends ConfinedScriptRunnerContract {
    @Override
    protected ScriptRunner newRunner() {
        return new PythonRunner();
    }

    @Override
    protected String write(ScriptSample sample) {
        return switch (sample) {
            case NO_RESULT -> "answer = 42";
            case CONTEXT -> "result = context";
            case VARIABLE -> "result = orderLines";
            case RESULT_BEFORE -> "result = globals().get('result', 'unset')";
            case USES_DEPENDENCY -> "result = doubled(context['amount'])";
            case DEPENDENCY -> "two = 2\ndef doubled(amount):\n    return amount * two\n";
            case LEAVES_TRACE -> """
                    import builtins, string
                    result = 'seen' if 'trace' in globals() or hasattr(builtins, 'trace') or hasattr(string, 'trace') else 'fresh'
                    trace = builtins.trace = string.trace = True""";
            case FAILS_IN_LINE_3 -> "def check():\n    if True:\n        raise ValueError('no stock left')\ncheck()";
            case UNPARSABLE_IN_LINE_2 -> "a = 1\nb = (\n";
            case ENDLESS -> """
                    while True:
                        try:
                            while True: pass
                        except BaseException: pass
                        finally:
                            while True: pass""";
            case ENDLESS_RECURSION -> "def again():\n    return again() + 1\nagain()";
            case ENDLESS_MEMORY -> "all = []\nwhile True: all.append([0] * 1000000)";
            case NAN -> "result = float('nan')";
            case INFINITE_MEMBER -> "result = {'rate': float('inf')}";
            case FUNCTION_ELEMENT -> "result = [1, lambda: 2]";
            case CYCLE -> "result = {'name': 'a'}\nresult['self'] = result";
            case DEEP -> "result = []\nfor level in range(1, context['levels']): result = [result]";
            case LARGE -> "result = 'x' * context['letters']";
        };
    }

    @Override
    protected List<WayOut> ways(Host host) throws IOException {
        return PythonWaysOut.each(host);
    }

    @Override
    protected String tryAll(List<WayOut> ways) {
        return PythonWaysOut.tryAll(ways);
    }

    @Override
    protected Map<String, String> endings(Host host) {
        return PythonWaysOut.endings(host);
    }

    @TestFactory
    Stream<DynamicTest> valuesAsJsonWritesThem() {
        return Stream.of(
                        row("None", "null"),
                        row("(1, 'two', True)", "[1,\"two\",true]"),
                        row("sorted({3, 1}) + list(frozenset([2]))", "[1,3,2]"),
                        row("{7}", "[7]"),
                        row("{'a': 1}.keys()", "[\"a\"]"),
                        row("{'a': {'b': [None]}}", "{\"a\":{\"b\":[null]}}"),
                        row("1.0", "1"),
                        row("2 ** 70", "1180591620717411303424"),
                        row("2.0 ** 70", "1.1805916207174113E21"),
                        row("range(3)", "[0,1,2]"),
                        row("len(context)", "0"),
                        row("__import__('json').loads('[1, {\"a\": 2.5}]')", "[1,{\"a\":2.5}]"))
                .map(row -> DynamicTest.dynamicTest(row[0], () -> assertThat(
                                run("result = " + row[0], "{}").toString())
                        .isEqualTo(row[1])));
    }

    private static String[] row(String first, String second) {
        return new String[] {first, second};
    }

    @TestFactory
    Stream<DynamicTest> valuesThatJsonDoesNotHave() {
        return Stream.of(
                        row("b'bytes'", "result is bytes"),
                        row("{'when': __import__('datetime').date(2026, 1, 1)}", "result.when is an object of the type date"),
                        row("[object()]", "result[0] is an object of the type object"),
                        row("[1, 2j]", "result[1] is an object of the type complex"),
                        row("{1: 2}", "result has a key that is no text"),
                        row("int", "result is a function"))
                .map(row -> DynamicTest.dynamicTest(row[0], () -> {
                    ScriptException failure = failure("result = " + row[0], WIDE);
                    assertThat(failure.reason()).isEqualTo(Reason.FAILED);
                    assertThat(failure).hasMessageContaining(row[1]);
                }));
    }

    @TestFactory
    Stream<DynamicTest> failuresInTheScriptsWords() {
        return Stream.of(
                        row("\n\nraise ValueError('sold out')", "ValueError: sold out"),
                        row("\n\ncontext['missing']", "KeyError: 'missing'"),
                        row("\n\nresult = missing", "NameError: name 'missing' is not defined"),
                        row("\n\nraise SystemExit('bye')", "the script ended itself"),
                        row("\n\nimport json; json.loads('{')", "JSONDecodeError: "),
                        row("\n\nimport missing", "ModuleNotFoundError: No module named 'missing'"))
                .map(row -> DynamicTest.dynamicTest(row[0], () -> {
                    ScriptException failure = failure(row[0], WIDE);
                    assertThat(failure.getMessage()).startsWith(row[1]);
                    assertThat(failure.reason()).isEqualTo(Reason.FAILED);
                    assertThat(failure.line()).isEqualTo(3);
                }));
    }

    @Test
    void variablesHideNoBuiltIn() throws ScriptException {
        JsonNode text = JsonNodeFactory.instance.stringNode("mine");
        for (String name : List.of("len", "str", "__name__", "__builtins__", "print")) {
            assertThat(prepare("result = globals().get('" + name + "') == 'mine'", WIDE)
                            .run(Map.of(), Map.of(name, text), WIDE.timeout())
                            .booleanValue())
                    .as(name)
                    .isFalse();
        }
    }

    @Test
    void whatIsPrintedGoesNowhere() throws ScriptException {
        assertThat(run("print('x')\nresult = __name__", "{}").asString()).isEqualTo("__main__");
    }

    @TestFactory
    Stream<DynamicTest> limits() {
        return Stream.of(
                        row("while True:\n  pass", "more than 100000 statements"),
                        row("try:\n  while True:\n    pass\nfinally:\n  result = 1", "more than 100000 statements"),
                        row("x = [0] * 10 ** 9", "MemoryError"),
                        row("def again(): return again()\nagain()", "RecursionError"))
                .map(row -> DynamicTest.dynamicTest(row[0], () -> {
                    ScriptException failure = failure(row[0], WIDE);
                    assertThat(failure.getMessage()).contains(row[1]);
                    assertThat(failure.reason()).isEqualTo(Reason.LIMIT);
                }));
    }

    @Test
    void aSleepIsStopped() {
        PreparedScript script = prepare("import time\ntime.sleep(1000)", WIDE);
        assertThatThrownBy(() -> script.run(Map.of(), Map.of(), Duration.ofMillis(100)))
                .isInstanceOfSatisfying(ScriptException.class, failure -> assertThat(failure.reason())
                        .isEqualTo(Reason.LIMIT));
    }
}
