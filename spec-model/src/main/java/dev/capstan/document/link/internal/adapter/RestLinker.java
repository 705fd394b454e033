package dev.capstan.document.link.internal.adapter;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.link.internal.consumed.OperationLinker;
import dev.capstan.document.link.internal.name.Surface;
import dev.capstan.document.link.internal.unit.LinkContext;
import dev.capstan.document.link.internal.unit.TargetSelection;
import dev.capstan.document.link.internal.unit.UnitLinker;
import dev.capstan.document.link.internal.unit.UnitSource;
import dev.capstan.document.linked.Behaviour;
import dev.capstan.document.linked.InboundCredentials;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedApi;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.linked.output.OutputShape;
import dev.capstan.document.model.ExposedInput;
import dev.capstan.document.model.ExposedOperation;
import dev.capstan.document.model.ExposedResource;
import dev.capstan.document.model.Forward;
import dev.capstan.document.model.RestExpose;
import dev.capstan.document.model.ToolInput;
import dev.capstan.document.syntax.FoldedName;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.syntax.PathTemplate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Links the operations and forwards of REST adapters. */
public final class RestLinker {
    private final LinkContext context;
    private final Map<String, LinkedApi> apis = new HashMap<>();

    public RestLinker(LinkContext context, List<LinkedApi> apis) {
        this.context = context;
        apis.forEach(api -> this.apis.put(api.namespace(), api));
    }

    public LinkedAdapter link(
            RestExpose rest, String namespace, @Nullable InboundCredentials credentials, List<Diagnostic> problems) {
        UnitLinker units = new UnitLinker(context, rest, namespace, Surface.REST);
        CallerCredentials callers = CallerCredentials.of(rest.authentication());
        List<LinkedAdapter.RestRoute> routes = new ArrayList<>();
        Map<String, ExposedOperation> taken = new HashMap<>();
        for (ExposedResource resource : rest.resources()) {
            PathTemplate path = PathTemplate.parse(resource.path() == null ? "" : resource.path());
            for (ExposedOperation operation : resource.operations()) {
                LinkedUnit unit = operation(units, resource, operation, path, callers, taken);
                routes.add(new LinkedAdapter.RestRoute(operation.method(), path, unit.withProblems(problems)));
            }
            if (resource.forward() != null) {
                LinkedUnit unit = forward(resource, resource.forward(), path, credentials != null);
                routes.add(new LinkedAdapter.RestRoute(
                        LinkedAdapter.RestRoute.ANY_METHOD, path, unit.withProblems(problems)));
            }
        }
        return new LinkedAdapter.Rest(rest, namespace, credentials, List.copyOf(routes), List.copyOf(problems));
    }

    private LinkedUnit operation(
            UnitLinker units,
            ExposedResource resource,
            ExposedOperation operation,
            PathTemplate path,
            CallerCredentials credentials,
            Map<String, ExposedOperation> taken) {
        String name = operation.name() != null ? operation.name() : operation.method() + " " + path;
        ExposedOperation earlier = taken.putIfAbsent(operation.method() + " " + path.shape(), operation);
        if (resource.path() == null) {
            return UnitLinker.dead(
                    operation,
                    name,
                    context.findings().error("path-missing", resource.node(), "the resource needs a path"));
        }
        if (earlier != null) {
            return UnitLinker.dead(
                    operation,
                    name,
                    context.findings()
                            .error(
                                    "duplicate-route",
                                    operation.node(),
                                    operation.method() + " " + path + " is already served"
                                            + (earlier.name() == null ? "" : " by \"" + earlier.name() + "\"")
                                            + " on line "
                                            + earlier.node().range().line() + "; change or remove one of them"));
        }
        UnitSource source = units.source(operation);
        if (source == null) {
            return units.unknownRef(operation, name);
        }
        Collection<ExposedInput> declared = inputs(resource, operation);
        RestArguments arguments = new RestArguments(
                operation.node(),
                path,
                declared,
                inherited(source, declared),
                credentials,
                operation.method(),
                context.findings());
        return units.link(
                        source,
                        name,
                        arguments,
                        (call, candidates) -> TargetSelection.bestFor(candidates, operation.method(), path))
                .withProblems(arguments.problems());
    }

    /** The inputs of resource and operation; the operation's win where name and place are the same. */
    private static Collection<ExposedInput> inputs(ExposedResource resource, ExposedOperation operation) {
        Map<String, ExposedInput> merged = new LinkedHashMap<>();
        resource.inputParameters().forEach(input -> merged.put(input.in() + " " + input.name(), input));
        operation.inputParameters().forEach(input -> merged.put(input.in() + " " + input.name(), input));
        return merged.values();
    }

    /** The inputs of the function that the operation refers to, without those that it declares itself. */
    private static List<ToolInput> inherited(UnitSource source, Collection<ExposedInput> declared) {
        return source.function() == null
                ? List.of()
                : source.function().function().inputParameters().stream()
                        .filter(input -> declared.stream().noneMatch(own -> FoldedName.same(own.name(), input.name())))
                        .toList();
    }

    private LinkedUnit forward(ExposedResource resource, Forward forward, PathTemplate path, boolean isAuthenticated) {
        String name = resource.name() != null ? resource.name() : "forward " + path;
        LinkedApi target = forward.targetNamespace() == null ? null : apis.get(forward.targetNamespace());
        if (target == null) {
            String nearest = NearestName.among(String.valueOf(forward.targetNamespace()), apis.keySet());
            return UnitLinker.dead(
                    forward,
                    name,
                    context.findings()
                            .error(
                                    "forward-target-unknown",
                                    forward.node().at("targetNamespace"),
                                    "\"" + forward.targetNamespace() + "\" is no consumed namespace"
                                            + (nearest == null ? "" : "; did you mean " + nearest + "?"),
                                    nearest));
        }
        List<Diagnostic> problems = new ArrayList<>(target.problems());
        List<String> trusted = new ArrayList<>();
        for (String header : forward.trustedHeaders()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (OperationLinker.isConnectionField(lower)) {
                problems.add(context.findings()
                        .error(
                                "header-not-allowed",
                                forward.node().at("trustedHeaders"),
                                "the header " + header
                                        + " belongs to the connection and cannot be forwarded; remove it"));
            } else if (!OperationLinker.isToken(header)) {
                problems.add(context.findings()
                        .error(
                                "header-not-allowed",
                                forward.node().at("trustedHeaders"),
                                "\"" + header + "\" cannot be the name of a header"));
            } else if (lower.equals("authorization") && isAuthenticated) {
                context.findings()
                        .warn(
                                "forward-credentials",
                                forward.node().at("trustedHeaders"),
                                "the credentials that callers send to this adapter are forwarded to \""
                                        + target.namespace() + "\"");
            }
            trusted.add(lower);
        }
        return new LinkedUnit(
                forward,
                name,
                resource.description(),
                List.of(),
                new Behaviour.Forward(target, List.copyOf(trusted)),
                new OutputShape.Identity(),
                List.copyOf(problems));
    }
}
