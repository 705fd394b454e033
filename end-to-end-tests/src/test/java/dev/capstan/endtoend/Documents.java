package dev.capstan.endtoend;

/** Small documents to write tests with. */
public final class Documents {
    private Documents() {}

    /**
     * A document with one consumed API and both adapters.
     *
     * @param consumedResources YAML of {@code resources}, not indented
     * @param routes YAML of the REST adapter's {@code resources}, not indented
     * @param tools YAML of the MCP adapter's {@code tools}, not indented
     */
    public static String of(String consumedResources, String routes, String tools) {
        StringBuilder yaml = new StringBuilder("""
                naftiko: 1.0.0-alpha2
                info: {label: Test, description: A test.}
                capability:
                  consumes:
                  - type: http
                    namespace: api
                    baseUri: https://api.example.net
                    resources:
                """);
        yaml.append(consumedResources.indent(4));
        yaml.append("  exposes:\n");
        if (!routes.isEmpty()) {
            yaml.append("  - type: rest\n    namespace: web\n    port: 8080\n    resources:\n")
                    .append(routes.indent(4));
        }
        if (!tools.isEmpty()) {
            yaml.append("  - type: mcp\n    namespace: agent\n    port: 9090\n    transport: http\n    tools:\n")
                    .append(tools.indent(4));
        }
        return yaml.toString();
    }

    /** A document with one consumed operation {@code op} and one route to it. */
    public static String route(String consumedPath, String operation, String exposedPath, String route) {
        return of(
                resource(consumedPath, operation),
                "- path: " + quoted(exposedPath) + "\n  operations:\n" + item(route),
                "");
    }

    /** A document with one consumed operation {@code op} and one tool {@code t}. */
    public static String tool(String consumedPath, String operation, String tool) {
        return of(resource(consumedPath, operation), "", item(tool));
    }

    /** One consumed resource with one operation. */
    public static String resource(String path, String operation) {
        return "- name: r\n  path: " + quoted(path) + "\n  operations:\n" + item(operation);
    }

    private static String item(String fields) {
        String indented = fields.strip().indent(4);
        return "  - " + indented.strip() + "\n";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
