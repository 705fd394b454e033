package dev.capstan.adapter.skill;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedSkill;
import dev.capstan.document.model.SkillExpose;
import dev.capstan.document.syntax.PathTemplate;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.plan.AdapterPlan;
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

/** The skills of one document, on their listener. */
final class SkillAdapter implements ServerAdapter {
    private final AdapterPlan plan;
    private final Registration registration;
    private final int skills;

    private SkillAdapter(AdapterPlan plan, Registration registration, int skills) {
        this.plan = plan;
        this.registration = registration;
        this.skills = skills;
    }

    /**
     * Registers the adapter with the engine's transport.
     *
     * @throws InvalidSettingException when another adapter has its paths already
     */
    static SkillAdapter register(ServerAdapterContext context, LinkedAdapter.Skills adapter) {
        AdapterPlan plan = context.plan();
        SkillExpose declaration = adapter.declaration();
        Integer port = declaration.port();
        if (port == null) {
            throw new InvalidSettingException("the skill adapter \"" + plan.namespace() + "\" has no port");
        }
        List<ServedSkill> skills = new ArrayList<>();
        for (LinkedSkill skill : adapter.skills()) {
            if (skill.live()) {
                skills.add(new ServedSkill(skill, tools(context, skill)));
            }
        }
        SkillEndpoints endpoints =
                new SkillEndpoints(skills, new TargetUrls(context.document()), new SkillFiles(context.engine()));
        String place = declaration.node().place();
        Registration registration = NettyHttpTransport.of(context.engine())
                .register(
                        new ListenerRequest(declaration.address(), port),
                        new RouteOwner(
                                plan.file(),
                                plan.title(),
                                declaration.type(),
                                plan.namespace(),
                                List.of(CrossOriginFilter.of(context.engine())),
                                context.authenticator()),
                        List.of(
                                route("/skills", endpoints::list, place),
                                route("/skills/{name}", endpoints::describe, place),
                                route("/skills/{name}/download", endpoints::download, place),
                                route("/skills/{name}/contents", endpoints::contents, place),
                                new Route(
                                        "GET",
                                        PathTemplate.parse("/skills/{name}/contents/{path}"),
                                        endpoints::file,
                                        false,
                                        true,
                                        place)));
        registration.requireAll("another port");
        return new SkillAdapter(plan, registration, skills.size());
    }

    private static Route route(String path, ExchangeHandler handler, String place) {
        return new Route("GET", PathTemplate.parse(path), handler, false, place);
    }

    /** The tools of a skill that can be called or read. */
    private static List<ServedTool> tools(ServerAdapterContext context, LinkedSkill skill) {
        List<ServedTool> tools = new ArrayList<>();
        for (LinkedSkill.Tool tool : skill.tools()) {
            if (tool.unit() == null || context.document().serves(tool.unit())) {
                tools.add(ServedTool.of(tool));
            } else {
                context.report(tool.declaration()
                        .node()
                        .at("from")
                        .diagnostic(
                                "skill-tool-dead",
                                Severity.WARN,
                                "the tool \"" + tool.name() + "\" of the skill \"" + skill.name()
                                        + "\" is left out, because "
                                        + tool.declaration().sourceNamespace() + "."
                                        + tool.declaration().action() + " is not served"));
            }
        }
        return tools;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(new Endpoint("skill", plan.namespace(), registration.baseUrl(), registration.address(), skills));
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
