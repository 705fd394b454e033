package dev.capstan.engine.internal.load;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.linked.Variable;
import dev.capstan.document.model.Bind;
import dev.capstan.engine.VariableSource;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.bind.BindProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the values of one document's variables, and remembers which have none. */
public final class VariableResolver {
    private final List<VariableSource> sources;
    private final Map<String, BindProvider> providers;
    private final @Nullable Path document;
    private final boolean placeholders;
    private final Map<String, Map<String, String>> located = new HashMap<>();
    private final Map<String, Variable> missing = new LinkedHashMap<>();
    private final List<Diagnostic> problems = new ArrayList<>();

    /**
     * @param sources for variables without a provider of their own, asked in order
     * @param providers by URI scheme
     * @param placeholders whether missing variables become obvious placeholders instead of failing the load
     */
    public VariableResolver(
            List<VariableSource> sources,
            Map<String, BindProvider> providers,
            @Nullable Path document,
            boolean placeholders) {
        this.sources = sources;
        this.providers = providers;
        this.document = document;
        this.placeholders = placeholders;
    }

    /** The variable's value; when no one has it, it is noted as missing and a stand-in is returned. */
    public String value(Variable variable) {
        String value = find(variable);
        if (value != null) {
            return value;
        }
        if (!placeholders) {
            missing.putIfAbsent(variable.name(), variable);
        }
        return "placeholder-for-" + variable.name();
    }

    private @Nullable String find(Variable variable) {
        Bind bind = variable.bind();
        String location = bind == null ? null : bind.location();
        if (bind != null && location != null) {
            return located.computeIfAbsent(location, unused -> provided(bind, location))
                    .get(variable.key());
        }
        for (VariableSource source : sources) {
            String value = source.value(variable.key());
            if (value == null && !variable.key().equals(variable.name())) {
                value = source.value(variable.name());
            }
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private Map<String, String> provided(Bind bind, String location) {
        int colon = location.indexOf(':');
        String scheme = colon < 0 ? "" : location.substring(0, colon);
        BindProvider provider = providers.get(scheme);
        if (provider == null) {
            problems.add(bind.node()
                    .at("location")
                    .diagnostic(
                            "bind-unknown-scheme",
                            Severity.ERROR,
                            "no provider for binds at " + scheme + ": is installed (have: "
                                    + String.join(
                                            ", ",
                                            providers.keySet().stream().sorted().toList())
                                    + "); one is added through the interface BindProvider"));
            return Map.of();
        }
        try {
            return provider.read(location, document);
        } catch (InvalidSettingException e) {
            problems.add(bind.node()
                    .at("location")
                    .diagnostic("bind-unreadable", Severity.ERROR, String.valueOf(e.getMessage())));
            return Map.of();
        }
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
            String location = bind == null ? null : bind.location();
            String from = location != null
                    ? "; the provider at " + location + " does not have it"
                    : "; set the environment variable, or supply the value from outside";
            all.add(variable.firstUse()
                    .diagnostic(
                            "variable-missing",
                            Severity.ERROR,
                            "the variable " + variable.name() + key + " is needed here and has no value" + from));
        }
        return all;
    }
}
