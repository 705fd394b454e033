package dev.capstan.document.link.internal.adapter;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.link.internal.consumed.BodyLinker;
import dev.capstan.document.link.internal.name.ArgumentCollector;
import dev.capstan.document.link.internal.name.Findings;
import dev.capstan.document.link.internal.name.JsonType;
import dev.capstan.document.link.internal.name.NameIndex;
import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.ArgumentSource;
import dev.capstan.document.linked.InputLocation;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.document.model.ExposedInput;
import dev.capstan.document.model.ParameterLocation;
import dev.capstan.document.model.ToolInput;
import dev.capstan.document.syntax.BoundedPattern;
import dev.capstan.document.syntax.JsonPathExpression;
import dev.capstan.document.syntax.PathTemplate;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The arguments of a REST operation: declared ones, path placeholders, and what the called operation asks for. */
final class RestArguments implements ArgumentCollector {
    private final YamlNode unit;
    private final CallerCredentials credentials;
    private final Findings findings;
    private final List<Argument> arguments = new ArrayList<>();
    private final NameIndex<Integer> names = new NameIndex<>();
    private final Map<String, Integer> derived = new HashMap<>();
    /** Declared arguments without a place, until it is known what they feed. */
    private final Set<Integer> placeless = new HashSet<>();

    private final BitSet asked = new BitSet();
    private final Map<String, YamlNode> undeclared = new LinkedHashMap<>();
    private final boolean declares;
    private final List<Diagnostic> problems = new ArrayList<>();

    /**
     * Collects the arguments of one operation.
     *
     * @param declared by the operation and its resource
     * @param inherited by the aggregate function that it takes its fields from, those left out that {@code declared} has
     * @param credentials what authenticates callers, which goes upstream only where the document says so
     * @param method of the operation: where an inherited argument is found depends on it
     */
    RestArguments(
            YamlNode unit,
            PathTemplate path,
            Collection<ExposedInput> declared,
            Collection<ToolInput> inherited,
            CallerCredentials credentials,
            String method,
            Findings findings) {
        this.unit = unit;
        this.credentials = credentials;
        this.findings = findings;
        this.declares = !declared.isEmpty() || !inherited.isEmpty();
        NameIndex<Integer> placeholders = new NameIndex<>();
        for (int i = 0; i < path.placeholders().size(); i++) {
            placeholders.add(path.placeholders().get(i), i);
        }
        Set<Integer> covered = new HashSet<>();
        for (ExposedInput input : declared) {
            declare(input, placeholders, covered);
        }
        for (ToolInput input : inherited) {
            inherit(input, method, placeholders, covered);
        }
        for (int i = 0; i < path.placeholders().size(); i++) {
            if (!covered.contains(i)) {
                String name = path.placeholders().get(i);
                int index = add(name, new ArgumentSource.InPath(i), "string", true, null, false, null, null, unit);
                names.add(name, index);
            }
        }
    }

    @Override
    public int known(String name) {
        List<Integer> found = names.find(name);
        if (found.isEmpty()) {
            return NONE;
        }
        asked.set(found.get(0));
        return found.get(0);
    }

    @Override
    public boolean isKnown(String name) {
        return !names.find(name).isEmpty();
    }

    @Override
    public boolean declares() {
        return declares;
    }

    @Override
    public List<Argument> idle() {
        return arguments.stream()
                .filter(argument -> argument.node() != unit && !asked.get(argument.index()))
                .toList();
    }

    @Override
    public Map<String, YamlNode> undeclared() {
        return undeclared;
    }

    @Override
    public int derive(String name, @Nullable OperationInput feeds, @Nullable YamlNode named) {
        int known = known(name);
        if (known != NONE) {
            Argument argument = arguments.get(known);
            boolean whole = feeds != null && feeds.place() == InputLocation.WHOLE_BODY;
            if (whole && argument.source() instanceof ArgumentSource.InBody) {
                arguments.set(known, withSource(argument, new ArgumentSource.WholeBody()));
            } else if (feeds != null && placeless.remove(known)) {
                arguments.set(known, withSource(argument, undirected(argument.name(), feeds)));
            } else if (feeds != null
                    && feeds.place() == InputLocation.WHOLE_TEMPLATE
                    && argument.source() instanceof ArgumentSource.InBody in) {
                arguments.set(known, withSource(argument, new ArgumentSource.InBody(in.name(), in.orQuery(), true)));
            }
            return known;
        }
        if (feeds != null
                && feeds.place() == InputLocation.HEADER
                && named == null
                && credentials.isHeader(feeds.name())) {
            return NONE;
        }
        int inPath = name.startsWith("path.") ? known(name.substring("path.".length())) : NONE;
        if (inPath != NONE) {
            return inPath;
        }
        ArgumentSource source = directed(name, feeds);
        if (source == null) {
            source = undirected(name, feeds);
            if (declares && named != null) {
                undeclared.putIfAbsent(name, named);
            }
        }
        ArgumentSource chosen = source;
        return derived.computeIfAbsent(name + " " + chosen, unused -> {
            String type = feeds == null ? null : feeds.type();
            boolean required = feeds != null && feeds.required();
            String description = feeds == null ? null : feeds.description();
            return add(name, chosen, type, required, description, false, null, null, unit);
        });
    }

    /** What is wrong with the declared arguments and makes the unit dead. */
    List<Diagnostic> problems() {
        return problems;
    }

    @Override
    public void require(int index) {
        arguments.set(index, arguments.get(index).mandatory());
    }

    @Override
    public void relax(int index, String description) {
        arguments.set(index, arguments.get(index).relaxed(description));
    }

    @Override
    public List<Argument> all() {
        return List.copyOf(arguments);
    }

    /** {@code query.X}, {@code header.X}…: the first word says where to look. Null when it says nothing. */
    private static @Nullable ArgumentSource directed(String name, @Nullable OperationInput feeds) {
        int dot = name.indexOf('.');
        if (dot <= 0
                || dot == name.length() - 1
                || feeds != null && feeds.name().equals(name)) {
            return null;
        }
        String rest = name.substring(dot + 1);
        return switch (name.substring(0, dot)) {
            case "query", "path" -> new ArgumentSource.InQuery(rest);
            case "header", "headers" -> new ArgumentSource.InHeader(List.of(rest), null);
            case "body" -> new ArgumentSource.InBody(rest, null, false);
            default -> null;
        };
    }

    /** Where the parameter that it feeds lives. */
    private ArgumentSource undirected(String name, @Nullable OperationInput feeds) {
        if (feeds == null) {
            return new ArgumentSource.InBody(name, name, false);
        }
        boolean isOther = !name.equalsIgnoreCase(feeds.name()) && !credentials.isHeader(feeds.name());
        List<String> both = isOther ? List.of(name, feeds.name()) : List.of(name);
        return switch (feeds.place()) {
            case PATH, QUERY -> new ArgumentSource.InQuery(name);
            case HEADER -> new ArgumentSource.InHeader(both, name);
            case COOKIE -> new ArgumentSource.InCookie(both, name);
            case WHOLE_BODY -> new ArgumentSource.WholeBody();
            case BODY_MEMBER, TEMPLATE -> new ArgumentSource.InBody(name, name, false);
            case WHOLE_TEMPLATE -> new ArgumentSource.InBody(name, name, true);
        };
    }

    private void declare(ExposedInput input, NameIndex<Integer> placeholders, Set<Integer> covered) {
        ArgumentSource source = source(input, placeholders, covered);
        JsonNode defaultValue = null;
        if (input.value() instanceof YamlScalar value && value.text().startsWith("$")) {
            try {
                source = new ArgumentSource.AtBodyPath(JsonPathExpression.compile(value.text()));
            } catch (JsonPathExpression.InvalidJsonPath e) {
                findings.warn("jsonpath-invalid", value, e.reason());
            }
        } else if (input.value() != null) {
            defaultValue = input.value().toJson();
        }
        boolean required = Boolean.TRUE.equals(input.required()) || source instanceof ArgumentSource.InPath;
        int index = add(
                input.name(),
                source,
                JsonType.of(input.type()),
                required,
                input.description(),
                true,
                pattern(input),
                defaultValue,
                input.node());
        names.add(input.name(), index);
        if (input.in() == null && source instanceof ArgumentSource.InBody) {
            placeless.add(index);
        }
    }

    /** An argument of an aggregate function: in the path, where the parameter lives that it feeds, or where the method has it. */
    private void inherit(ToolInput input, String method, NameIndex<Integer> placeholders, Set<Integer> covered) {
        List<Integer> found = placeholders.find(input.name());
        boolean inPath = !found.isEmpty();
        ArgumentSource source = inPath
                ? new ArgumentSource.InPath(found.get(0))
                : BodyLinker.WRITES.contains(method)
                        ? new ArgumentSource.InBody(input.name(), input.name(), false)
                        : new ArgumentSource.InQuery(input.name());
        covered.addAll(found);
        int index = add(
                input.name(),
                source,
                JsonType.of(input.type()),
                input.required() || inPath,
                input.description(),
                true,
                null,
                null,
                input.node());
        names.add(input.name(), index);
        if (!inPath) {
            placeless.add(index);
        }
    }

    /** Where a declared argument is found; one that names no place is in the path, or where undeclared ones would be. */
    private ArgumentSource source(ExposedInput input, NameIndex<Integer> placeholders, Set<Integer> covered) {
        ParameterLocation place = input.in();
        if (place == null) {
            if (input.node().has("in")) {
                problems.add(findings.error(
                        "input-unknown-location",
                        input.node().at("in"),
                        "the argument \"" + input.name() + "\" is in \""
                                + input.node().text("in") + "\", which is none of query, header, path, cookie, body"));
            }
            if (placeholders.find(input.name()).isEmpty()) {
                return new ArgumentSource.InBody(input.name(), input.name(), false);
            }
            place = ParameterLocation.PATH;
        }
        return switch (place) {
            case PATH -> {
                List<Integer> found = placeholders.find(input.name());
                if (found.isEmpty()) {
                    findings.warn(
                            "path-input-without-placeholder",
                            input.node().at("name"),
                            "the path has no placeholder for \"" + input.name() + "\"; it is looked for in the query");
                    yield new ArgumentSource.InQuery(input.name());
                }
                covered.addAll(found);
                yield new ArgumentSource.InPath(found.get(0));
            }
            case HEADER -> new ArgumentSource.InHeader(List.of(input.name()), null);
            case COOKIE -> new ArgumentSource.InCookie(List.of(input.name()), null);
            case BODY -> new ArgumentSource.InBody(input.name(), null, false);
            case QUERY, ENVIRONMENT -> new ArgumentSource.InQuery(input.name());
        };
    }

    private @Nullable BoundedPattern pattern(ExposedInput input) {
        if (input.pattern() == null) {
            return null;
        }
        try {
            return BoundedPattern.compile(input.pattern());
        } catch (PatternSyntaxException e) {
            problems.add(findings.error(
                    "pattern-invalid",
                    input.node().at("pattern"),
                    "the pattern of \"" + input.name() + "\" is not a regular expression: " + e.getDescription()));
            return null;
        }
    }

    private int add(
            String name,
            ArgumentSource source,
            @Nullable String type,
            boolean required,
            @Nullable String description,
            boolean checked,
            @Nullable BoundedPattern pattern,
            @Nullable JsonNode defaultValue,
            YamlNode node) {
        int index = arguments.size();
        arguments.add(new Argument(
                index, name, source, type, required, description, checked, pattern, defaultValue, false, node));
        return index;
    }

    private static Argument withSource(Argument a, ArgumentSource source) {
        return new Argument(
                a.index(),
                a.name(),
                source,
                a.type(),
                a.required(),
                a.description(),
                a.checked(),
                a.pattern(),
                a.defaultValue(),
                a.anyJson(),
                a.node());
    }
}
