package dev.capstan.script.python;

import dev.capstan.engine.spi.script.ScriptRunner;
import dev.capstan.testkit.ConfinedScriptRunnerContract;
import dev.capstan.testkit.ScriptSample;
import dev.capstan.testkit.WayOut;
import java.io.IOException;
import java.util.List;
import java.util.Map;

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
}
