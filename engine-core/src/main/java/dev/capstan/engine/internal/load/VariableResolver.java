package dev.capstan.engine.internal.load;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.linked.expression.Variable;
import dev.capstan.document.model.Bind;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.Secret;
import dev.capstan.engine.spi.bind.BindProvider;
import dev.capstan.engine.spi.bind.BindRequest;
import dev.capstan.engine.variable.VariableSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the values of one document's variables, and remembers which have none. What the host gives by a variable's own name wins;
 * then its bind's provider is asked by key, or, without one, each source by key and then by name.
 */
public final class VariableResolver {
    private final Map<String, String> hostVariables;
    private final List<VariableSource> sources;
    private final Map<String, BindProvider> providers;
    private final boolean placeholders;
    private final Consumer<String> secrets;
    private final Map<Bind, Map<String, String>> provided = new IdentityHashMap<>();
    private final Map<String, Variable> missing = new LinkedHashMap<>();
    private final Map<String, Secret> found = new LinkedHashMap<>();
    private final List<Diagnostic> problems = new ArrayList<>();
    private final Set<Bind> unreadable = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * A resolver for one document.
     *
     * @param hostVariables by name, or by {@code namespace.NAME}
     * @param sources for variables without a provider of their own, asked in order
     * @param providers by URI scheme
     * @param placeholders whether missing variables become obvious placeholders instead of failing the load
     * @param secrets takes each value that was found
     */
    public VariableResolver(
            Map<String, String> hostVariables,
            List<VariableSource> sources,
            Map<String, BindProvider> providers,
            boolean placeholders,
            Consumer<String> secrets) {
        this.secrets = secrets;
        this.hostVariables = hostVariables;
        this.sources = sources;
        this.providers = providers;
        this.placeholders = placeholders;
    }

    /** The variable's value; when no one has it, it is noted as missing and a stand-in is returned. */
    public String value(Variable variable) {
        String value = find(variable);
        for (Variable other : variable.alternatives()) {
            value = value == null ? find(other) : value;
        }
        if (value != null) {
            secrets.accept(value);
            found.put(variable.qualifiedName(), new Secret(value));
            return value;
        }
        if (!placeholders) {
            missing.putIfAbsent(variable.name(), variable);
        }
        return "placeholder-for-" + variable.name();
    }

    private @Nullable String find(Variable variable) {
        String given = hostVariables.get(variable.qualifiedName());
        if (given == null) {
            given = hostVariables.get(variable.name());
        }
        if (given != null) {
            return given;
        }
        Bind bind = variable.bind();
        String location = bind == null ? null : bind.location();
        if (bind != null && location != null) {
            return provided.computeIfAbsent(bind, unused -> provided(bind, location, variable.file()))
                    .get(variable.key());
        }
        String byKey = asked(variable.key());
        return byKey != null || variable.key().equals(variable.name()) ? byKey : asked(variable.name());
    }

    private @Nullable String asked(String name) {
        for (VariableSource source : sources) {
            String value = source.value(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private Map<String, String> provided(Bind bind, String location, @Nullable Path file) {
        BindProvider provider = providers.get(bind.scheme());
        if (provider == null || (placeholders && !(provider instanceof FileBindProvider))) {
            // Linking has warned of it, and the variables that nobody else has are told below. Stand-ins ask no server.
            return Map.of();
        }
        try {
            return provider.read(
                    new BindRequest(location, file, new HashSet<>(bind.keys().values())));
        } catch (InvalidSettingException e) {
            if (placeholders) {
                return Map.of();
            }
            unreadable.add(bind);
            problems.add(bind.node()
                    .at("location")
                    .diagnostic("bind-unreadable", Severity.ERROR, String.valueOf(e.getMessage())));
            return Map.of();
        }
    }

    /**
     * Whether those of these variables that another resolver has found have the same values here; false when that one lacked any.
     * Finds the values.
     */
    public boolean agreesWith(VariableResolver other, List<Variable> variables) {
        if (!other.missing.isEmpty() || !other.problems.isEmpty()) {
            return false;
        }
        for (Variable variable : variables) {
            Secret known = other.found.get(variable.qualifiedName());
            if (known != null && !known.reveal().equals(value(variable))) {
                return false;
            }
        }
        return missing.isEmpty() && problems.isEmpty();
    }

    /** Variables that were asked for and that no one has. */
    public List<Variable> missing() {
        return List.copyOf(missing.values());
    }

    /** What is wrong: providers that cannot be read, and a diagnostic for each missing variable. */
    public List<Diagnostic> problems() {
        List<Diagnostic> all = new ArrayList<>(problems);
        for (Variable variable : missing.values()) {
            String key = variable.key().equals(variable.name()) ? "" : " (key " + variable.key() + ")";
            Bind bind = variable.bind();
            if (bind != null && unreadable.contains(bind)) {
                // Why nothing of it has a value is told once, at its location.
                continue;
            }
            String location = bind == null ? null : bind.location();
            String from = bind == null || location == null
                    ? "; set the environment variable, or supply the value from outside"
                    : providers.containsKey(bind.scheme())
                            ? "; the provider at " + location + " does not have it"
                            : "; nothing that is installed reads " + location
                                    + ": supply the value from outside, or add a provider through the interface BindProvider";
            all.add(variable.firstUse()
                    .diagnostic(
                            "variable-missing",
                            Severity.ERROR,
                            "the variable " + variable.name() + key + " is needed here and has no value" + from));
        }
        return all;
    }
}
