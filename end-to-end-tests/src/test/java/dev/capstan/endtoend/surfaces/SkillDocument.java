package dev.capstan.endtoend.surfaces;

import dev.capstan.endtoend.Documents;

/** A document with a REST, an MCP and a skill adapter. */
final class SkillDocument {
    private static final String SHIPS = "- name: ships\n  path: /ships\n  operations:\n"
            + "  - {name: list, method: GET, inputParameters: [{name: page, in: query, type: integer, description: Which page.}]}\n"
            + "- name: ship\n  path: /ships/{id}\n  operations:\n  - {name: get, method: GET}\n";
    private static final String ROUTES = "- path: /ships/{id}\n"
            + "  operations: [{method: GET, name: get-ship, description: Gets a ship., call: api.get}]\n";
    private static final String TOOLS = "- {name: list-ships, description: Lists ships., call: api.list}\n";

    private SkillDocument() {}

    static String document(String skills) {
        return document(skills, "");
    }

    static String document(String skills, String authentication) {
        return Documents.of(SHIPS, ROUTES, TOOLS)
                + ("- type: skill\n  namespace: fleet\n  port: 3002\n" + authentication + "  skills:\n"
                                + skills.indent(2))
                        .indent(2);
    }

    static String both(String more) {
        return "- name: fleet-ops\n  description: Finds ships.\n  license: Apache-2.0\n" + more
                + "  tools:\n"
                + "  - {name: list, description: All ships., from: {sourceNamespace: agent, action: list-ships}}\n"
                + "  - {name: one, description: One ship., from: {sourceNamespace: web, action: get-ship}}\n";
    }
}
