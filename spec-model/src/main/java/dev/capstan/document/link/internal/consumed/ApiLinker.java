package dev.capstan.document.link.internal.consumed;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.link.imports.ImportResolver;
import dev.capstan.document.link.installation.LinkOptions;
import dev.capstan.document.link.internal.name.Findings;
import dev.capstan.document.link.internal.name.NameScope;
import dev.capstan.document.link.internal.name.SingleBraces;
import dev.capstan.document.link.internal.name.TemplateLinker;
import dev.capstan.document.link.internal.name.VariableScope;
import dev.capstan.document.linked.FileBinds;
import dev.capstan.document.linked.InputLocation;
import dev.capstan.document.linked.LinkedApi;
import dev.capstan.document.linked.LinkedAuthentication;
import dev.capstan.document.linked.LinkedParameter;
import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.linked.expression.Variable;
import dev.capstan.document.model.Authentication;
import dev.capstan.document.model.ConsumedInput;
import dev.capstan.document.model.Consumes;
import dev.capstan.document.model.ConsumesHttp;
import dev.capstan.document.model.ConsumesImport;
import dev.capstan.document.model.Document;
import dev.capstan.document.model.Expose;
import dev.capstan.document.model.ExposedResource;
import dev.capstan.document.model.ParameterLocation;
import dev.capstan.document.model.RestExpose;
import dev.capstan.document.model.UnknownConsumes;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.syntax.PathTemplate;
import dev.capstan.document.syntax.TextTemplate;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Brings a document's consumed APIs together: imports resolved, declarations of one namespace merged. */
public final class ApiLinker {
    private static final String HTTP = "http";

    /** <code>${NAME}</code>. */
    private static final Pattern SHELL_VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final Findings findings;
    private final VariableScope variables;
    private final ImportResolver imports;
    private final Set<String> adapterNamespaces;
    private final LinkOptions options;
    private final List<Diagnostic> documentProblems;
    private final Set<String> forwardTargets = new HashSet<>();
    private final Map<String, Diagnostic> unusable = new HashMap<>();

    /** A declaration of an API, and what it sees. */
    private record Declaration(
            Consumes written,
            ConsumesHttp api,
            String type,
            @Nullable Path file,
            List<FileBinds> binds,
            VariableScope variables) {
        boolean isImported() {
            return written instanceof ConsumesImport;
        }
    }

    public ApiLinker(
            Findings findings,
            VariableScope variables,
            ImportResolver imports,
            Set<String> adapterNamespaces,
            LinkOptions options,
            List<Diagnostic> documentProblems) {
        this.findings = findings;
        this.variables = variables;
        this.imports = imports;
        this.adapterNamespaces = adapterNamespaces;
        this.options = options;
        this.documentProblems = documentProblems;
    }

    public List<LinkedApi> link(Document document) {
        document.exposes().forEach(this::addForwardTargets);
        Map<String, List<Declaration>> declarations = new LinkedHashMap<>();
        for (Consumes consumes : document.allConsumes()) {
            Declaration api = declaration(consumes);
            String namespace = consumes.namespace();
            if (api != null && namespace != null) {
                declarations
                        .computeIfAbsent(namespace, unused -> new ArrayList<>(1))
                        .add(api);
            }
        }
        List<LinkedApi> apis = new ArrayList<>();
        declarations.forEach((namespace, merged) -> apis.add(api(namespace, merged)));
        return List.copyOf(apis);
    }

    /** What is wrong with the APIs that are declared and not linked, by namespace. */
    public Map<String, Diagnostic> unusable() {
        return Map.copyOf(unusable);
    }

    private void addForwardTargets(Expose expose) {
        if (expose instanceof RestExpose rest) {
            for (ExposedResource resource : rest.resources()) {
                if (resource.forward() != null && resource.forward().targetNamespace() != null) {
                    forwardTargets.add(resource.forward().targetNamespace());
                }
            }
        }
    }

    private @Nullable Declaration declaration(Consumes consumes) {
        if (consumes instanceof ConsumesHttp api) {
            return own(api, api, HTTP);
        }
        if (consumes instanceof ConsumesImport wanted) {
            ImportResolver.Imported imported = imports.resolve(wanted);
            imported.problems().forEach(findings::add);
            ConsumesHttp api = imported.api();
            return api == null
                    ? null
                    : new Declaration(
                            wanted, api, HTTP, imported.file(), imported.binds(), variables.imported(imported.binds()));
        }
        UnknownConsumes other = (UnknownConsumes) consumes;
        String type = String.valueOf(other.type());
        if (options.installation().consumes(type)) {
            return own(other, other.fields(), type);
        }
        Diagnostic unknown = findings.error(
                "consumes-unknown-type",
                other.node().at("type"),
                "consumed APIs of type \"" + other.type() + "\" are not supported; write http",
                NearestName.among(type, List.of(HTTP)));
        if (other.namespace() != null) {
            unusable.put(other.namespace(), unknown);
        }
        return null;
    }

    private Declaration own(Consumes written, ConsumesHttp api, String type) {
        return new Declaration(written, api, type, imports.importing(), List.of(), variables);
    }

    private LinkedApi api(String namespace, List<Declaration> declarations) {
        Declaration first = declarations.get(0);
        if (declarations.size() > 1) {
            reportMerged(namespace, declarations);
        }
        List<Diagnostic> problems = new ArrayList<>();
        LinkedAuthentication authentication = null;
        Expression baseUri = null;
        for (Declaration declaration : declarations) {
            if (authentication == null && problems.isEmpty()) {
                if (declaration.api.authentication() != null) {
                    SingleBraces.check(
                            declaration.api.authentication().node(), declaration.variables, findings, problems);
                }
                authentication = new AuthenticationLinker(findings, onlyVariables(declaration.variables))
                        .link(declaration.api, problems);
            }
            if (baseUri == null) {
                baseUri = baseUri(declaration, problems);
            }
        }
        LinkedApi api = new LinkedApi(
                namespace,
                first.type,
                first.api,
                first.file,
                first.binds,
                baseUri,
                authentication,
                forwardTargets.contains(namespace) ? fixedParameters(declarations, authentication) : List.of(),
                problems);
        OperationLinker operations = new OperationLinker(findings, first.variables, adapterNamespaces, options);
        api.hold(
                operations.link(api, declarations.stream().map(Declaration::api).toList()));
        return api;
    }

    /** What requests that are passed on are given: there, a name can only be a variable. */
    private static List<LinkedParameter> fixedParameters(
            List<Declaration> declarations, @Nullable LinkedAuthentication authentication) {
        List<LinkedParameter> fixed = new ArrayList<>();
        for (LinkedAuthentication.ApiKey key : AuthenticationLinker.keys(authentication, ParameterLocation.COOKIE)) {
            if (key.name() instanceof Expression.Constant name) {
                fixed.add(new LinkedParameter(InputLocation.COOKIE, name.value().asString(), key.value()));
            }
        }
        for (Declaration declaration : declarations) {
            NameScope known = (name, use) -> {
                Variable variable = declaration.variables.find(name, use);
                return variable == null ? new Expression.Absent() : new Expression.VariableValue(variable);
            };
            for (ConsumedInput input : declaration.api.inputParameters()) {
                ParameterLocation in = input.in();
                InputLocation location = in == null ? null : location(in);
                YamlNode value = input.value();
                if (value != null
                        && in != null
                        && location != null
                        && !AuthenticationLinker.sets(authentication, input.name(), in)) {
                    fixed.add(new LinkedParameter(
                            location,
                            input.name(),
                            value instanceof YamlScalar scalar && scalar.kind() == YamlScalar.Kind.STRING
                                    ? TemplateLinker.parameter(scalar.text(), scalar, known)
                                    : TemplateLinker.data(value, known)));
                }
            }
        }
        return fixed;
    }

    private static @Nullable InputLocation location(ParameterLocation declared) {
        return switch (declared) {
            case QUERY -> InputLocation.QUERY;
            case HEADER -> InputLocation.HEADER;
            case COOKIE -> InputLocation.COOKIE;
            default -> null;
        };
    }

    private void reportMerged(String namespace, List<Declaration> declarations) {
        if (declarations.stream().anyMatch(Declaration::isImported)) {
            documentProblems.add(findings.error(
                    "namespace-imported-twice",
                    nameOf(declarations.get(1).written),
                    "the namespace \"" + namespace
                            + "\" is imported and declared, or imported twice; give one of them another name with as"));
            return;
        }
        findings.warn(
                "namespace-merged",
                declarations.get(1).api.node().at("namespace"),
                "the namespace \"" + namespace + "\" is declared " + declarations.size()
                        + " times; the declarations are merged, with the first base URI and authentication");
    }

    /** Where a document says the namespace. */
    private static YamlNode nameOf(Consumes written) {
        return written.node()
                .at(written instanceof ConsumesImport ? (written.node().has("as") ? "as" : "import") : "namespace");
    }

    /** A usable base URI starts with http, or with a variable; names in single braces are variables if a bind says so. */
    private @Nullable Expression baseUri(Declaration declaration, List<Diagnostic> problems) {
        ConsumesHttp api = declaration.api;
        VariableScope variables = declaration.variables;
        boolean isHttp = declaration.type.equals(HTTP);
        String written = api.baseUri() == null ? "" : api.baseUri().trim();
        YamlNode at = api.node().at("baseUri");
        List<Expression> parts = new ArrayList<>();
        boolean usable = !written.isEmpty();
        for (TextTemplate.Part part : TextTemplate.parse(doubleBraced(written, api.authentication(), at, variables))
                .parts()) {
            if (part instanceof TextTemplate.Literal literal) {
                boolean start = parts.isEmpty();
                usable &= !start || !isHttp || literal.text().matches("(?i)https?://.*");
                usable &= literal.text().indexOf('{') < 0;
                parts.add(new Expression.Constant(JsonNodeFactory.instance.stringNode(literal.text())));
            } else if (part instanceof TextTemplate.Name name) {
                Variable variable = variables.find(name.name(), at);
                usable &= variable != null;
                parts.add(variable == null ? new Expression.Absent() : new Expression.VariableValue(variable));
            }
        }
        String scheme = isHttp ? misspeltScheme(written) : null;
        if (scheme != null) {
            problems.add(findings.error(
                    "base-uri-unusable",
                    at,
                    "\"" + api.namespace() + "\" has no usable base URI (\"" + written + "\"); did you mean " + scheme
                            + "?",
                    scheme));
            return null;
        }
        if (!usable) {
            findings.warn(
                    "base-uri-unusable",
                    at,
                    "\"" + api.namespace() + "\" has no usable base URI"
                            + (written.isEmpty() ? "" : " (\"" + written + "\")")
                            + "; supply one from outside");
            return null;
        }
        return parts.size() == 1 ? parts.get(0) : new Expression.Text(List.copyOf(parts), true);
    }

    /** The URI with the scheme that its own was probably meant to be; null when the scheme is no misspelling. */
    private static @Nullable String misspeltScheme(String uri) {
        int end = uri.indexOf("://");
        String scheme = end < 0 ? "" : uri.substring(0, end);
        for (String known : List.of("https", HTTP)) {
            if (scheme.equalsIgnoreCase(known)) {
                return null;
            }
        }
        return NearestName.isMisspelling(scheme, "https")
                ? "https" + uri.substring(end)
                : NearestName.isMisspelling(scheme, HTTP) ? HTTP + uri.substring(end) : null;
    }

    /** {@code {VAR}} as {@code {{VAR}}} where a bind declares VAR, and the shell's spelling of a variable always. */
    private static String doubleBraced(
            String baseUri, @Nullable Authentication authentication, YamlNode at, VariableScope variables) {
        String written = withKeys(SHELL_VARIABLE.matcher(baseUri).replaceAll("{{$1}}"), authentication);
        if (written.indexOf('{') < 0 || written.contains("{{")) {
            return written;
        }
        String text = written;
        for (String name : PathTemplate.parse(written).placeholders()) {
            if (variables.findDeclared(name, at) != null) {
                text = text.replace("{" + name + "}", "{{" + name + "}}");
            }
        }
        return text;
    }

    /** The base URI with the keys that authentication places into it. */
    private static String withKeys(String baseUri, @Nullable Authentication authentication) {
        String text = baseUri;
        for (Authentication.ApiKey key :
                authentication == null ? List.<Authentication.ApiKey>of() : authentication.apiKeys()) {
            if (key.place() == ParameterLocation.PATH && key.key() != null && key.value() != null) {
                text = text.replace("{" + key.key() + "}", key.value());
            }
        }
        return text;
    }

    private static NameScope onlyVariables(VariableScope variables) {
        return (name, use) -> {
            Variable variable = variables.find(name, use);
            return new Expression.VariableValue(variable == null ? variables.unknown(name, use) : variable);
        };
    }
}
