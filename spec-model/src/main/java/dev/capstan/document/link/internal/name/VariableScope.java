package dev.capstan.document.link.internal.name;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.link.installation.Installation;
import dev.capstan.document.linked.FileBinds;
import dev.capstan.document.linked.expression.Variable;
import dev.capstan.document.model.Bind;
import dev.capstan.document.model.Document;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.yaml.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a document: which names mean one, and which of them are used. What is imported sees the importing document's
 * binds first, then those at the root of its own file.
 */
public final class VariableScope {
    private static final String UNDECLARED = "variable-undeclared";
    private static final Pattern SCREAMING_SNAKE_CASE = Pattern.compile("[A-Z][A-Z0-9_]*");

    /** A bind and the file that declares it. */
    private record Declaration(Bind bind, @Nullable Path file) {}

    /** What all scopes of one document find. */
    private static final class Uses {
        final Map<String, Variable> used = new LinkedHashMap<>();
        /** The bare names of what misspelt names probably mean. */
        final Set<String> meant = new HashSet<>();

        /** What is written where a declared variable was probably meant. */
        final List<Misspelling> misspellings = new ArrayList<>();

        final Set<String> ambiguous = new HashSet<>();
        final Map<List<FileBinds>, VariableScope> imported = new IdentityHashMap<>();
    }

    private record Misspelling(String name, String meant, YamlNode use) {}

    private final Findings findings;
    private final Uses uses;
    private final List<Declaration> declarations;
    private final int own;
    private final Map<String, List<Declaration>> byName = new HashMap<>();
    private final Set<String> namespaces = new HashSet<>();
    private @Nullable List<String> declaredNames;

    public VariableScope(Document document, @Nullable Path file, Findings findings) {
        this(
                findings,
                new Uses(),
                declarations(document.allBinds(), file),
                document.allBinds().size());
    }

    private VariableScope(Findings findings, Uses uses, List<Declaration> declarations, int own) {
        this.findings = findings;
        this.uses = uses;
        this.declarations = declarations;
        this.own = own;
        for (Declaration declaration : declarations) {
            Bind bind = declaration.bind();
            if (bind.namespace() != null) {
                namespaces.add(bind.namespace());
            }
            for (String name : bind.keys().keySet()) {
                byName.computeIfAbsent(name, unused -> new ArrayList<>(1)).add(declaration);
            }
        }
    }

    private static List<Declaration> declarations(List<Bind> binds, @Nullable Path file) {
        return binds.stream().map(bind -> new Declaration(bind, file)).toList();
    }

    /**
     * The variables that an imported API sees.
     *
     * @param binds those of the files that it was imported through
     */
    public VariableScope imported(List<FileBinds> binds) {
        return binds.isEmpty() ? this : uses.imported.computeIfAbsent(binds, this::withBindsOf);
    }

    private VariableScope withBindsOf(List<FileBinds> files) {
        List<Declaration> all = new ArrayList<>(declarations);
        files.forEach(one -> all.addAll(declarations(one.binds(), one.file())));
        return new VariableScope(findings, uses, List.copyOf(all), own);
    }

    /**
     * The variable that a name in a template means: qualified with a bind's namespace (or {@code env}), declared by a
     * bind, or in SCREAMING_SNAKE_CASE. Null when it means none.
     */
    @Nullable
    public Variable find(String name, YamlNode use) {
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

    /** Whether a bind declares a variable of that name. */
    boolean isDeclared(String name) {
        return !declaring(name).isEmpty();
    }

    /** Whether a bind declares that name, which was written without its braces: its variable is not unused, but misspelt. */
    boolean isMeant(String name) {
        if (!isDeclared(name)) {
            return false;
        }
        uses.meant.add(name.substring(name.indexOf('.') + 1));
        return true;
    }

    /** The variable that a name means by a bind's declaration; null when none declares it. */
    @Nullable
    public Variable findDeclared(String name, YamlNode use) {
        List<Declaration> declaring = declaring(name);
        if (declaring.isEmpty()) {
            return null;
        }
        int dot = name.indexOf('.');
        String bare = dot > 0 && !byName.containsKey(name) ? name.substring(dot + 1) : name;
        Declaration first = declaring.get(0);
        if (declaring.size() > 1 && uses.ambiguous.add(name)) {
            findings.warn(
                    "variable-ambiguous",
                    use,
                    "{{" + name + "}} is declared by several binds ("
                            + String.join(
                                    ", ",
                                    declaring.stream()
                                            .map(declaration -> String.valueOf(
                                                    declaration.bind().namespace()))
                                            .toList())
                            + "); the first of them that has a value is taken. Qualify it: {{"
                            + first.bind().namespace() + "." + bare + "}}");
        }
        return uses.used.computeIfAbsent(
                key(first, bare) + (declaring.size() > 1 ? "+" : ""),
                unused -> variable(
                        first,
                        bare,
                        declaring.stream()
                                .skip(1)
                                .map(other -> variable(other, bare, List.of(), use))
                                .toList(),
                        use));
    }

    private List<Declaration> declaring(String name) {
        List<Declaration> bare = byName.get(name);
        if (bare != null) {
            return bare;
        }
        int dot = name.indexOf('.');
        if (dot <= 0 || !namespaces.contains(name.substring(0, dot))) {
            return List.of();
        }
        for (Declaration declaration : byName.getOrDefault(name.substring(dot + 1), List.of())) {
            if (name.substring(0, dot).equals(declaration.bind().namespace())) {
                return List.of(declaration);
            }
        }
        return List.of();
    }

    private static String key(Declaration declaration, String name) {
        return System.identityHashCode(declaration.bind()) + "."
                + declaration.bind().namespace() + "." + name;
    }

    private static Variable variable(Declaration declaration, String name, List<Variable> alternatives, YamlNode use) {
        Bind bind = declaration.bind();
        return new Variable(name, bind, alternatives, bind.keys().getOrDefault(name, name), declaration.file(), use);
    }

    /** The environment variable of that name, whatever its spelling. What asks for it declares it. */
    public Variable environment(String name, YamlNode use) {
        Variable declared = findDeclared(name, use);
        return declared != null ? declared : undeclared(name, use, false);
    }

    private Variable undeclared(String name, YamlNode use) {
        return undeclared(name, use, true);
    }

    private Variable undeclared(String name, YamlNode use, boolean warns) {
        return uses.used.computeIfAbsent("." + name, unused -> {
            String meant = nearestDeclared(name);
            if (meant != null && NearestName.isMisspelling(name, meant)) {
                uses.misspellings.add(new Misspelling(name, meant, use));
            } else if (warns) {
                findings.warn(
                        UNDECLARED,
                        use,
                        message(name)
                                + (meant == null
                                        ? "Declare it under binds: keys: " + name
                                        : "Did you mean " + meant + "?"));
            }
            return new Variable(name, null, List.of(), name, null, use);
        });
    }

    private static String message(String name) {
        return "no bind declares the variable " + name + "; it is taken from the environment. ";
    }

    /** The environment variable of a name that is not even spelt like one. */
    public Variable unknown(String name, YamlNode use) {
        return uses.used.computeIfAbsent("." + name, unused -> {
            String meant = nearestDeclared(name);
            findings.warn(
                    "template-unknown-name",
                    use,
                    "{{" + name + "}} names no variable; "
                            + (meant == null
                                    ? "declare it under binds, or qualify it with env."
                                    : "did you mean {{" + meant + "}}?"));
            return new Variable(name, null, List.of(), name, null, use);
        });
    }

    /** The declared variable whose name is closest; it no longer counts as one that nothing means. */
    @Nullable
    String nearestDeclared(String name) {
        String nearest = NearestName.among(name, declaredNames());
        if (nearest != null) {
            uses.meant.add(nearest.substring(nearest.indexOf('.') + 1));
        }
        return nearest;
    }

    /** The names that templates can use for the declared variables, bare ones first. */
    private List<String> declaredNames() {
        if (declaredNames == null) {
            List<String> names = new ArrayList<>(byName.keySet());
            for (Declaration declaration : declarations) {
                Bind bind = declaration.bind();
                bind.keys().keySet().forEach(key -> names.add(bind.namespace() + "." + key));
            }
            declaredNames = List.copyOf(names);
        }
        return declaredNames;
    }

    /** The variables that were found so far, in the order of their first use. */
    public List<Variable> used() {
        return List.copyOf(uses.used.values());
    }

    /**
     * Reports names that are near a declared variable's: where nothing else uses that variable, they are misspellings of it,
     * and the document is not served with values that it does not mean.
     */
    private void reportMisspellings(Set<String> used, List<Diagnostic> problems) {
        for (Misspelling misspelling : uses.misspellings) {
            String message = message(misspelling.name()) + "Did you mean " + misspelling.meant() + "?";
            String bare = misspelling.meant().substring(misspelling.meant().indexOf('.') + 1);
            if (used.stream().noneMatch(name -> name.endsWith("." + bare))) {
                problems.add(findings.error(UNDECLARED, misspelling.use(), message, misspelling.meant()));
            } else {
                findings.warn(UNDECLARED, misspelling.use(), message);
            }
        }
    }

    /**
     * Reports misspelt variables, and warns of declared ones that nothing uses. Called last.
     *
     * @param root the document: a name that stands in any of its strings is used, also where nothing serves it
     * @param problems takes what refuses the document
     */
    public void reportUnused(YamlNode root, List<Diagnostic> problems) {
        Set<String> used = new HashSet<>();
        for (Variable variable : uses.used.values()) {
            if (variable.bind() != null) {
                used.add(System.identityHashCode(variable.bind()) + "." + variable.name());
            }
            variable.alternatives()
                    .forEach(other -> used.add(System.identityHashCode(other.bind()) + "." + other.name()));
        }
        reportMisspellings(used, problems);
        Set<String> mentioned = null;
        for (Declaration declaration : declarations.subList(0, own)) {
            Bind bind = declaration.bind();
            for (String name : bind.keys().keySet()) {
                if (used.contains(System.identityHashCode(bind) + "." + name) || uses.meant.contains(name)) {
                    continue;
                }
                mentioned = mentioned == null ? mentioned(root) : mentioned;
                if (!mentioned.contains(name) && !mentioned.contains(bind.namespace() + "." + name)) {
                    var keys = bind.node().mapping("keys");
                    findings.warn(
                            "bind-unused",
                            keys == null ? bind.node() : keys.at(name),
                            "the variable " + name + " is declared and never used; remove it");
                }
            }
        }
    }

    /** Warns of the binds of variables that are used, where nothing that is installed reads their location. Called last. */
    public void reportUnread(Installation installation) {
        Set<Bind> told = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Variable variable : uses.used.values()) {
            Stream.concat(Stream.of(variable), variable.alternatives().stream())
                    .map(Variable::bind)
                    .filter(bind -> bind != null && bind.scheme() != null && !installation.readsBinds(bind.scheme()))
                    .filter(told::add)
                    .forEach(bind -> findings.warn(
                            "bind-unknown-scheme",
                            bind.node().at("location"),
                            "nothing that is installed reads variables from " + bind.scheme()
                                    + ": locations; their values have to be supplied from outside, or a provider added"
                                    + " through the interface BindProvider"));
        }
    }

    private static Set<String> mentioned(YamlNode root) {
        Set<String> names = new HashSet<>();
        TemplateLinker.names(root, (mention, at) -> names.add(mention));
        return names;
    }
}
