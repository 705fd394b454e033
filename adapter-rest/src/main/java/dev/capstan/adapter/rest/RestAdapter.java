package dev.capstan.adapter.rest;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedAdapter.RestRoute;
import dev.capstan.document.model.RestExpose;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.plan.ForwardPlan;
import dev.capstan.engine.plan.UnitPlan;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import dev.capstan.engine.spi.adapter.ServerAdapterContext;
import dev.capstan.transport.CrossOriginFilter;
import dev.capstan.transport.ListenerRequest;
import dev.capstan.transport.Registration;
import dev.capstan.transport.Route;
import dev.capstan.transport.RouteConflict;
import dev.capstan.transport.RouteOwner;
import dev.capstan.transport.netty.NettyHttpTransport;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** A REST API of one document, on its listener. */
final class RestAdapter implements ServerAdapter {
    /** Where an API that names no port is served. */
    private static final int DEFAULT_PORT = 8080;

    private final AdapterPlan plan;
    private final Registration registration;
    private final int units;

    private RestAdapter(AdapterPlan plan, Registration registration, int units) {
        this.plan = plan;
        this.registration = registration;
        this.units = units;
    }

    static RestAdapter register(ServerAdapterContext context, LinkedAdapter.Rest rest) {
        AdapterPlan plan = context.plan();
        long bodyLimit = context.engine().configuration().server().limits().maxBodyBytes();
        IdentityHashMap<Route, YamlNode> nodes = new IdentityHashMap<>();
        List<Route> routes = new ArrayList<>();
        for (RestRoute linked : rest.routes()) {
            YamlNode node = linked.unit().declaration().node();
            UnitPlan unit = plan.planOf(linked.unit());
            ForwardPlan forward = plan.forwardOf(linked.unit());
            Route route = null;
            if (unit != null) {
                RestHandler handler = new RestHandler(unit, ArgumentBinder.of(unit, linked), bodyLimit);
                route = new Route(linked.method(), linked.path(), handler, false, node.place());
            } else if (forward != null) {
                route = ForwardHandler.route(forward, linked.path(), node.place());
            }
            if (route != null) {
                nodes.put(route, node);
                routes.add(route);
            }
        }
        RestExpose declaration = rest.declaration();
        Integer port = declaration.port();
        Registration registration = NettyHttpTransport.of(context.engine())
                .register(
                        new ListenerRequest(declaration.address(), port == null ? DEFAULT_PORT : port),
                        new RouteOwner(
                                plan.file(),
                                plan.title(),
                                "rest",
                                plan.namespace(),
                                List.of(CrossOriginFilter.of(context.engine())),
                                context.authenticator()),
                        routes);
        report(context, registration, nodes);
        return new RestAdapter(
                plan, registration, routes.size() - registration.conflicts().size());
    }

    /** Routes that come twice in a document are doubtful; those that two documents claim are refused. */
    private static void report(
            ServerAdapterContext context, Registration registration, IdentityHashMap<Route, YamlNode> nodes) {
        List<String> rivals = new ArrayList<>();
        for (RouteConflict conflict : registration.conflicts()) {
            Route route = conflict.route();
            String what = (route.method() == null ? "every method of" : route.method()) + " " + route.path();
            YamlNode node = nodes.get(route);
            if (!conflict.earlierOwner().file().equals(context.plan().file())) {
                rivals.add(what + " is served for both " + conflict.earlierPlace() + " and " + route.place());
            } else if (node != null) {
                context.report(node.diagnostic(
                        "duplicate-route",
                        Severity.WARN,
                        what + " is served already, as declared at " + conflict.earlierPlace()
                                + "; this one is left out: give it another path or method"));
            }
        }
        if (!rivals.isEmpty()) {
            registration.withdraw();
            throw new InvalidSettingException(
                    String.join("\n", rivals) + "\ngive one of the documents another port, or serve them apart",
                    List.of("server.portOverrides"));
        }
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(new Endpoint("rest", plan.namespace(), registration.baseUrl(), registration.address(), units));
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
