package dev.capstan.document.link.internal.consumed;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.link.installation.LinkOptions;
import dev.capstan.document.link.internal.name.Findings;
import dev.capstan.document.link.internal.name.NameIndex;
import dev.capstan.document.link.internal.name.VariableScope;
import dev.capstan.document.linked.BodyShape;
import dev.capstan.document.linked.InputLocation;
import dev.capstan.document.linked.LinkedApi;
import dev.capstan.document.linked.LinkedAuthentication;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.document.model.ConsumedInput;
import dev.capstan.document.model.ConsumedOperation;
import dev.capstan.document.model.ConsumedResource;
import dev.capstan.document.model.ConsumesHttp;
import dev.capstan.document.model.ParameterLocation;
import dev.capstan.document.syntax.FoldedName;
import dev.capstan.document.syntax.PathTemplate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Resolves the operations of one consumed API. */
public final class OperationLinker {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    /** RFC 9110, section 7.6.1, and what the connection itself decides. */
    private static final Set<String> CONNECTION_FIELDS = Set.of(
            "connection",
            "content-length",
            "host",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final Findings findings;
    private final VariableScope variables;
    private final Set<String> adapterNamespaces;
    private final LinkOptions options;

    OperationLinker(Findings findings, VariableScope variables, Set<String> adapterNamespaces, LinkOptions options) {
        this.findings = findings;
        this.variables = variables;
        this.adapterNamespaces = adapterNamespaces;
        this.options = options;
    }

    /** Whether a header or a cookie can have that name. */
    public static boolean isToken(String name) {
        return TOKEN.matcher(name).matches();
    }

    /** Whether a header field, in lower case, belongs to the connection and can be set by no document. */
    public static boolean isConnectionField(String name) {
        return CONNECTION_FIELDS.contains(name);
    }

    /** All operations of the API's declarations, in the order of the document. */
    List<LinkedOperation> link(LinkedApi api, List<ConsumesHttp> declarations) {
        boolean replace = operationPathsReplace(declarations);
        List<LinkedOperation> operations = new ArrayList<>();
        for (ConsumesHttp declaration : declarations) {
            for (ConsumedResource resource : declaration.resources()) {
                for (ConsumedOperation operation : resource.operations()) {
                    if (operation.name() != null) {
                        operations.add(operation(api, declaration, resource, operation, operation.name(), replace));
                    }
                }
            }
        }
        return operations;
    }

    /**
     * Whether operation paths stand for the whole path: so it is when any of them starts with its resource's first literal
     * segment.
     */
    private static boolean operationPathsReplace(List<ConsumesHttp> declarations) {
        for (ConsumesHttp declaration : declarations) {
            for (ConsumedResource resource : declaration.resources()) {
                String first = firstLiteral(resource.path());
                for (ConsumedOperation operation : resource.operations()) {
                    if (!first.isEmpty() && first.equals(firstLiteral(operation.path()))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static String firstLiteral(@Nullable String path) {
        if (path == null) {
            return "";
        }
        String literal = PathTemplate.parse(path).segments().get(0).literal();
        return literal == null ? "" : literal;
    }

    private static String path(ConsumedResource resource, ConsumedOperation operation, boolean replace) {
        String base = resource.path() == null ? "" : resource.path();
        String own = operation.path();
        if (own == null) {
            return base;
        }
        if (replace) {
            return own;
        }
        String tail = own.startsWith("/") ? own.substring(1) : own;
        return tail.isEmpty() ? base : (base.endsWith("/") ? base : base + "/") + tail;
    }

    private LinkedOperation operation(
            LinkedApi api,
            ConsumesHttp declaration,
            ConsumedResource resource,
            ConsumedOperation operation,
            String name,
            boolean replace) {
        List<Diagnostic> problems = new ArrayList<>(api.problems());
        InputCollector inputs = new InputCollector();
        List<ConsumedInput> inPath = new ArrayList<>();
        List<ConsumedInput> inBody = new ArrayList<>();
        PathTemplate path = PathTemplate.parse(path(resource, operation, replace));
        for (ConsumedInput key : AuthenticationLinker.parameters(api.authentication(), ParameterLocation.COOKIE)) {
            place(null, operation, path, key, inputs, inPath, inBody, problems);
        }
        for (ConsumedInput key : AuthenticationLinker.parameters(api.authentication(), ParameterLocation.PATH)) {
            if (path.placeholders().contains(key.name())) {
                inPath.add(key);
            }
        }
        for (ConsumedInput declared : declared(declaration, resource, operation)) {
            ConsumedInput input = declared.in() == null ? placed(declared, operation, path) : declared;
            place(api.authentication(), operation, path, input, inputs, inPath, inBody, problems);
        }
        path = withPathParameters(path, operation, inPath, problems);
        List<Integer> pathInputs = pathInputs(path, inPath, inputs);
        BodyLinker bodies = new BodyLinker(findings, variables, adapterNamespaces);
        BodyShape body = bodies.link(api, operation, inBody, inputs, problems);
        bodies.addTemplateNames(operation, body, inputs);
        reportAmbiguities(operation, inputs);
        return new LinkedOperation(
                api, name, operation, operation.method(), path, inputs.all(), pathInputs, body, List.copyOf(problems));
    }

    /** The parameters of API, resource and operation; the nearer one wins where name and place are the same. */
    private static Iterable<ConsumedInput> declared(
            ConsumesHttp declaration, ConsumedResource resource, ConsumedOperation operation) {
        Map<String, ConsumedInput> merged = new LinkedHashMap<>();
        for (List<ConsumedInput> level :
                List.of(declaration.inputParameters(), resource.inputParameters(), operation.inputParameters())) {
            for (ConsumedInput input : level) {
                String name =
                        input.in() == ParameterLocation.HEADER ? input.name().toLowerCase(Locale.ROOT) : input.name();
                merged.put(input.in() + " " + name, input);
            }
        }
        return merged.values();
    }

    /** A parameter that names no place is in the path where a placeholder has its name, and in the query of what only reads. */
    private static ConsumedInput placed(ConsumedInput input, ConsumedOperation operation, PathTemplate path) {
        ParameterLocation place = null;
        if (!input.node().has("in")) {
            if (path.placeholders().stream().anyMatch(name -> FoldedName.same(name, input.name()))) {
                place = ParameterLocation.PATH;
            } else if (!BodyLinker.WRITES.contains(operation.method())) {
                place = ParameterLocation.QUERY;
            }
        }
        return new ConsumedInput(
                input.node(), input.name(), place, input.type(), input.required(), input.description(), input.value());
    }

    private void place(
            @Nullable LinkedAuthentication authentication,
            ConsumedOperation operation,
            PathTemplate path,
            ConsumedInput input,
            InputCollector inputs,
            List<ConsumedInput> inPath,
            List<ConsumedInput> inBody,
            List<Diagnostic> problems) {
        if (input.in() == null) {
            leaveOut(operation, input, "in", "its place \"in\" is none of query, header, path, cookie, body", problems);
            return;
        }
        if (AuthenticationLinker.sets(authentication, input.name(), input.in())) {
            return;
        }
        switch (input.in()) {
            case PATH -> inPath.add(input);
            case BODY -> inBody.add(input);
            case ENVIRONMENT -> {
                if (path.placeholders().stream().anyMatch(name -> FoldedName.same(name, input.name()))) {
                    inPath.add(input);
                } else {
                    inputs.add(input, InputLocation.TEMPLATE);
                }
            }
            case COOKIE -> {
                if (isToken(input.name())) {
                    inputs.add(input, InputLocation.COOKIE);
                } else {
                    leaveOut(operation, input, "name", "its name cannot be a cookie's", problems);
                }
            }
            case QUERY -> inputs.add(input, InputLocation.QUERY);
            case HEADER -> {
                if (CONNECTION_FIELDS.contains(input.name().toLowerCase(Locale.ROOT))) {
                    problems.add(findings.error(
                            "header-not-allowed",
                            input.node().at("name"),
                            "the header " + input.name() + " belongs to the connection and cannot be set by \""
                                    + operation.name() + "\"; remove the parameter"));
                } else if (isToken(input.name())) {
                    inputs.add(input, InputLocation.HEADER);
                } else {
                    leaveOut(operation, input, "name", "its name cannot be a header's", problems);
                }
            }
        }
    }

    /** A parameter that can be sent nowhere is left out when the call makes sense without it. */
    private void leaveOut(
            ConsumedOperation operation, ConsumedInput input, String key, String why, List<Diagnostic> problems) {
        String message =
                "the parameter \"" + input.name() + "\" of \"" + operation.name() + "\" cannot be sent: " + why;
        if (Boolean.TRUE.equals(input.required())) {
            problems.add(findings.error("parameter-unusable", input.node().at(key), message));
        } else {
            findings.warn("parameter-unusable", input.node().at(key), message + "; it is left out");
        }
    }

    /** Path parameters need a placeholder; what to do with those that have none is the options' to say. */
    private PathTemplate withPathParameters(
            PathTemplate path, ConsumedOperation operation, List<ConsumedInput> inPath, List<Diagnostic> problems) {
        NameIndex<String> placeholders = new NameIndex<>();
        path.placeholders().stream().distinct().forEach(name -> placeholders.add(name, name));
        List<String> homeless = new ArrayList<>();
        for (ConsumedInput input : inPath) {
            if (!placeholders.find(input.name()).isEmpty()) {
                continue;
            }
            homeless.add(input.name());
            String message = "the path parameter \"" + input.name() + "\" of \"" + operation.name()
                    + "\" has no placeholder in " + (path.text().isEmpty() ? "its empty path" : path.text());
            if (options.inferPaths()) {
                findings.warn("path-inferred", input.node().at("name"), message + "; it is appended as a segment");
            } else {
                problems.add(findings.error(
                        "path-parameter-without-placeholder",
                        input.node().at("name"),
                        message + ": write {" + input.name() + "} where it belongs, or let paths be inferred"));
            }
        }
        return options.inferPaths() && !homeless.isEmpty() ? path.withSegments(homeless) : path;
    }

    private static List<Integer> pathInputs(PathTemplate path, List<ConsumedInput> inPath, InputCollector inputs) {
        NameIndex<ConsumedInput> declared = new NameIndex<>();
        inPath.forEach(input -> declared.add(input.name(), input));
        Map<String, Integer> byPlaceholder = new LinkedHashMap<>();
        Map<ConsumedInput, Integer> byDeclaration = new LinkedHashMap<>();
        List<Integer> indexes = new ArrayList<>();
        for (String placeholder : path.placeholders()) {
            Integer index = byPlaceholder.get(placeholder);
            if (index == null) {
                List<ConsumedInput> found = declared.find(placeholder);
                index = found.isEmpty()
                        ? inputs.addRequired(placeholder)
                        : byDeclaration.computeIfAbsent(found.get(0), input -> inputs.add(input, InputLocation.PATH));
                byPlaceholder.put(placeholder, index);
            }
            indexes.add(index);
        }
        return List.copyOf(indexes);
    }

    private void reportAmbiguities(ConsumedOperation operation, InputCollector inputs) {
        NameIndex<OperationInput> names = new NameIndex<>();
        inputs.all().forEach(input -> names.add(input.name(), input));
        for (Set<String> spellings : names.ambiguities()) {
            findings.warn(
                    "ambiguous-folding",
                    operation.node().at("name"),
                    "the parameters " + String.join(" and ", spellings) + " of \"" + operation.name()
                            + "\" differ only in case, - or _; only exact names reach them");
        }
    }
}
