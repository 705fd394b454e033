package dev.capstan.script.javascript;

import dev.capstan.engine.spi.script.ScriptRunner;
import dev.capstan.testkit.ConfinedScriptRunnerContract;
import dev.capstan.testkit.ScriptSample;
import dev.capstan.testkit.WayOut;
import java.util.List;
import java.util.Map;

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
}
