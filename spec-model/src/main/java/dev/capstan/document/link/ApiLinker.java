package dev.capstan.document.link;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.linked.Expression;
import dev.capstan.document.linked.LinkedApi;
import dev.capstan.document.linked.LinkedAuthentication;
import dev.capstan.document.linked.Variable;
import dev.capstan.document.model.Authentication;
import dev.capstan.document.model.Consumes;
import dev.capstan.document.model.ConsumesHttp;
import dev.capstan.document.model.ConsumesImport;
import dev.capstan.document.model.Document;
import dev.capstan.document.model.ParameterLocation;
import dev.capstan.document.model.UnknownConsumes;
import dev.capstan.document.syntax.PathTemplate;
import dev.capstan.document.syntax.TextTemplate;
import dev.capstan.document.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Brings a document's consumed APIs together: imports resolved, declarations of one namespace merged. */
final class ApiLinker {
    /** <code>${NAME}</code>. */
    private static final Pattern SHELL_VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final Findings findings;
    private final VariableScope variables;
    private final ImportResolver imports;
    private final Set<String> adapterNamespaces;
    private final LinkOptions options;
    private final NameScope onlyVariables;

    ApiLinker(
            Findings findings,
            VariableScope variables,
            ImportResolver imports,
            Set<String> adapterNamespaces,
            LinkOptions options) {
        this.findings = findings;
        this.variables = variables;
        this.imports = imports;
        this.adapterNamespaces = adapterNamespaces;
        this.options = options;
        this.onlyVariables = this::variable;
    }

    List<LinkedApi> link(Document document) {
        Map<String, List<ConsumesHttp>> declarations = new LinkedHashMap<>();
        for (Consumes consumes : document.allConsumes()) {
            ConsumesHttp api = http(consumes);
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

    private @Nullable ConsumesHttp http(Consumes consumes) {
        if (consumes instanceof ConsumesHttp api) {
            return api;
        }
        if (consumes instanceof ConsumesImport wanted) {
            ImportResolver.Imported imported = imports.resolve(wanted);
            imported.problems().forEach(findings::add);
            return imported.api();
        }
        UnknownConsumes unknown = (UnknownConsumes) consumes;
        findings.error(
                "consumes-unknown-type",
                unknown.node().at("type"),
                "consumed APIs of type \"" + unknown.type() + "\" are not supported; write http");
        return null;
    }

    private LinkedApi api(String namespace, List<ConsumesHttp> declarations) {
        ConsumesHttp first = declarations.get(0);
        if (declarations.size() > 1) {
            findings.warn(
                    "namespace-merged",
                    declarations.get(1).node().at("namespace"),
                    "the namespace \"" + namespace + "\" is declared " + declarations.size()
                            + " times; the declarations are merged, with the first base URI and authentication");
        }
        List<Diagnostic> problems = new ArrayList<>();
        LinkedAuthentication authentication = null;
        Expression baseUri = null;
        for (ConsumesHttp declaration : declarations) {
            if (authentication == null && problems.isEmpty()) {
                authentication = new AuthenticationLinker(findings, onlyVariables).link(declaration, problems);
            }
            if (baseUri == null) {
                baseUri = baseUri(declaration);
            }
        }
        LinkedApi api = new LinkedApi(namespace, first, baseUri, authentication, problems);
        OperationLinker operations = new OperationLinker(findings, variables, adapterNamespaces, options);
        api.hold(operations.link(api, declarations));
        return api;
    }

    /** A usable base URI starts with http, or with a variable; names in single braces are variables if a bind says so. */
    private @Nullable Expression baseUri(ConsumesHttp api) {
        String written = api.baseUri() == null ? "" : api.baseUri().trim();
        YamlNode at = api.node().at("baseUri");
        List<Expression> parts = new ArrayList<>();
        boolean usable = !written.isEmpty();
        for (TextTemplate.Part part : TextTemplate.parse(doubleBraced(written, api.authentication(), at))
                .parts()) {
            if (part instanceof TextTemplate.Literal literal) {
                boolean start = parts.isEmpty();
                usable &= !start || literal.text().matches("(?i)https?://.*");
                usable &= literal.text().indexOf('{') < 0;
                parts.add(new Expression.Constant(JsonNodeFactory.instance.stringNode(literal.text())));
            } else if (part instanceof TextTemplate.Name name) {
                Variable variable = variables.find(name.name(), at);
                usable &= variable != null;
                parts.add(variable == null ? new Expression.Absent() : new Expression.VariableValue(variable));
            }
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

    /** {@code {VAR}} as {@code {{VAR}}} where a bind declares VAR, and the shell's spelling of a variable always. */
    private String doubleBraced(String baseUri, @Nullable Authentication authentication, YamlNode at) {
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

    private Expression variable(String name, YamlNode use) {
        Variable variable = variables.find(name, use);
        if (variable == null) {
            return new Expression.VariableValue(variables.unknown(name, use));
        }
        return new Expression.VariableValue(variable);
    }
}
