package dev.capstan.adapter.mcp;

import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;

/** The document of a shop, with one tool and whatever else a test has its server offer. */
final class ShopDocument {
    private static final String DOCUMENT = """
            naftiko: 1.0.0-alpha2
            info: {label: Shop, description: d}
            capability:
              consumes:
                - type: http
                  namespace: shop
                  baseUri: https://shop.test
                  resources:
                    - {name: orders, path: /orders, operations: [{name: list, method: GET}]}
                    - {name: order, path: "/orders/{id}", operations: [{name: get, method: GET}]}
                    - {name: line, path: "/orders/{order}/lines/{line}", operations: [{name: line, method: GET}]}
              exposes:
                - type: mcp
                  namespace: shop-mcp
                  port: 9090
                  tools:
                    - {name: list, description: d, call: shop.list}
            """;

    private ShopDocument() {}

    /**
     * The document.
     *
     * @param member {@code resources} or {@code prompts}
     * @param entries of it, as YAML
     */
    static String with(String member, String entries) {
        return DOCUMENT + "      " + member + ":\n" + entries;
    }

    /** Serves it against that upstream. */
    static ServedDocument serve(String member, String entries, RecordingUpstream upstream) {
        return ServedDocument.serve(with(member, entries), upstream);
    }
}
