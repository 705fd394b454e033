package dev.capstan.document.linked;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.model.ControlExpose;
import dev.capstan.document.model.Expose;
import dev.capstan.document.model.McpExpose;
import dev.capstan.document.model.McpResource;
import dev.capstan.document.model.RestExpose;
import dev.capstan.document.model.SkillExpose;
import dev.capstan.document.model.UnknownExpose;
import dev.capstan.document.syntax.PathTemplate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An adapter of the document with its units linked, dead ones included. */
public sealed interface LinkedAdapter {
    /** The adapter as written. */
    Expose declaration();

    /** Its name; the type's where the document gives none. */
    String namespace();

    /** How its callers are authenticated; null when they are not. */
    @Nullable
    InboundCredentials credentials();

    /** Why the whole adapter is dead; empty when it serves. */
    List<Diagnostic> problems();

    /** All its units that can be called, in the order of the document. */
    List<LinkedUnit> units();

    /** Why parts of it that are no units are left out although it serves; empty when none is. */
    default List<Diagnostic> leftOut() {
        return List.of();
    }

    /** Whether it has something to serve although it has no unit. */
    default boolean servesWithoutUnits() {
        return false;
    }

    /** A REST API. */
    record Rest(
            RestExpose declaration,
            String namespace,
            @Nullable InboundCredentials credentials,
            List<RestRoute> routes,
            List<Diagnostic> problems)
            implements LinkedAdapter {
        @Override
        public List<LinkedUnit> units() {
            return routes.stream().map(RestRoute::unit).toList();
        }
    }

    /**
     * A unit of a REST API and where it is reached.
     *
     * @param method upper case; {@link #ANY_METHOD} for a forward
     * @param path as the document has it; the last placeholder of a forward's path takes the rest of a request's path
     */
    record RestRoute(String method, PathTemplate path, LinkedUnit unit) {
        /** Every method but CONNECT and TRACE. */
        public static final String ANY_METHOD = "*";
    }

    /** An MCP server. */
    record Mcp(
            McpExpose declaration,
            String namespace,
            @Nullable InboundCredentials credentials,
            List<LinkedUnit> tools,
            List<ResourceRoute> resources,
            List<LinkedPrompt> prompts,
            List<Diagnostic> problems)
            implements LinkedAdapter {
        @Override
        public List<LinkedUnit> units() {
            return Stream.concat(tools.stream(), resources.stream().map(ResourceRoute::unit))
                    .toList();
        }

        @Override
        public boolean servesWithoutUnits() {
            return prompts.stream().anyMatch(LinkedPrompt::live)
                    || resources.stream()
                            .map(ResourceRoute::unit)
                            .anyMatch(unit -> unit.live() && unit.behaviour() instanceof Behaviour.StaticFiles);
        }
    }

    /**
     * A resource of an MCP server and the URI, or URI template, that it is read by.
     *
     * @param uri as the document has it
     * @param placeholders the names in the URI's braces, in order; empty when it is no template
     */
    record ResourceRoute(McpResource declaration, String uri, List<String> placeholders, LinkedUnit unit) {}

    /** A server of skills. */
    record Skills(
            SkillExpose declaration,
            String namespace,
            @Nullable InboundCredentials credentials,
            List<LinkedSkill> skills,
            List<Diagnostic> problems)
            implements LinkedAdapter {
        @Override
        public List<LinkedUnit> units() {
            return List.of();
        }

        @Override
        public List<Diagnostic> leftOut() {
            return skills.stream().flatMap(skill -> skill.leftOut().stream()).toList();
        }

        @Override
        public boolean servesWithoutUnits() {
            return skills.stream().anyMatch(LinkedSkill::live);
        }
    }

    /**
     * The control port.
     *
     * @param switches what of it is on
     * @param leftOut what the document switches on and no engine has
     */
    record Control(
            ControlExpose declaration,
            String namespace,
            @Nullable InboundCredentials credentials,
            ControlSwitches switches,
            List<Diagnostic> leftOut,
            List<Diagnostic> problems)
            implements LinkedAdapter {
        @Override
        public List<LinkedUnit> units() {
            return List.of();
        }

        @Override
        public boolean servesWithoutUnits() {
            return true;
        }
    }

    /** An adapter of a type that the format does not have, for a provider of that type. */
    record Other(
            UnknownExpose declaration,
            String namespace,
            @Nullable InboundCredentials credentials,
            List<LinkedUnit> units,
            List<Diagnostic> problems)
            implements LinkedAdapter {}
}
