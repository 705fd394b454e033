package dev.capstan.engine.internal.assembly;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.linked.InboundCredentials;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.internal.compile.ExpressionCompiler;
import dev.capstan.engine.internal.load.VariableResolver;
import dev.capstan.engine.internal.observe.Observers;
import dev.capstan.engine.internal.run.Incidents;
import dev.capstan.engine.observe.EngineObserver;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.plan.ForwardPlan;
import dev.capstan.engine.plan.UnitPlan;
import dev.capstan.engine.reload.DocumentReload;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.adapter.DocumentView;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import dev.capstan.engine.spi.adapter.ServerAdapterContext;
import dev.capstan.engine.spi.adapter.ServerAdapterProvider;
import dev.capstan.engine.spi.authentication.Authenticator;
import dev.capstan.engine.spi.authentication.AuthenticatorContext;
import dev.capstan.engine.spi.authentication.AuthenticatorProvider;
import dev.capstan.engine.spi.authentication.InboundAuthentication;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Has the adapters of one document made, each with what judges its callers' credentials. */
final class AdapterFactory {
    /** Takes a unit that is left out, and why. */
    interface LeftOut {
        void leaveOut(LinkedAdapter adapter, LinkedUnit unit, List<Diagnostic> reasons);
    }

    private final AssemblySettings settings;
    private final AssemblyRequest request;
    private final VariableResolver variables;
    private final Map<LinkedAdapter, Authenticator> authenticators = new IdentityHashMap<>();
    private final Map<LinkedAdapter, EngineObserver> observers = new IdentityHashMap<>();
    private final List<AdapterPlan> plans = new ArrayList<>();
    private final List<ServerAdapter> made = new ArrayList<>();
    private final Set<Diagnostic> problems = new LinkedHashSet<>();
    private final AssembledDocument document;
    private final ConcurrentLinkedQueue<Diagnostic> reported = new ConcurrentLinkedQueue<>();
    private boolean refused;

    AdapterFactory(AssemblySettings settings, AssemblyRequest request, AssembledDocument document) {
        this.settings = settings;
        this.request = request;
        this.document = document;
        this.variables = request.variables();
    }

    /**
     * What observes the calls of the document: whatever observes the engine, and what adapters ask for; what an adapter asked for before
     * its document was loaded anew goes on to observe it. Null when nothing does.
     */
    @Nullable
    EngineObserver observer(List<LinkedAdapter> adapters) {
        List<EngineObserver> all = new ArrayList<>();
        EngineObserver ofEngine = settings.context().observer();
        if (ofEngine != null) {
            all.add(ofEngine);
        }
        for (LinkedAdapter adapter : adapters) {
            ServerAdapterProvider provider =
                    settings.providers().adapters().get(adapter.declaration().type());
            EngineObserver observer =
                    provider == null || !adapter.problems().isEmpty() ? null : provider.observer(adapter);
            if (observer != null) {
                DocumentGeneration previous = request.previous();
                EngineObserver known = previous == null ? null : previous.observer(adapter);
                observers.put(adapter, known == null ? observer : known);
                all.add(known == null ? observer : known);
            }
        }
        return all.isEmpty() ? null : all.size() == 1 ? all.get(0) : new Observers(all);
    }

    /**
     * Makes what judges the credentials of an adapter's callers. An adapter whose callers cannot be judged is left out rather than
     * served open; an empty credential refuses the document.
     *
     * @return why the adapter must not be served; null when it may be
     */
    @Nullable
    Diagnostic authenticate(AdapterPlan plan, LeftOut leftOut) {
        InboundCredentials credentials = plan.linked().credentials();
        if (credentials == null) {
            return null;
        }
        Diagnostic problem;
        YamlNode node = credentials.declaration().node();
        String scheme = credentials.declaration().type();
        try {
            InboundAuthentication settled = new InboundCredentialsResolver(
                            new ExpressionCompiler(variables::value, 0), settings)
                    .resolve(credentials, plan.namespace());
            AuthenticatorProvider provider =
                    settings.providers().authenticators().get(scheme);
            if (provider == null) {
                throw new InvalidSettingException("nothing that is installed checks " + scheme);
            }
            authenticators.put(
                    plan.linked(),
                    provider.create(new AuthenticatorContext(plan.namespace(), settled, settings.context())));
            return null;
        } catch (InboundCredentialsResolver.EmptyCredentialException e) {
            refused = true;
            problem = node.diagnostic(
                    "credential-empty",
                    Severity.ERROR,
                    "the adapter \"" + plan.namespace() + "\" would let everybody in: " + e.getMessage());
        } catch (InvalidSettingException e) {
            problem = node.diagnostic(
                    "authentication-unusable",
                    Severity.ERROR,
                    "the adapter \"" + plan.namespace() + "\" is left out rather than served open: " + e.getMessage());
            for (UnitPlan unit : plan.units()) {
                leftOut.leaveOut(plan.linked(), unit.linked(), List.of(problem));
            }
            for (ForwardPlan unit : plan.forwards()) {
                leftOut.leaveOut(plan.linked(), unit.linked(), List.of(problem));
            }
        }
        problems.add(problem);
        return problem;
    }

    /** Makes the adapters of these plans; false when one of them refuses the whole document. */
    boolean create(List<AdapterPlan> wanted) {
        plans.addAll(wanted);
        document.serve(wanted.stream()
                .filter(plan -> settings.providers()
                        .adapters()
                        .containsKey(plan.linked().declaration().type()))
                .toList());
        for (AdapterPlan plan : wanted) {
            String type = plan.linked().declaration().type();
            ServerAdapterProvider provider = settings.providers().adapters().get(type);
            if (provider == null) {
                reportMissing(plan, type);
                continue;
            }
            try {
                ServerAdapter adapter = provider.create(new Context(plan, authenticators.get(plan.linked())));
                made.add(adapter);
                document.made(plan, adapter);
                // From here on it is closed with the adapter.
                authenticators.remove(plan.linked());
            } catch (InvalidSettingException e) {
                problems.add(plan.linked()
                        .declaration()
                        .node()
                        .diagnostic("adapter-unusable", Severity.ERROR, String.valueOf(e.getMessage())));
                refused = true;
            }
        }
        refused |= reported.stream().anyMatch(Diagnostic::isError);
        problems.addAll(reported);
        if (refused) {
            made.forEach(ServerAdapter::withdraw);
            made.clear();
            abandon();
        }
        return !refused;
    }

    /** Without an adapter's module, the units can be called in-process all the same. */
    private void reportMissing(AdapterPlan plan, String type) {
        boolean isHost = settings.providers().adapters().isEmpty();
        String consequence = plan.liveUnits() == 0
                ? ": \"" + plan.namespace() + "\" is left out. To serve it, add adapter-" + type
                : ": the units of \"" + plan.namespace()
                        + "\" can be called in-process only. To serve them, add adapter-" + type;
        problems.add(plan.linked()
                .declaration()
                .node()
                .diagnostic(
                        "adapter-not-installed",
                        isHost ? Severity.INFO : Severity.WARN,
                        "no module that serves " + type + " is on the class path" + consequence));
    }

    /** Gives up what was made so far: the document is not served. */
    void abandon() {
        plans.clear();
        authenticators.values().forEach(authenticator -> Incidents.contain(authenticator::close));
        authenticators.clear();
    }

    boolean isRefused() {
        return refused;
    }

    Set<Diagnostic> problems() {
        return problems;
    }

    List<AdapterPlan> plans() {
        return List.copyOf(plans);
    }

    List<ServerAdapter> made() {
        return List.copyOf(made);
    }

    /** What observes the calls of the document for its adapters. */
    Map<LinkedAdapter, EngineObserver> observers() {
        return observers;
    }

    /** What adapters report, also later. */
    ConcurrentLinkedQueue<Diagnostic> reported() {
        return reported;
    }

    private final class Context implements ServerAdapterContext {
        private final AdapterPlan plan;
        private final @Nullable Authenticator authenticator;

        Context(AdapterPlan plan, @Nullable Authenticator authenticator) {
            this.plan = plan;
            this.authenticator = authenticator;
        }

        @Override
        public AdapterPlan plan() {
            return plan;
        }

        @Override
        public DocumentView document() {
            return document;
        }

        @Override
        public @Nullable EngineObserver observer() {
            return observers.get(plan.linked());
        }

        @Override
        public @Nullable Authenticator authenticator() {
            return authenticator;
        }

        @Override
        public EngineContext engine() {
            return settings.context();
        }

        @Override
        public DocumentReload reload() {
            return request.reload().get();
        }

        @Override
        public void report(Diagnostic diagnostic) {
            reported.add(diagnostic);
        }
    }
}
