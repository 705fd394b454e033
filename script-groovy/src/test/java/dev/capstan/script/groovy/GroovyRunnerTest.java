package dev.capstan.script.groovy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.script.PreparedScript;
import dev.capstan.engine.spi.script.ScriptException;
import dev.capstan.engine.spi.script.ScriptException.Reason;
import dev.capstan.engine.spi.script.ScriptRunner;
import dev.capstan.engine.spi.script.ScriptSource;
import dev.capstan.testkit.ScriptRunnerContract;
import dev.capstan.testkit.ScriptSample;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GroovyRunnerTest extends ScriptRunnerContract {
    @Override
    protected ScriptRunner newRunner() {
        return new GroovyRunner();
    }

    @Override
    protected String write(ScriptSample sample) {
        return switch (sample) {
            case NO_RESULT -> "answer = 42";
            case CONTEXT -> "result = context";
            case VARIABLE -> "result = orderLines";
            case RESULT_BEFORE -> "result = binding.hasVariable('result') ? result : 'unset'";
            case USES_DEPENDENCY -> "result = doubled(context.amount)";
            case DEPENDENCY -> "two = 2\ndef doubled(amount) { amount * two }";
            case LEAVES_TRACE -> """
                    class Traces { static boolean any }
                    result = binding.hasVariable('trace') || Traces.any ? 'seen' : 'fresh'
                    trace = true
                    Traces.any = true""";
            case FAILS_IN_LINE_3 -> "def check() {\n  if (true) {\n    throw new IllegalStateException('no stock left')\n  }\n}\ncheck()";
            case UNPARSABLE_IN_LINE_2 -> "a = 1\nb = )\n";
            case ENDLESS -> "while (true) {}";
            case ENDLESS_RECURSION -> "def again() { again() + 1 }\nagain()";
            case ENDLESS_MEMORY -> "all = []\nwhile (true) all << new byte[1000000]";
            case NAN -> "result = Double.NaN";
            case INFINITE_MEMBER -> "result = [rate: Double.POSITIVE_INFINITY]";
            case FUNCTION_ELEMENT -> "result = [1, { 2 }]";
            case CYCLE -> "result = [name: 'a']\nresult.self = result";
            case DEEP -> "result = []\nfor (int i = 1; i < context.levels; i++) result = [result]";
            case LARGE -> "result = 'x' * context.letters";
        };
    }

    @Test
    void saysThatItIsNotConfined() {
        assertThat(runner().isConfined()).isFalse();
    }

    @TestFactory
    Stream<DynamicTest> valuesAsJsonWritesThem() {
        return Stream.of(
                        row("[a: 1, \"b${1 + 1}\": \"x${2}\"]", "{\"a\":1,\"b2\":\"x2\"}"),
                        row("[1, 2] as Set", "[1,2]"),
                        row("[1, 2] as int[]", "[1,2]"),
                        row("1..3", "[1,2,3]"),
                        row("0.1 + 0.2", "0.3"),
                        row("1.5f", "1.5"),
                        row("2G ** 70", "1180591620717411303424"),
                        row("3.14159265358979323846264338327950288", "3.14159265358979323846264338327950288"),
                        row("'c' as char", "\"c\""))
                .map(row -> DynamicTest.dynamicTest(row[0], () -> assertThat(
                                run("result = " + row[0], "{}").toString())
                        .isEqualTo(row[1])));
    }

    private static String[] row(String first, String second) {
        return new String[] {first, second};
    }

    @TestFactory
    Stream<DynamicTest> failuresInTheScriptsWords() {
        return Stream.of(
                        row("\n\nnull.x", "NullPointerException: Cannot get property 'x' on null object"),
                        row("\n\nresult = missing", "MissingPropertyException: No such property: missing for class: steps/main"),
                        row("\n\n[1].each { missing(it) }", "MissingMethodException: No signature of method: "),
                        row("\n\nassert 1 == 2", "PowerAssertionError: assert 1 == 2"))
                .map(row -> DynamicTest.dynamicTest(row[0].strip(), () -> {
                    ScriptException failure = failure(row[0], WIDE);
                    assertThat(failure.getMessage()).startsWith(row[1]).doesNotContain("Script0");
                    assertThat(failure.reason()).isEqualTo(Reason.FAILED);
                    assertThat(failure.line()).isEqualTo(3);
                }));
    }

    @Test
    void valuesThatJsonDoesNotHave() {
        assertThat(failure("result = [when: new Date()]", WIDE)).hasMessageContaining("result.when is an object of the type Date");
        assertThat(failure("result = [1: 2]", WIDE)).hasMessageContaining("result has a key that is no text");
    }

    @Test
    void aLocalResultIsRefused() {
        assertThatThrownBy(() -> prepare("def a = 1\ndef result = a", WIDE))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("the script steps/main is no Groovy, line 2: ")
                .hasMessageContaining("write: result = ...");
    }

    @Test
    void classesOfDependenciesAreKnown() throws ScriptException {
        PreparedScript script = runner().prepare(
                new ScriptSource(
                        new ScriptSource.File("a/util.groovy", "result = new Point(x: 1).x + shifted(2) + twice(3)"),
                        List.of(
                                new ScriptSource.File("lib/point.groovy", "class Point { int x }"),
                                new ScriptSource.File("lib/shift.groovy", "def shifted(x) { x + 1 }"),
                                new ScriptSource.File("lib/util.groovy", "def twice(x) { shifted(x) * 2 }"))),
                WIDE);
        assertThat(run(script, "{}").intValue()).isEqualTo(12);
    }

    @Test
    void whatIsPrintedGoesNowhere() throws ScriptException {
        assertThat(run("println 'x'\nprintf('%s', 'y')\n[1].each { print it }\nresult = 1", "{}").intValue())
                .isEqualTo(1);
    }
}
