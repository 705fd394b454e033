package dev.capstan.adapter.control;

import dev.capstan.document.linked.ControlSwitches;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.ScriptDefaults;
import dev.capstan.document.model.ControlExpose;
import dev.capstan.document.syntax.PathTemplate;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.adapter.DocumentView;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import dev.capstan.engine.spi.adapter.ServerAdapterContext;
import dev.capstan.transport.CrossOriginFilter;
import dev.capstan.transport.ExchangeHandler;
import dev.capstan.transport.ListenerRequest;
import dev.capstan.transport.Registration;
import dev.capstan.transport.Route;
import dev.capstan.transport.RouteOwner;
import dev.capstan.transport.netty.NettyHttpTransport;
import java.util.ArrayList;
import java.util.List;

/** The control port of one document. */
final class ControlAdapter implements ServerAdapter {
    private final AdapterPlan plan;
    private final Registration registration;

    private ControlAdapter(AdapterPlan plan, Registration registration) {
        this.plan = plan;
        this.registration = registration;
    }

    /**
     * Registers what is switched on with the engine's transport.
     *
     * @throws InvalidSettingException when another adapter has one of its paths already
     */
    static ControlAdapter register(ServerAdapterContext context, LinkedAdapter.Control adapter) {
        AdapterPlan plan = context.plan();
        EngineContext engine = context.engine();
        ControlExpose declaration = adapter.declaration();
        Integer port = declaration.port();
        if (port == null) {
            throw new InvalidSettingException("the control adapter of " + plan.file() + " has no port");
        }
        String place = declaration.node().place();
        Registration registration = NettyHttpTransport.of(engine)
                .register(
                        new ListenerRequest(declaration.address(), port),
                        new RouteOwner(
                                plan.file(),
                                plan.title(),
                                declaration.type(),
                                plan.namespace(),
                                List.of(CrossOriginFilter.of(engine)),
                                context.authenticator()),
                        routes(adapter.switches(), context, place));
        registration.requireAll("another port");
        registration.drainLast();
        return new ControlAdapter(plan, registration);
    }

    private static List<Route> routes(ControlSwitches switches, ServerAdapterContext context, String place) {
        EngineContext engine = context.engine();
        DocumentView document = context.document();
        List<Route> routes = new ArrayList<>();
        if (switches.health()) {
            Health health = new Health(engine, document);
            routes.add(route("GET", "/health/live", health::live, place));
            routes.add(route("GET", "/health/ready", health::ready, place));
        }
        if (switches.info()) {
            Status status = new Status(engine, document, context.plan().title());
            routes.add(route("GET", "/status", status, place));
            routes.add(route(
                    "GET",
                    "/config",
                    new FixedJson(new MaskedDocument(engine.secrets()).of(document.linked())),
                    place));
        }
        if (switches.validate()) {
            routes.add(route("POST", "/config/validate", new ValidationHandler(engine), place));
        }
        if (switches.reload()) {
            routes.add(route("POST", "/config/reload", new ReloadHandler(context), place));
        }
        if (context.observer() instanceof CallMetrics metrics) {
            routes.add(route("GET", "/metrics", new MetricsText(metrics), place));
        }
        if (switches.scripting()) {
            routes.add(route(
                    "GET",
                    "/scripting",
                    new FixedJson(ScriptingSettings.of(
                            ScriptDefaults.of(document.linked().document()))),
                    place));
        }
        return routes;
    }

    private static Route route(String method, String path, ExchangeHandler handler, String place) {
        return new Route(method, PathTemplate.parse(path), handler, false, place);
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(new Endpoint("control", plan.namespace(), registration.baseUrl(), registration.address(), 0));
    }

    @Override
    public boolean isReloadable() {
        return true;
    }

    @Override
    public void withdraw() {
        registration.withdraw();
    }
}
