package dev.capstan.adapter.rest;

/** Documents with one consumed API {@code api} and one REST adapter {@code web}. */
final class Documents {
    private Documents() {}

    /**
     * A document.
     *
     * @param operations YAML of the operations of the consumed resource {@code /up/{id}}, not indented
     * @param resources YAML of the REST adapter's resources, not indented
     */
    static String of(String operations, String resources) {
        return """
                naftiko: 1.0.0-alpha2
                info: {label: Test, description: A test.}
                capability:
                  consumes:
                  - type: http
                    namespace: api
                    baseUri: https://api.example.net
                    resources:
                    - name: r
                      path: /up
                      operations:
                """ + operations.indent(6) + """
                  exposes:
                  - type: rest
                    namespace: web
                    port: 8080
                    resources:
                """ + resources.indent(4);
    }

    /** A document whose GET and POST of {@code /o} go to {@code /up} as they are. */
    static String passing() {
        return of("""
                - {name: read, method: GET}
                - {name: write, method: POST}
                """, """
                - path: /o
                  operations:
                  - {method: GET, name: read, call: api.read}
                  - {method: POST, name: write, call: api.write}
                """);
    }
}
