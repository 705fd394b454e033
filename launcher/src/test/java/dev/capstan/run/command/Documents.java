package dev.capstan.run.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small documents for tests of the command line. */
final class Documents {
    static final String THINGS = """
            naftiko: 1.0.0-alpha2
            info:
              label: Things
              description: For tests.
            binds:
              - namespace: things
                keys:
                  THINGS_KEY: THINGS_KEY
            capability:
              consumes:
                - type: http
                  namespace: things
                  baseUri: https://things.invalid
                  authentication:
                    type: bearer
                    token: "{{THINGS_KEY}}"
                  resources:
                    - name: things
                      path: /v1/things
                      operations:
                        - name: list-things
                          method: GET
                          inputParameters:
                            - {name: kind, in: query}
                        - name: create-thing
                          method: POST
                          inputParameters:
                            - {name: thing, in: body}
                    - name: thing
                      path: /v1/things/{id}
                      operations:
                        - name: get-thing
                          method: GET
                          inputParameters:
                            - {name: id, in: path}
              exposes:
                - type: rest
                  namespace: things-rest
                  port: 8080
                  resources:
                    - path: /things
                      operations:
                        - method: GET
                          name: list-things
                          call: things.list-things
                        - method: POST
                          name: create-thing
                          call: things.create-thing
                - type: mcp
                  namespace: things-mcp
                  port: 9090
                  tools:
                    - name: get-thing
                      description: Get a thing.
                      call: things.get-thing
                      inputParameters:
                        - {name: id, type: string, description: Identifier of the thing}
                    - name: create-thing
                      description: Create a thing.
                      call: things.create-thing
                      inputParameters:
                        - {name: thing, type: object, description: The thing}
            """;

    private Documents() {}

    static Path things(Path directory) {
        return write(directory, "things.yaml", THINGS);
    }

    static Path write(Path directory, String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
