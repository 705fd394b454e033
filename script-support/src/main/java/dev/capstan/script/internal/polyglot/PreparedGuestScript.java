package dev.capstan.script.internal.polyglot;

import dev.capstan.engine.spi.script.PreparedScript;
import dev.capstan.engine.spi.script.ScriptException;
import dev.capstan.engine.spi.script.ScriptLimits;
import dev.capstan.script.internal.run.ScriptTask;
import dev.capstan.script.internal.run.ScriptThreads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A script whose files the shared engine has parsed. */
final class PreparedGuestScript implements PreparedScript {
    private final GuestContexts contexts;
    private final ScriptThreads threads;
    private final Source main;
    private final List<Source> dependencies;
    private final ScriptLimits limits;
    private final ScriptFailures failures;

    PreparedGuestScript(
            GuestContexts contexts,
            ScriptThreads threads,
            Source main,
            List<Source> dependencies,
            ScriptLimits limits,
            ScriptFailures failures) {
        this.contexts = contexts;
        this.threads = threads;
        this.main = main;
        this.dependencies = dependencies;
        this.limits = limits;
        this.failures = failures;
    }

    @Override
    public JsonNode run(Map<String, JsonNode> context, Map<String, JsonNode> variables, Duration timeout)
            throws ScriptException {
        return threads.run(new Task(context, variables), limits, timeout);
    }

    private final class Task implements ScriptTask {
        private final Map<String, JsonNode> arguments;
        private final Map<String, JsonNode> variables;
        private volatile @Nullable Context running;
        private volatile boolean cancelled;

        Task(Map<String, JsonNode> arguments, Map<String, JsonNode> variables) {
            this.arguments = arguments;
            this.variables = variables;
        }

        @Override
        public JsonNode run() throws ScriptException {
            GuestScope scope = contexts.take();
            Context context = scope.context();
            running = context;
            try {
                // A cancellation before this line did not find the context.
                if (cancelled) {
                    throw new ScriptException(ScriptException.Reason.LIMIT, "the script was not started in time", 0);
                }
                context.enter();
                try {
                    return evaluate(scope);
                } finally {
                    context.leave();
                }
            } catch (PolyglotException e) {
                throw failures.of(e.isInternalError() ? reason(context, e) : e);
            } finally {
                GuestContexts.close(context);
            }
        }

        /** An interpreter may fail while it unwinds for a limit that was passed. The context remembers that. */
        private static PolyglotException reason(Context context, PolyglotException failure) {
            try {
                context.enter();
                context.leave();
                return failure;
            } catch (PolyglotException limit) {
                return limit;
            }
        }

        private JsonNode evaluate(GuestScope scope) throws ScriptException {
            bind(scope);
            for (Source dependency : dependencies) {
                scope.context().eval(dependency);
            }
            scope.context().eval(main);
            Value result = scope.globals().getMember("result");
            return result == null
                    ? JsonNodeFactory.instance.nullNode()
                    : new ResultReader(scope, limits).read(result);
        }

        private void bind(GuestScope scope) {
            ObjectNode members = JsonNodeFactory.instance.objectNode();
            members.setAll(arguments);
            Value object = scope.copyIn(members);
            for (Map.Entry<String, JsonNode> variable : variables.entrySet()) {
                String name = variable.getKey();
                if (!name.equals("context") && !name.equals("result") && !scope.isBuiltIn(name)) {
                    scope.globals().putMember(name, value(scope, object, variable.getValue()));
                }
            }
            scope.globals().putMember("context", object);
        }

        /** A value that is also a member of the context is copied once. */
        private Value value(GuestScope scope, Value object, JsonNode value) {
            if (value.isContainer()) {
                for (Map.Entry<String, JsonNode> argument : arguments.entrySet()) {
                    if (argument.getValue() == value) {
                        return scope.member(object, argument.getKey());
                    }
                }
            }
            return scope.copyIn(value);
        }

        @Override
        public void cancel() {
            cancelled = true;
            GuestContexts.close(running);
        }
    }
}
