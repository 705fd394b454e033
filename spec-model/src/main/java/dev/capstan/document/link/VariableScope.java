package dev.capstan.document.link;

import dev.capstan.document.linked.Variable;
import dev.capstan.document.model.Bind;
import dev.capstan.document.model.Document;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The variables of a document: which names mean one, and which of them are used. */
final class VariableScope {
    private static final Pattern SCREAMING_SNAKE_CASE = Pattern.compile("[A-Z][A-Z0-9_]*");

    private final Findings findings;
    private final List<Bind> binds;
    private final Map<String, Bind> byName = new HashMap<>();
    private final Set<String> namespaces = new HashSet<>();
    private final Map<String, Variable> used = new LinkedHashMap<>();

    private @Nullable List<String> declaredNames;

    /** The bare names of what misspelt names probably mean. */
    private final Set<String> meant = new HashSet<>();

    VariableScope(Document document, Findings findings) {
        this.findings = findings;
        this.binds = document.allBinds();
        for (Bind bind : binds) {
            if (bind.namespace() != null) {
                namespaces.add(bind.namespace());
            }
            for (String name : bind.keys().keySet()) {
                byName.putIfAbsent(name, bind);
            }
        }
    }

    /**
     * The variable that a name in a template means: qualified with a bind's namespace (or {@code env}), declared by a
     * bind, or in SCREAMING_SNAKE_CASE. Null when it means none.
     */
    @Nullable
    Variable find(String name, YamlNode use) {
        Variable declared = findDeclared(name, use);
        if (declared != null) {
            return declared;
        }
        int dot = name.indexOf('.');
        if (dot > 0) {
            String namespace = name.substring(0, dot);
            boolean qualified = namespaces.contains(namespace) || namespace.equals("env");
            return qualified ? undeclared(name.substring(dot + 1), use) : null;
        }
        return SCREAMING_SNAKE_CASE.matcher(name).matches() ? undeclared(name, use) : null;
    }

    /** The variable that a name means by a bind's declaration; null when none declares it. */
    @Nullable
    Variable findDeclared(String name, YamlNode use) {
        int dot = name.indexOf('.');
        if (dot > 0 && namespaces.contains(name.substring(0, dot))) {
            String bare = name.substring(dot + 1);
            for (Bind bind : binds) {
                if (name.substring(0, dot).equals(bind.namespace())
                        && bind.keys().containsKey(bare)) {
                    return declared(bare, bind, use);
                }
            }
            return null;
        }
        Bind bind = byName.get(name);
        return bind == null ? null : declared(name, bind, use);
    }

    /** The environment variable of that name, whatever its spelling. */
    Variable environment(String name, YamlNode use) {
        Variable declared = findDeclared(name, use);
        return declared != null ? declared : undeclared(name, use);
    }

    private Variable declared(String name, Bind bind, YamlNode use) {
        return used.computeIfAbsent(
                bind.namespace() + "." + name,
                unused -> new Variable(name, bind, bind.keys().getOrDefault(name, name), use));
    }

    private Variable undeclared(String name, YamlNode use) {
        return used.computeIfAbsent("." + name, unused -> {
            String meant = nearestDeclared(name);
            findings.warn(
                    "variable-undeclared",
                    use,
                    "no bind declares the variable " + name + "; it is taken from the environment. "
                            + (meant == null
                                    ? "Declare it under binds: keys: " + name
                                    : "Did you mean " + meant + "?"));
            return new Variable(name, null, name, use);
        });
    }

    /** The environment variable of a name that is not even spelt like one. */
    Variable unknown(String name, YamlNode use) {
        return used.computeIfAbsent("." + name, unused -> {
            String meant = nearestDeclared(name);
            findings.warn(
                    "template-unknown-name",
                    use,
                    "{{" + name + "}} names no variable; "
                            + (meant == null
                                    ? "declare it under binds, or qualify it with env."
                                    : "did you mean {{" + meant + "}}?"));
            return new Variable(name, null, name, use);
        });
    }

    /** The declared variable whose name is closest; it is no longer one that nothing means. */
    private @Nullable String nearestDeclared(String name) {
        String nearest = NearestName.among(name, declaredNames());
        if (nearest != null) {
            meant.add(nearest.substring(nearest.indexOf('.') + 1));
        }
        return nearest;
    }

    /** The names that templates can use for the declared variables, bare ones first. */
    private List<String> declaredNames() {
        if (declaredNames == null) {
            List<String> names = new ArrayList<>(byName.keySet());
            for (Bind bind : binds) {
                bind.keys().keySet().forEach(key -> names.add(bind.namespace() + "." + key));
            }
            declaredNames = List.copyOf(names);
        }
        return declaredNames;
    }

    /** The variables that were found so far, in the order of their first use. */
    List<Variable> used() {
        return List.copyOf(used.values());
    }

    /**
     * Warns of declared variables that nothing uses. Called last.
     *
     * @param root the document: a name that stands in any of its strings is used, also where nothing is served yet
     */
    void reportUnused(YamlNode root) {
        Set<String> mentioned = null;
        for (Bind bind : binds) {
            for (String name : bind.keys().keySet()) {
                String qualified = bind.namespace() + "." + name;
                if (used.containsKey(qualified) || meant.contains(name)) {
                    continue;
                }
                mentioned = mentioned == null ? mentioned(root) : mentioned;
                if (!mentioned.contains(name) && !mentioned.contains(qualified)) {
                    var keys = bind.node().mapping("keys");
                    findings.warn(
                            "bind-unused",
                            keys == null ? bind.node() : keys.at(name),
                            "the variable " + name + " is declared and never used; remove it");
                }
            }
        }
    }

    private static Set<String> mentioned(YamlNode root) {
        Set<String> names = new HashSet<>();
        TemplateLinker.names(root, (mention, at) -> names.add(mention));
        return names;
    }
}
