package dev.capstan.benchmarks.lint;

import java.util.List;
import java.util.Random;

/**
 * Documents in the manner of the published catalogue, made of nothing: an API with its operations, each offered as a REST
 * operation and as a tool, and now and then something that a rule has to say a word about. The same seed makes the same document.
 */
final class GeneratedDocument {
    private static final List<String> THINGS = List.of(
            "invoice",
            "shipment",
            "customer",
            "ticket",
            "warehouse",
            "payment",
            "employee",
            "campaign",
            "device",
            "contract");
    private static final List<String> VERBS = List.of("list", "get", "create", "update", "delete");
    private static final List<String> METHODS = List.of("GET", "GET", "POST", "PUT", "DELETE");

    private final Random random;
    private final int operations;
    private final StringBuilder consumes = new StringBuilder();
    private final StringBuilder rest = new StringBuilder();
    private final StringBuilder tools = new StringBuilder();

    private GeneratedDocument(long seed, int operations) {
        this.random = new Random(seed);
        this.operations = operations;
    }

    /** The text of a document. */
    static String of(long seed, int operations) {
        return new GeneratedDocument(seed, operations).text(seed);
    }

    private String text(long seed) {
        for (int i = 0; i < operations; i++) {
            operation(i);
        }
        return """
                naftiko: 1.0.0-alpha2
                info:
                  label: Generated business API %1$d
                  description: 'Generated business API %1$d. %2$d operations. One capability that covers one surface of
                    a business, written for measuring.'
                  tags:
                  - Generated
                  - Business
                  created: '2026-01-01'
                  modified: '2026-01-01'
                binds:
                - namespace: env
                  keys:
                    BUSINESS_API_KEY: BUSINESS_API_KEY
                capability:
                  consumes:
                  - type: http
                    namespace: business
                    baseUri: https://business%1$d.example.net/v2
                    description: The HTTP API of business %1$d.
                    authentication:
                      type: bearer
                      token: '{{BUSINESS_API_KEY}}'
                    resources:
                %3$s  exposes:
                  - type: rest
                    namespace: business-rest
                    port: 8080
                    description: Business %1$d over REST.
                    resources:
                %4$s  - type: mcp
                    namespace: business-mcp
                    port: 9090
                    transport: http
                    description: Business %1$d for agents.
                    tools:
                %5$s""".formatted(seed, operations, consumes, rest, tools);
    }

    private void operation(int index) {
        int verb = random.nextInt(VERBS.size());
        String thing = THINGS.get(random.nextInt(THINGS.size()));
        String name = VERBS.get(verb) + "-" + thing + "-" + index;
        boolean single = verb != 0 && verb != 2;
        boolean writes = verb == 2 || verb == 3;
        String path = "/" + thing + "s/section-" + index + (single ? "/{" + thing + "_id}" : "");
        String said = Character.toUpperCase(name.charAt(0)) + VERBS.get(verb).substring(1) + " the " + thing
                + " of section " + index + ", with everything that the business keeps of it.";
        consumed(name, path, METHODS.get(verb), thing, said, single, writes);
        exposed(name, path, METHODS.get(verb), thing, said, single, writes);
    }

    private void consumed(
            String name, String path, String method, String thing, String said, boolean single, boolean writes) {
        consumes.append("    - name: ").append(name).append("-resource\n");
        consumes.append("      path: ").append(path).append(random.nextInt(40) == 0 ? "/\n" : "\n");
        consumes.append("      operations:\n      - name: ").append(name).append('\n');
        consumes.append("        method: ").append(method).append('\n');
        consumes.append("        description: ").append(said).append('\n');
        consumes.append("        inputParameters:\n");
        if (single) {
            parameter(consumes, thing + "_id", "path", "string", true);
        }
        if (writes) {
            parameter(consumes, "body", "body", "object", true);
        } else {
            parameter(consumes, "page", "query", "integer", false);
            parameter(consumes, "updated_since", "query", "string", false);
        }
        consumes.append("        outputRawFormat: json\n        outputParameters:\n");
        consumes.append("        - name: result\n          type: object\n          value: $.\n");
    }

    private static void parameter(StringBuilder to, String name, String in, String type, boolean required) {
        to.append("        - name: ").append(name).append('\n');
        to.append("          in: ").append(in).append('\n');
        to.append("          type: ").append(type).append('\n');
        to.append("          description: The ").append(name).append(" as the business names it.\n");
        if (required) {
            to.append("          required: true\n");
        }
    }

    private void exposed(
            String name, String path, String method, String thing, String said, boolean single, boolean writes) {
        String call = call(name);
        String argument = single ? thing + "_id" : writes ? "body" : "page";
        rest.append("    - path: ").append(path).append('\n');
        rest.append("      name: ").append(name).append("-rest\n");
        if (random.nextInt(4) > 0) {
            rest.append("      description: REST surface of ").append(name).append(".\n");
        }
        rest.append("      operations:\n      - method: ").append(method).append('\n');
        rest.append("        name: ").append(name).append('\n');
        rest.append("        description: ").append(said).append('\n');
        with(rest, "        ", call, "rest." + argument, argument);

        tools.append("    - name: ").append(name).append('\n');
        tools.append("      description: ").append(said).append('\n');
        tools.append("      hints:\n        readOnly: ")
                .append(method.equals("GET"))
                .append('\n');
        tools.append("        destructive: ").append(method.equals("DELETE")).append('\n');
        tools.append("      inputParameters:\n");
        tools.append("      - name: ").append(argument).append("\n        type: ");
        tools.append(writes && !single ? "object" : "string").append("\n        required: true\n");
        tools.append("        description: What to ").append(name).append(".\n");
        with(tools, "      ", call, "tools." + argument, argument);
    }

    /** One in sixty names an operation that does not exist. */
    private String call(String name) {
        String called = random.nextInt(60) == 0 ? name.substring(0, name.length() - 1) + "x" : name;
        return "business." + called;
    }

    private static void with(StringBuilder to, String indent, String call, String value, String argument) {
        to.append(indent).append("call: ").append(call).append('\n');
        to.append(indent).append("with:\n").append(indent).append("  ");
        to.append(argument).append(": ").append(value).append('\n');
        to.append(indent).append("outputParameters:\n").append(indent).append("- type: object\n");
        to.append(indent).append("  mapping: $.\n");
    }
}
