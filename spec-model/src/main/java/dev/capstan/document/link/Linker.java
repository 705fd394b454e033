package dev.capstan.document.link;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.files.DocumentFiles;
import dev.capstan.document.link.imports.ImportResolver;
import dev.capstan.document.link.installation.LinkOptions;
import dev.capstan.document.link.internal.adapter.ControlLinker;
import dev.capstan.document.link.internal.adapter.InboundLinker;
import dev.capstan.document.link.internal.adapter.McpLinker;
import dev.capstan.document.link.internal.adapter.RestLinker;
import dev.capstan.document.link.internal.adapter.SkillLinker;
import dev.capstan.document.link.internal.adapter.ToolArguments;
import dev.capstan.document.link.internal.consumed.ApiLinker;
import dev.capstan.document.link.internal.name.Findings;
import dev.capstan.document.link.internal.name.VariableScope;
import dev.capstan.document.link.internal.unit.FunctionIndex;
import dev.capstan.document.link.internal.unit.LinkContext;
import dev.capstan.document.link.internal.unit.TargetSelection;
import dev.capstan.document.link.internal.unit.UnitLinker;
import dev.capstan.document.link.internal.unit.UnitSource;
import dev.capstan.document.linked.InboundCredentials;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedApi;
import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.linked.ScriptDefaults;
import dev.capstan.document.model.ControlExpose;
import dev.capstan.document.model.Document;
import dev.capstan.document.model.Expose;
import dev.capstan.document.model.McpExpose;
import dev.capstan.document.model.RestExpose;
import dev.capstan.document.model.SkillExpose;
import dev.capstan.document.model.UnknownExpose;
import dev.capstan.document.syntax.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the names of a document: imports, calls, arguments, templates, variables. Whatever is wrong with a unit makes that
 * unit dead and is reported; nothing here throws for what a document says.
 */
public final class Linker {
    private static final List<String> ADAPTER_TYPES = List.of("rest", "mcp", "skill", "control");

    private final Findings findings = new Findings();
    private final List<Diagnostic> documentProblems = new ArrayList<>();
    private final Document document;
    private final VariableScope variables;
    private final List<LinkedApi> apis;
    private final LinkContext context;
    private final InboundLinker inbound;

    private Linker(Document document, ImportResolver imports, LinkOptions options) {
        this.document = document;
        this.variables = new VariableScope(document, imports.importing(), findings);
        Set<String> adapterNamespaces = new LinkedHashSet<>();
        for (Expose expose : document.exposes()) {
            if (expose.namespace() != null) {
                adapterNamespaces.add(expose.namespace());
            }
        }
        ApiLinker linker = new ApiLinker(findings, variables, imports, adapterNamespaces, options, documentProblems);
        this.apis = linker.link(document);
        this.context = new LinkContext(
                findings,
                variables,
                new TargetSelection(apis, linker.unusable()),
                new FunctionIndex(document, findings, documentProblems),
                imports.readsFiles() ? new DocumentFiles(imports.importing()) : DocumentFiles.assumed(),
                ScriptDefaults.of(document),
                options.installation(),
                Set.copyOf(adapterNamespaces),
                documentProblems);
        this.inbound = new InboundLinker(findings, variables, options.installation());
    }

    /**
     * Links a document.
     *
     * @param imports finds what it imports
     */
    public static LinkedDocument link(Document document, ImportResolver imports, LinkOptions options) {
        return new Linker(document, imports, options).link();
    }

    private LinkedDocument link() {
        List<LinkedAdapter> adapters = new ArrayList<>();
        for (Expose expose : document.exposes()) {
            adapters.add(expose instanceof SkillExpose ? null : adapter(expose));
        }
        // Skills refer to the units of all other adapters.
        List<LinkedAdapter> others =
                adapters.stream().filter(adapter -> adapter != null).toList();
        for (int i = 0; i < adapters.size(); i++) {
            if (document.exposes().get(i) instanceof SkillExpose skills) {
                adapters.set(i, skills(skills, others));
            }
        }
        for (FunctionIndex.Entry entry : context.functions().unreferenced()) {
            LinkedUnit unused = UnitLinker.ofAggregate(context, entry.namespace())
                    .link(
                            new UnitSource(entry.function(), null),
                            entry.namespace() + "." + entry.function().name(),
                            new ToolArguments(
                                    entry.function().node(), entry.function().inputParameters()),
                            (call, candidates) -> candidates.get(0));
        }
        variables.reportUnused(document.node(), documentProblems);
        variables.reportUnread(context.installation());
        return new LinkedDocument(
                document,
                apis,
                List.copyOf(adapters),
                variables.used(),
                List.copyOf(documentProblems),
                findings.inSourceOrder());
    }

    private static String namespace(Expose expose) {
        return expose.namespace() == null ? expose.type() : expose.namespace();
    }

    private LinkedAdapter skills(SkillExpose expose, List<LinkedAdapter> others) {
        List<Diagnostic> problems = new ArrayList<>();
        InboundCredentials credentials = credentials(expose, problems);
        checkPort(expose, problems);
        reportNotServed(expose, problems);
        return new SkillLinker(context, others).link(expose, namespace(expose), credentials, problems);
    }

    private @Nullable InboundCredentials credentials(Expose expose, List<Diagnostic> problems) {
        return inbound.link(expose.authentication(), namespace(expose), problems);
    }

    private void reportNotServed(Expose expose, List<Diagnostic> problems) {
        if (!context.installation().serves(expose.type(), "http")) {
            problems.add(findings.error(
                    "adapter-not-served",
                    expose.node().at("type"),
                    "adapters of type " + expose.type() + " are served by nothing that is installed"));
        }
    }

    private LinkedAdapter adapter(Expose expose) {
        String namespace = namespace(expose);
        List<Diagnostic> problems = new ArrayList<>();
        InboundCredentials credentials = credentials(expose, problems);
        checkPort(expose, problems);
        if (expose instanceof RestExpose rest) {
            return new RestLinker(context, apis).link(rest, namespace, credentials, problems);
        }
        if (expose instanceof McpExpose mcp) {
            return new McpLinker(context).link(mcp, namespace, credentials, problems);
        }
        if (expose instanceof ControlExpose control) {
            reportNotServed(control, problems);
            return new ControlLinker(findings, document).link(control, namespace, credentials, problems);
        }
        UnknownExpose other = (UnknownExpose) expose;
        if (!context.installation().serves(other.type(), "http")) {
            String nearest = NearestName.among(other.type(), ADAPTER_TYPES);
            problems.add(findings.error(
                    "adapter-unknown-type",
                    other.node().at("type"),
                    "there is no adapter of type \"" + other.type() + "\"; write rest, mcp, skill or control",
                    nearest));
        }
        return new McpLinker(context).link(other, namespace, credentials, problems);
    }

    /** A port that cannot be read must not become the default one. */
    private void checkPort(Expose expose, List<Diagnostic> problems) {
        if (expose.node().has("port") && (expose.port() == null || expose.port() < 1 || expose.port() > 65_535)) {
            problems.add(findings.error(
                    "port-invalid",
                    expose.node().at("port"),
                    "the port of \"" + namespace(expose) + "\" is no number from 1 to 65535"));
        }
    }
}
