package dev.capstan.engine.internal.run.step;

import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.internal.run.Incidents;
import dev.capstan.engine.internal.run.value.Value;
import dev.capstan.engine.spi.script.PreparedScript;
import dev.capstan.engine.spi.script.ScriptException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A step that runs a script, on a thread that may block. */
public final class ScriptStepPlan implements CompiledStep {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

    private final String name;
    private final String language;
    private final String file;
    private final PreparedScript script;
    private final List<Map.Entry<String, Value>> context;
    private final Duration timeout;
    private final Executor executor;

    /**
     * A step.
     *
     * @param file the script's name as the document writes it
     * @param context what the script sees, by name
     * @param timeout the most time of one run
     * @param executor where scripts run
     */
    public ScriptStepPlan(
            String name,
            String language,
            String file,
            PreparedScript script,
            List<Map.Entry<String, Value>> context,
            Duration timeout,
            Executor executor) {
        this.name = name;
        this.language = language;
        this.file = file;
        this.script = script;
        this.context = List.copyOf(context);
        this.timeout = timeout;
        this.executor = executor;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String type() {
        return "script";
    }

    @Override
    public boolean onlyReads() {
        return true;
    }

    @Override
    public PendingCall run(StepInput input, Listener listener) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        Map<String, JsonNode> variables = new LinkedHashMap<>();
        for (Map.Entry<String, Value> entry : context) {
            JsonNode value = entry.getValue().of(input.frame());
            JsonNode seen = value == null ? JsonNodeFactory.instance.nullNode() : value;
            members.put(entry.getKey(), seen);
            String variable = camelCased(entry.getKey());
            if (IDENTIFIER.matcher(variable).matches()) {
                variables.put(variable, seen);
            }
        }
        Run run = new Run(input, listener, members, variables);
        try {
            executor.execute(run);
        } catch (RejectedExecutionException e) {
            listener.onFailure(failure(true, "too many scripts wait to run"));
        }
        return run;
    }

    private CallFailure failure(boolean isLimit, String detail) {
        return new CallFailure.ScriptFailed(
                name, language, isLimit, "the script of the step \"" + name + "\" (" + file + ") failed: " + detail);
    }

    /** {@code get-ship} as {@code getShip}. */
    private static String camelCased(String text) {
        StringBuilder camel = new StringBuilder(text.length());
        boolean upper = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '-' || c == '_' && i > 0 || c == '.' || c == ' ') {
                upper = camel.length() > 0;
            } else {
                camel.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return camel.toString();
    }

    /** One run, waiting for a thread and then on it. */
    private final class Run implements Runnable, PendingCall {
        private final StepInput input;
        private final Listener listener;
        private final Map<String, JsonNode> members;
        private final Map<String, JsonNode> variables;
        private volatile boolean cancelled;

        Run(StepInput input, Listener listener, Map<String, JsonNode> members, Map<String, JsonNode> variables) {
            this.input = input;
            this.listener = listener;
            this.members = members;
            this.variables = variables;
        }

        @Override
        public void run() {
            if (cancelled) {
                return;
            }
            long left = input.context().remainingNanos(System.nanoTime());
            if (left == 0) {
                deliver(failure(true, "the call's time was over before a thread was free to run it"));
                return;
            }
            Duration limit = left == Long.MAX_VALUE || left >= timeout.toNanos() ? timeout : Duration.ofNanos(left);
            try {
                JsonNode value = script.run(members, variables, limit);
                input.eventLoop().execute(() -> {
                    if (!cancelled) {
                        listener.onResult(200, value);
                    }
                });
            } catch (ScriptException e) {
                String where = e.line() > 0 ? " (line " + e.line() + ")" : "";
                deliver(failure(e.reason() == ScriptException.Reason.LIMIT, e.getMessage() + where));
            } catch (RuntimeException e) {
                deliver(Incidents.report(e));
            }
        }

        private void deliver(CallFailure failure) {
            input.eventLoop().execute(() -> {
                if (!cancelled) {
                    listener.onFailure(failure);
                }
            });
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
