package dev.capstan.document.linked;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.model.Expose;
import dev.capstan.document.model.McpExpose;
import dev.capstan.document.model.RestExpose;
import dev.capstan.document.syntax.PathTemplate;
import java.util.List;

/** An adapter of the document with its units linked, dead ones included. */
public sealed interface LinkedAdapter {
    /** The adapter as written. */
    Expose declaration();

    /** Its name; the type's where the document gives none. */
    String namespace();

    /** Why the whole adapter is dead; empty when it serves. */
    List<Diagnostic> problems();

    /** All its units, in the order of the document. */
    List<LinkedUnit> units();

    /** A REST API. */
    record Rest(RestExpose declaration, String namespace, List<RestRoute> routes, List<Diagnostic> problems)
            implements LinkedAdapter {
        @Override
        public List<LinkedUnit> units() {
            return routes.stream().map(RestRoute::unit).toList();
        }
    }

    /**
     * An operation of a REST API and where it is reached.
     *
     * @param method upper case
     * @param path as the document has it
     */
    record RestRoute(String method, PathTemplate path, LinkedUnit unit) {}

    /** An MCP server. */
    record Mcp(McpExpose declaration, String namespace, List<LinkedUnit> tools, List<Diagnostic> problems)
            implements LinkedAdapter {
        @Override
        public List<LinkedUnit> units() {
            return tools;
        }
    }

    /** An adapter that nothing here serves; its problems say why. */
    record Unserved(Expose declaration, String namespace, List<Diagnostic> problems) implements LinkedAdapter {
        @Override
        public List<LinkedUnit> units() {
            return List.of();
        }
    }
}
