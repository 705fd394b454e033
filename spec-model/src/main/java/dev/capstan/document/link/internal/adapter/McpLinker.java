package dev.capstan.document.link.internal.adapter;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.files.FolderListing;
import dev.capstan.document.files.UnusableFileException;
import dev.capstan.document.link.internal.name.Surface;
import dev.capstan.document.link.internal.unit.LinkContext;
import dev.capstan.document.link.internal.unit.UnitLinker;
import dev.capstan.document.link.internal.unit.UnitSource;
import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.Behaviour;
import dev.capstan.document.linked.InboundCredentials;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.LinkedPrompt;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.linked.output.OutputShape;
import dev.capstan.document.model.McpExpose;
import dev.capstan.document.model.McpResource;
import dev.capstan.document.model.Prompt;
import dev.capstan.document.model.PromptMessage;
import dev.capstan.document.model.Tool;
import dev.capstan.document.model.ToolInput;
import dev.capstan.document.model.UnknownExpose;
import dev.capstan.document.syntax.FoldedName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Links the tools, resources and prompts of MCP adapters, and the operations of adapters of other types. */
public final class McpLinker {
    private static final Pattern URI_PLACEHOLDER = Pattern.compile("\\{([^{}]+)}");
    private static final Set<String> TRANSPORTS = Set.of("http", "stdio");

    private final LinkContext context;

    public McpLinker(LinkContext context) {
        this.context = context;
    }

    public LinkedAdapter link(
            McpExpose mcp, String namespace, @Nullable InboundCredentials credentials, List<Diagnostic> problems) {
        String transport = mcp.transport() == null ? "http" : mcp.transport();
        if (!TRANSPORTS.contains(transport)) {
            problems.add(context.findings()
                    .error(
                            "transport-unknown",
                            mcp.node().at("transport"),
                            "there is no MCP transport \"" + transport + "\"; write http or stdio"));
        } else if (!context.installation().serves("mcp", transport)) {
            problems.add(context.findings()
                    .error(
                            "adapter-not-served",
                            mcp.node().at("transport"),
                            "the adapter \"" + namespace + "\" speaks MCP over " + transport
                                    + ", which nothing that is installed serves"));
        }
        if (transport.equals("stdio") && mcp.authentication() != null) {
            problems.add(context.findings()
                    .error(
                            "authentication-over-stdio",
                            mcp.authentication().node(),
                            "the adapter \"" + namespace
                                    + "\" asks for credentials over stdio, which cannot carry them; remove"
                                    + " authentication, or use transport: http"));
        }
        UnitLinker units = new UnitLinker(context, mcp, namespace, Surface.TOOLS);
        List<LinkedUnit> tools = tools(units, mcp.tools(), problems);
        List<LinkedAdapter.ResourceRoute> resources = new ArrayList<>();
        for (McpResource resource : mcp.resources()) {
            resources.add(resource(units, resource, problems));
        }
        List<LinkedPrompt> prompts =
                mcp.prompts().stream().map(prompt -> prompt(prompt, problems)).toList();
        return new LinkedAdapter.Mcp(
                mcp, namespace, credentials, tools, List.copyOf(resources), prompts, List.copyOf(problems));
    }

    public LinkedAdapter link(
            UnknownExpose other,
            String namespace,
            @Nullable InboundCredentials credentials,
            List<Diagnostic> problems) {
        UnitLinker units = new UnitLinker(context, other, namespace, Surface.TOOLS);
        return new LinkedAdapter.Other(
                other, namespace, credentials, tools(units, other.operations(), problems), List.copyOf(problems));
    }

    private List<LinkedUnit> tools(UnitLinker units, List<Tool> declared, List<Diagnostic> problems) {
        Map<String, Integer> callsSeen = new HashMap<>();
        return declared.stream()
                .map(tool -> tool(units, tool, callsSeen).withProblems(problems))
                .toList();
    }

    private LinkedUnit tool(UnitLinker units, Tool declared, Map<String, Integer> callsSeen) {
        Tool tool = units.hinted(declared);
        UnitSource source = units.source(tool);
        String ref = tool.ref() == null ? null : tool.ref().substring(tool.ref().lastIndexOf('.') + 1);
        String name = tool.name() != null ? tool.name() : ref;
        if (name == null) {
            return UnitLinker.dead(
                    tool,
                    String.valueOf(tool.label()),
                    context.findings().error("tool-name-missing", tool.node(), "the tool needs a name"));
        }
        if (source == null) {
            return units.unknownRef(tool, name);
        }
        List<ToolInput> inputs = new ArrayList<>(tool.inputParameters());
        if (source.function() != null) {
            source.function().function().inputParameters().stream()
                    .filter(input ->
                            tool.inputParameters().stream().noneMatch(own -> FoldedName.same(own.name(), input.name())))
                    .forEach(inputs::add);
        }
        // Where several operations have one name, the n-th tool that names it takes the n-th of them.
        BiFunction<String, List<LinkedOperation>, LinkedOperation> nth = (call, candidates) ->
                candidates.get(Math.min(callsSeen.merge(call, 1, Integer::sum) - 1, candidates.size() - 1));
        return units.link(source, name, new ToolArguments(tool.node(), inputs), nth);
    }

    // Resources

    private LinkedAdapter.ResourceRoute resource(UnitLinker units, McpResource resource, List<Diagnostic> problems) {
        String name = resource.name() == null ? String.valueOf(resource.uri()) : resource.name();
        String uri = resource.uri() == null ? "" : resource.uri();
        List<String> placeholders = new ArrayList<>();
        Matcher matcher = URI_PLACEHOLDER.matcher(uri);
        while (matcher.find()) {
            placeholders.add(matcher.group(1).trim());
        }
        LinkedUnit unit;
        if (uri.isEmpty()) {
            unit = UnitLinker.dead(
                    resource,
                    name,
                    context.findings()
                            .error(
                                    "resource-uri-missing",
                                    resource.node(),
                                    "the resource \"" + name + "\" needs a uri"));
        } else if (resource.location() != null) {
            unit = files(resource, name, resource.location());
        } else {
            unit = units.link(
                    new UnitSource(resource, null),
                    name,
                    new ToolArguments(resource.node(), inputs(resource, placeholders)),
                    (call, candidates) -> candidates.get(0));
            unit = withoutLackingArguments(resource, name, unit, placeholders);
        }
        return new LinkedAdapter.ResourceRoute(resource, uri, List.copyOf(placeholders), unit.withProblems(problems));
    }

    /** Whoever reads a resource gives its URI and nothing else: what the call needs beside that, nobody can give. */
    private LinkedUnit withoutLackingArguments(
            McpResource resource, String name, LinkedUnit unit, List<String> placeholders) {
        List<String> lacking = unit.arguments().stream()
                .filter(argument -> argument.required()
                        && argument.defaultValue() == null
                        && placeholders.stream().noneMatch(given -> FoldedName.same(given, argument.name())))
                .map(Argument::name)
                .toList();
        return lacking.isEmpty() || !unit.live()
                ? unit
                : unit.withProblems(List.of(context.findings()
                        .error(
                                "resource-argument-missing",
                                resource.node().at("uri"),
                                "the resource \"" + name + "\" needs " + String.join(", ", lacking)
                                        + ", which its uri does not give; write {" + lacking.get(0)
                                        + "} in the uri, or give it a value in with")));
    }

    private static List<ToolInput> inputs(McpResource resource, List<String> placeholders) {
        return placeholders.stream()
                .distinct()
                .map(name -> new ToolInput(resource.node(), name, "string", null, true))
                .toList();
    }

    private LinkedUnit files(McpResource resource, String name, String location) {
        try {
            Path folder = context.files().folder(location);
            FolderListing files = context.files().listing(folder);
            for (FolderListing.LeftOut file : files.leftOut()) {
                context.findings()
                        .warn(
                                "resource-file-left-out",
                                resource.node().at("location"),
                                "the resource \"" + name + "\" leaves the file \"" + file.path() + "\" out, which "
                                        + file.reason());
            }
            return new LinkedUnit(
                    resource,
                    name,
                    resource.description(),
                    List.of(),
                    new Behaviour.StaticFiles(folder, files),
                    new OutputShape.Identity(),
                    List.of());
        } catch (UnusableFileException e) {
            return UnitLinker.dead(
                    resource,
                    name,
                    context.findings()
                            .error(
                                    "location-unusable",
                                    resource.node().at("location"),
                                    "the resource \"" + name + "\" serves the folder " + location + ", which "
                                            + e.getMessage()));
        }
    }

    // Prompts

    private LinkedPrompt prompt(Prompt prompt, List<Diagnostic> adapterProblems) {
        String name = prompt.name() == null ? "" : prompt.name();
        List<Diagnostic> problems = new ArrayList<>(adapterProblems);
        List<LinkedPrompt.Message> messages = new ArrayList<>();
        if (name.isEmpty()) {
            problems.add(context.findings().error("prompt-incomplete", prompt.node(), "the prompt needs a name"));
        }
        Set<String> arguments = new HashSet<>();
        prompt.arguments().forEach(argument -> {
            if (argument.name() == null || !arguments.add(argument.name())) {
                problems.add(context.findings()
                        .error(
                                "prompt-incomplete",
                                argument.node(),
                                "each argument of the prompt \"" + name + "\" needs a name of its own"));
            }
        });
        for (PromptMessage message : prompt.template()) {
            messages.add(new LinkedPrompt.Message(
                    "assistant".equals(message.role()) ? "assistant" : "user",
                    message.content() == null ? "" : message.content()));
        }
        if (prompt.location() != null) {
            try {
                messages.add(new LinkedPrompt.Message("user", context.files().text(prompt.location())));
            } catch (UnusableFileException e) {
                problems.add(context.findings()
                        .error(
                                "location-unusable",
                                prompt.node().at("location"),
                                "the prompt \"" + name + "\" is the file " + prompt.location() + ", which "
                                        + e.getMessage()));
            }
        } else if (messages.isEmpty()) {
            problems.add(context.findings()
                    .error(
                            "prompt-incomplete",
                            prompt.node(),
                            "the prompt \"" + name + "\" has neither template nor location"));
        }
        return new LinkedPrompt(prompt, name, List.copyOf(messages), List.copyOf(problems));
    }
}
