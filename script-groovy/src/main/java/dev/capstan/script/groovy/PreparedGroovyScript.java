package dev.capstan.script.groovy;

import dev.capstan.engine.spi.script.PreparedScript;
import dev.capstan.engine.spi.script.ScriptException;
import dev.capstan.engine.spi.script.ScriptLimits;
import dev.capstan.script.internal.run.ScriptTask;
import dev.capstan.script.internal.run.ScriptThreads;
import groovy.lang.Binding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A compiled script. */
final class PreparedGroovyScript implements PreparedScript {
    /** What a script has by these names already. */
    private static final Set<String> RESERVED = Set.of("context", "result", "binding", "metaClass", "class", "property");

    private final CompiledScript script;
    private final ScriptThreads threads;
    private final ScriptLimits limits;
    private final GroovyFailures failures;

    PreparedGroovyScript(CompiledScript script, ScriptThreads threads, ScriptLimits limits) {
        this.script = script;
        this.threads = threads;
        this.limits = limits;
        this.failures = new GroovyFailures(script.units());
    }

    @Override
    public JsonNode run(Map<String, JsonNode> context, Map<String, JsonNode> variables, Duration timeout)
            throws ScriptException {
        return threads.run(new Task(context, variables), limits, timeout);
    }

    private final class Task implements ScriptTask {
        private final Map<String, JsonNode> arguments;
        private final Map<String, JsonNode> variables;
        private @Nullable Thread runner;
        private boolean cancelled;

        Task(Map<String, JsonNode> arguments, Map<String, JsonNode> variables) {
            this.arguments = arguments;
            this.variables = variables;
        }

        @Override
        public JsonNode run() throws ScriptException {
            begin();
            try {
                Object result = evaluate();
                return new GroovyResult(limits).read(result);
            } catch (ScriptException e) {
                throw e;
            } catch (Throwable e) {
                throw failures.of(e);
            } finally {
                end();
            }
        }

        private @Nullable Object evaluate() throws ReflectiveOperationException {
            Binding binding = new Binding();
            Map<String, @Nullable Object> context = GroovyValues.of(arguments);
            variables.forEach((name, value) -> {
                if (!RESERVED.contains(name)) {
                    binding.setVariable(name, GroovyValues.member(arguments, context, value));
                }
            });
            binding.setVariable("context", context);
            ScriptClasses classes = new ScriptClasses(script.classes());
            List<GroovyStep> steps = new ArrayList<>();
            for (CompiledScript.Unit unit : script.units()) {
                Class<?> type = classes.statements(unit);
                if (type != null) {
                    GroovyStep step = (GroovyStep) type.getConstructor().newInstance();
                    step.setBinding(binding);
                    steps.forEach(step::after);
                    steps.add(step);
                    step.run();
                }
            }
            return binding.hasVariable("result") ? binding.getVariable("result") : null;
        }

        private synchronized void begin() throws ScriptException {
            if (cancelled) {
                throw new ScriptException(ScriptException.Reason.LIMIT, "the script was not started in time", 0);
            }
            runner = Thread.currentThread();
        }

        private synchronized void end() {
            runner = null;
            // What was meant for this run must not stop the thread's next one.
            Thread.interrupted();
        }

        @Override
        public synchronized void cancel() {
            cancelled = true;
            if (runner != null) {
                runner.interrupt();
            }
        }
    }
}
