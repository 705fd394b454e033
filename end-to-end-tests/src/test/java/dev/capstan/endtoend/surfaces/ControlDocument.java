package dev.capstan.endtoend.surfaces;

import dev.capstan.endtoend.Documents;

/** A document with a REST, an MCP and a control adapter. */
final class ControlDocument {
    private static final String SHIPS = "- name: ships\n  path: /ships\n  operations:\n  - {name: list, method: GET}\n";
    private static final String ROUTES =
            "- path: /ships\n  operations: [{method: GET, name: list-ships, description: Lists ships., call: api.list}]\n";
    static final String TOOLS = "- {name: list-ships, description: Lists ships., call: api.list}\n";

    private ControlDocument() {}

    static String document(String tools, String control) {
        return Documents.of(SHIPS, ROUTES, tools) + ("- type: control\n  port: 9199\n" + control.indent(2)).indent(2);
    }

    static String document(String control) {
        return document(TOOLS, control);
    }
}
