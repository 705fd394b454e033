package dev.capstan.adapter.mcp;

/** Documents for these tests. */
final class Samples {
    /** Tools of every kind that this adapter treats by itself. */
    static final String TOOLS = """
            naftiko: 1.0.0-alpha2
            info:
              label: Sample
            capability:
              consumes:
                - type: http
                  namespace: shop
                  baseUri: https://shop.test
                  resources:
                    - name: orders
                      path: /orders
                      operations:
                        - name: list
                          method: GET
                          inputParameters:
                            - {name: limit, in: query, type: integer}
                            - {name: ratio, in: query, type: number}
                            - {name: open, in: query, type: boolean}
                            - {name: 'filter[name]', in: query, type: string}
                            - {name: tags, in: query, type: array}
                            - {name: shape, in: query, type: object}
                            - {name: any, in: query}
                        - name: create
                          description: Places an order
                          method: POST
                          inputParameters:
                            - {name: body, in: body, required: true}
                    - name: order
                      path: /orders/{id}
                      operations:
                        - {name: get, method: GET}
                        - {name: cancel, method: DELETE}
              exposes:
                - type: mcp
                  namespace: shop-tools
                  description: What a shop can do.
                  tools:
                    - name: list-orders
                      description: Lists orders
                      label: List
                      call: shop.list
                      hints: {readOnly: true, openWorld: false}
                    - name: create-order
                      call: shop.create
                    - name: get-order
                      description: One order
                      call: shop.get
                    - name: cancel-order
                      description: Cancels an order
                      call: shop.cancel
                    - name: order-state
                      description: The state of an order
                      call: shop.get
                      outputParameters:
                        - type: object
                          properties:
                            state: {type: string, mapping: $.state}
                            lines:
                              type: array
                              mapping: $.lines
                              items:
                                - type: object
                                  properties:
                                    price: {type: number, mapping: $.price}
            """;

    private Samples() {}

    /** A document with tools of those names, each calling an operation without arguments. */
    static String named(String... names) {
        StringBuilder document = new StringBuilder("""
                naftiko: 1.0.0-alpha2
                capability:
                  consumes:
                    - type: http
                      namespace: api
                      baseUri: https://api.test
                      resources:
                        - name: things
                          path: /things
                          operations:
                            - {name: list, method: GET}
                  exposes:
                    - type: mcp
                      namespace: tools
                      tools:
                """);
        for (String name : names) {
            document.append("        - {name: '").append(name).append("', description: d, call: api.list}\n");
        }
        return document.toString();
    }
}
